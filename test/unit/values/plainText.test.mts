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
