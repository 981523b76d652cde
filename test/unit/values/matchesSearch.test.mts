import { matchesSearch } from '../../../dist/nodes/shared/values/matchesSearch.js';

test.each([
	['Robin Hale · WhatsApp', 'whats rob', true],
	['Robin Hale · WhatsApp', '  HALE ', true],
	['Robin Hale · WhatsApp', '', true],
	['Robin Hale · WhatsApp', 'rob signal', false],
])('%s is found by "%s": %s', (text, filter, isFound) => {
	expect(matchesSearch(text, filter)).toBe(isFound);
});
