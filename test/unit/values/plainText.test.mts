import { characterEntities } from 'character-entities';
import fc from 'fast-check';
import { plainText } from '../../../dist/nodes/shared/values/plainText.js';

test.each([
	['plain text of an older Beeper', 'plain text of an older Beeper'],
	['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
	['<strong>bold</strong> and <em>more</em>', 'bold and more'],
	['first<br>second<br/>third', 'first\nsecond\nthird'],
	['<p>one</p><p>two</p>', 'one\ntwo'],
	['<ul><li>milk</li><li>tea</li></ul>', '- milk\n- tea'],
	['Tom &amp; Mia &lt;3 &#128077; &#x1F44D; &unknown;', 'Tom & Mia <3 👍 👍 &unknown;'],
	['<mx-reply><blockquote>quoted</blockquote></mx-reply>answer', 'answer'],
	['<mx-reply>a</mx-reply>b<MX-REPLY>c</MX-REPLY>d', 'bd'],
	['<a href="https://example.com">a link</a>', 'a link'],
	['&amp;lt;b&amp;gt; stays as written', '&lt;b&gt; stays as written'],
	['see <https://example.com/a?b=1> for it', 'see <https://example.com/a?b=1> for it'],
	['write to <max@example.com> or <Ctrl>+C', 'write to <max@example.com> or <Ctrl>+C'],
	['hello <name>, <b>welcome</b> <Preis>', 'hello <name>, welcome <Preis>'],
	['<abbr>x</abbr> <address> <input>', '<abbr>x</abbr> <address> <input>'],
	['a <3 b > c', 'a <3 b > c'],
	['<img src="mxc://a/b" alt=":party:" data-mx-emoticon> yes', ':party: yes'],
	["<img alt='a &amp; b'/>", 'a & b'],
	['<img src="mxc://a/b"> picture', 'picture'],
	['caf&eacute; &hellip; &euro;5 &AMP; &ThickSpace;.', 'café … €5 & \u205f\u200a.'],
	['&constructor; &toString; &__proto__;', '&constructor; &toString; &__proto__;'],
	['&#0; &#xD800; &#x110000;', '&#0; &#xD800; &#x110000;'],
	['if (a < b && c > d) &notanentity;', 'if (a < b && c > d) &notanentity;'],
	[undefined, ''],
	[null, ''],
])('plainText(%j)', (text, expected) => {
	expect(plainText(text)).toBe(expected);
});

test.each(['<a', '<li', '<mx-reply>', '<br ', '&#', '</'])(
	'a text of nothing but %j costs no more than its length',
	(piece) => {
		const text = piece.repeat(200_000 / piece.length);
		const before = performance.now();
		plainText(text);
		expect(performance.now() - before).toBeLessThan(200);
	},
);

test('every named character reference of HTML is decoded', () => {
	const names = Object.keys(characterEntities);
	expect(names.length).toBeGreaterThan(2_000);
	const decoded = names.map((name) => [name, plainText(`x&${name};x`)]);
	expect(decoded).toEqual(names.map((name) => [name, `x${characterEntities[name]}x`]));
});

test('what somebody wrote in angle brackets stays, unless it is an element of Matrix HTML', () => {
	const element =
		/^\/?(a|b|blockquote|br|caption|code|del|details|div|em|font|h[1-6]|hr|i|img|li|mx-reply|ol|p|pre|s|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)([\s/]|$)/i;
	const written = fc.string().filter((text) => !/[<>&]/.test(text) && !element.test(text));
	fc.assert(
		fc.property(written, (text) => {
			expect(plainText(`x<${text}>x`)).toBe(`x<${text}>x`);
		}),
	);
});
