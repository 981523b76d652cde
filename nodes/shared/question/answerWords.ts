import { plainText } from '../values/plainText';

/** Yes in English, Chinese, Hindi, Spanish and Arabic, and by emoji. */
export const APPROVE =
	'yes, y, yep, yeah, ok, okay, sure, approve, approved, 是, 好, 好的, 可以, 同意, 行, हाँ, हां, जी, ठीक है, मंज़ूर, sí, si, vale, claro, de acuerdo, aprobado, نعم, أجل, موافق, تمام, 👍, ✅, 👌, ❤️';

/** No in the same languages, and by emoji. */
export const DECLINE =
	'no, n, nope, decline, declined, reject, rejected, 不, 不是, 不行, 不可以, 不同意, 否, नहीं, नही, ना, नामंज़ूर, nunca, rechazar, rechazado, لا, كلا, مرفوض, أرفض, 👎, ❌, 🚫, ⛔';

/** Skin tones, variation selectors and the joiner that holds keycaps together: the same sign with and without. */
const SHADES = /[\u{1F3FB}-\u{1F3FF}]|\u{FE0E}|\u{FE0F}|\u{20E3}/gu;

/** What people put around an answer and do not mean: blanks, punctuation and signs such as quotes. */
const EDGES = /^[\s\p{P}\p{Z}]+|[\s\p{P}\p{Z}]+$/gu;

/** A text for comparison with answers: plain, in small letters, without skin tones and punctuation around it. */
export function normalizeAnswer(text: unknown): string {
	const plain = plainText(text).normalize('NFKC').replace(SHADES, '').toLowerCase();
	const trimmed = plain.replace(EDGES, '').replace(/\s+/g, ' ');
	// Punctuation alone, such as "?", stays as it is.
	return trimmed || plain.trim();
}
