import { richText } from '../double/state/text.mts';

describe('Markdown as sent becomes rich text', () => {
	test.each([
		['plain', 'Hello there', 'Hello there'],
		['plain with signs', 'a < b & c', 'a < b & c'],
		['plain lines', 'one\ntwo', 'one\ntwo'],
		['bold', 'a **b** c', 'a <strong>b</strong> c'],
		['italic', '*a* and _b_', '<em>a</em> and <em>b</em>'],
		['struck', '~~a~~', '<del>a</del>'],
		['code', '`a < b`', '<code>a &lt; b</code>'],
		['no markup in code', '`**a**`', '<code>**a**</code>'],
		['a block', '```js\na\nb```', '<pre><code>a\nb</code></pre>'],
		['a link', '[a](https://b.example/c?d=1)', '<a href="https://b.example/c?d=1">a</a>'],
		['lines beside markup', '**a**\nb', '<strong>a</strong><br>b'],
		['signs beside markup', '**a** < b', '<strong>a</strong> &lt; b'],
		['escaped markup', '\\*a\\* 2 \\> 1', '*a* 2 > 1'],
		['snake case', 'a_b_c', 'a_b_c'],
		['a lonely star', '2 * 3 * 4', '2 * 3 * 4'],
		['quoted HTML', '"<u>a</u>"', '<u>a</u>'],
		['a quotation', '"a"', '"a"'],
	])('%s', (_what, typed, stored) => {
		expect(richText(typed)).toBe(stored);
	});
});
