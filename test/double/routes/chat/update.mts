import type { BeeperDesktop } from '@beeper/desktop-api';
import { change } from '../../actions/change.mts';
import { json } from '../../http/answer.mts';
import { unprocessable } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';
import { draftOf } from '../../state/drafts.mts';
import { needState } from '../../state/capabilities.mts';
import { chatOf } from '../../state/chats.mts';
import { chatOnWire } from '../../state/present.mts';
import type { ChatRecord } from '../../state/world.mts';

type Body = BeeperDesktop.ChatUpdateParams;

/** PATCH /v1/chats/{chatID}: only what is in the body changes. */
export const update = route<Body>({
	endpoint: 'PATCH /v1/chats/{chatID}',
	since: '4.2.808',
	handle: ({ params, body }, inside) => {
		const record = chatOf(inside.world, params.chatID);
		const { draft, ...fields } = body;
		refuseUnsupported(record, fields);
		const newDraft = draft === undefined ? {} : { draft: draftOf(inside, record, draft) };
		if (Object.keys(body).length > 0) change(inside, record, { ...fields, ...newDraft });
		return json(chatOnWire(inside, record, inside.generation.defaultParticipants));
	},
});

function refuseUnsupported(record: ChatRecord, fields: Omit<Body, 'draft'>) {
	const { title, description, imgURL, messageExpirySeconds: expiry } = fields;
	if (title !== undefined) needState(record, 'title');
	if (description !== undefined) needState(record, 'description');
	if (imgURL !== undefined) needState(record, 'avatar');
	if (imgURL && /^\w+:\/\//.test(imgURL)) {
		throw unprocessable('imgURL is a path on the machine Beeper runs on, not a URL');
	}
	if (expiry === undefined) return;
	needState(record, 'disappearingTimer');
	const { timers } = record.chat.capabilities?.disappearingTimer ?? {};
	// The setting is in seconds, the allowed values are in milliseconds (reference 22).
	if (expiry && timers && !timers.includes(expiry * 1000)) {
		throw unprocessable(`Allowed timers are ${timers.map((ms) => ms / 1000).join(', ')} s`);
	}
}
