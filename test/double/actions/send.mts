import type { Inside } from '../inside.mts';
import { pick } from '../random.mts';
import { selfIn } from '../state/chats.mts';
import { messageID, pendingID } from '../state/ids.mts';
import type { ChatRecord, MessageRecord } from '../state/world.mts';
import type { SendStatus } from '../wire/models.mts';
import { tellChat, tellMessages } from './tell.mts';
import { append, type Content } from './write.mts';

/**
 * Sends through the API: accepted at once under a pending ID, final later (reference 33). Sends to
 * one chat become final in the order they were accepted.
 */
export function send(inside: Inside, record: ChatRecord, content: Content): MessageRecord {
	const { clock, world, settings, random } = inside;
	const pending = pendingID(world);
	const sendStatus: SendStatus = { status: 'PENDING', timestamp: clock.iso() };
	const self = { ...selfIn(world, record), isSelf: true };
	const sent = append(inside, record, self, { ...content, id: pending, sendStatus });
	sent.pendingID = pending;
	record.chat.lastActivity = sent.message.timestamp;
	tellChat(inside, record);
	if (settings.pendingFrames) tellMessages(inside, record, [sent]);
	if (inside.faults.neverResolve) return sent;
	const due = performance.now() + pick(settings.resolveAfterMs, random);
	record.settledAt = Math.max(record.settledAt, due);
	record.settling.push(sent);
	// Each timer settles whichever send is first: timers of nearly the same moment may swap.
	clock.after(record.settledAt - performance.now(), () => {
		const first = record.settling.shift();
		if (first) resolve(inside, record, first);
	});
	return sent;
}

/** The network's verdict on a pending message: its final ID, or the failure a test asked for. */
export function resolve(inside: Inside, record: ChatRecord, sent: MessageRecord) {
	const { clock, faults, settings, world } = inside;
	const { message } = sent;
	if (message.sendStatus?.status !== 'PENDING' || message.isDeleted) return;
	const failure = faults.sendFailures.shift();
	if (failure) {
		message.sendStatus = { status: 'FAIL_PERMANENT', timestamp: clock.iso(), ...failure };
		tellMessages(inside, record, [sent]);
		return;
	}
	message.id = messageID(world);
	message.sendStatus = { status: 'SUCCESS', timestamp: clock.iso() };
	tellMessages(inside, record, [sent]);
	inside.delivered.push(message);
	if (settings.deliveryFrame && !faults.neverDeliver) deliver(inside, record, sent);
}

/** The network's word that a message is on the devices of everybody else in the chat. */
export function deliver(inside: Inside, record: ChatRecord, sent: MessageRecord) {
	const { sendStatus } = sent.message;
	if (!sendStatus) return;
	const others = record.participants.filter(({ isSelf }) => !isSelf).map(({ id }) => id);
	sendStatus.deliveredToUsers = others;
	tellMessages(inside, record, [sent]);
}
