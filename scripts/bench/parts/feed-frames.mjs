/** The messages that the trigger's benchmarks send, and the frames that carry them (beeper-api.md §4, §7). */

export const CHATS = 50;
export const ACCOUNT = 'whatsapp';

export const chatID = (index) => `!bench${1000 + index}:beeper.local`;

/** Which chat message number `n` is in: all get their turn, in no regular order. */
export const chatOf = (n) => (((n * 2654435761) >>> 0) >>> 8) % CHATS;

const WORDS =
	'the train is late again so we start without you at eight please bring bread olives and some wine for tonight'.split(
		' ',
	);

/** Texts of 4 to 100 words, as JSON. */
const texts = Array.from({ length: 97 }, (_, index) => {
	const words = Array.from(
		{ length: 4 + index },
		(_, at) => WORDS[(at * 7 + index) % WORDS.length],
	);
	return JSON.stringify(`<p>${words.join(' ')} <strong>${index}</strong></p>`);
});

/** Message number `n` (from 0) as JSON, about 0.9 kB; `more` is put in front, for example `"sentAt":1,`. */
export function message(n, timestamp, more = '') {
	const chat = chatOf(n);
	return `{${more}"id":"${1_344_000 + n}","chatID":"${chatID(chat)}","accountID":"${ACCOUNT}","senderID":"@whatsapp_49170${1000000 + chat}:beeper.local","senderName":"Friend Number ${chat}","timestamp":"${timestamp}","sortKey":"${820_000_000 + n}","type":"TEXT","text":${texts[n % texts.length]},"isSender":false,"isUnread":true,"isHidden":false,"isDeleted":false,"mentions":[],"attachments":[],"reactions":[],"links":[],"seen":{"@robin:beeper.com":false},"sendStatus":{"status":"SUCCESS","timestamp":"${timestamp}","deliveredToUsers":["@robin:beeper.com"]}}`;
}

/** `message.upserted` with that message in it. */
export function frame(n, seq, ts, entry) {
	return `{"type":"message.upserted","seq":${seq},"ts":${ts},"chatID":"${chatID(chatOf(n))}","ids":["${1_344_000 + n}"],"entries":[${entry}]}`;
}

/** A WebSocket text frame as a server sends it, not masked. */
export function encode(text) {
	const length = Buffer.byteLength(text);
	const header = length < 126 ? 2 : 4;
	const bytes = Buffer.allocUnsafe(header + length);
	bytes[0] = 0x81;
	if (header === 2) bytes[1] = length;
	else {
		bytes[1] = 126;
		bytes.writeUInt16BE(length, 2);
	}
	bytes.write(text, header);
	return bytes;
}

/** Milliseconds by a clock that all processes of this machine share (`performance.now` counts from their starts). */
export function sharedNow() {
	const [seconds, nanoseconds] = process.hrtime();
	return seconds * 1000 + nanoseconds / 1e6;
}
