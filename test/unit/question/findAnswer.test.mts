import fc from 'fast-check';
import { meaning } from '../../../dist/nodes/shared/question/findAnswer.js';
import {
	APPROVE,
	DECLINE,
	normalizeAnswer,
} from '../../../dist/nodes/shared/question/answerWords.js';

const words = (list: string) => list.split(',').map((word) => normalizeAnswer(word));

const usual = [
	{ value: true, words: words(APPROVE) },
	{ value: false, words: words(DECLINE) },
];

const meant = (text: string) => meaning(usual, text)?.value;

describe('an approval is understood', () => {
	test.each(
		[
			'yes',
			'Yes!',
			'YES',
			' ok. ',
			'“Sure”',
			'yes, ok 👍🏽',
			'yes yes yes',
			'<p>Yes</p>',
			'<mx-reply><blockquote>No?</blockquote></mx-reply>yes',
			'好的。',
			'同意！',
			'हाँ',
			'ठीक है।',
			'Sí',
			'¡Vale!',
			'De acuerdo.',
			'نعم',
			'موافق',
			'👍',
			'👍🏿👍🏿',
			'✅',
			'❤️',
		].map((text) => [text]),
	)('as yes: %s', (text) => {
		expect(meant(text)).toBe(true);
	});

	test.each(
		[
			'no',
			'No.',
			'NOPE!!',
			'no no',
			'不行',
			'不同意',
			'नहीं',
			'rechazado',
			'لا',
			'👎🏼',
			'❌',
			'🚫',
		].map((text) => [text]),
	)('as no: %s', (text) => {
		expect(meant(text)).toBe(false);
	});

	test.each(
		[
			'',
			' ',
			'?',
			'!!!',
			'maybe',
			'yes and no',
			'yes, but not today',
			'no problem, go ahead',
			'not yes',
			'know',
			'okra',
			'yesterday',
			'👍👎',
			'🎉',
		].map((text) => [text]),
	)('as neither: %s', (text) => {
		expect(meant(text)).toBeUndefined();
	});
});

test('no word means both', () => {
	const [yes, no] = usual;
	expect(yes.words.filter((word) => no.words.includes(word))).toEqual([]);
	expect([...yes.words, ...no.words]).not.toContain('');
});

test('capitals, blanks, punctuation and skin tones around an answer do not count', () => {
	const around = fc.stringMatching(/^[\s.,;:!?"'()¡¿…·-]{0,4}$/);
	fc.assert(
		fc.property(
			fc.constantFrom(
				...usual.flatMap(({ value, words: all }) => all.map((one) => ({ value, one }))),
			),
			around,
			around,
			({ value, one }, before, after) => {
				expect(meant(`${before}${one.toUpperCase()}${after}`)).toBe(value);
			},
		),
	);
});

test('any text at all gives an answer or none, and never fails', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			expect([true, false, undefined]).toContain(meant(text));
		}),
	);
});
