import type { Inside } from '../inside.mts';
import type { ChatRecord, MessageRecord } from '../state/world.mts';
import { tellMessages } from './tell.mts';

/** Gives a message another text. */
export function edit(inside: Inside, record: ChatRecord, target: MessageRecord, text: string) {
	target.message.text = text;
	target.message.editedTimestamp = inside.clock.iso();
	target.edits += 1;
	tellMessages(inside, record, [target]);
}
