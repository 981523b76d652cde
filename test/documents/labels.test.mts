import { emphasised, isLabel, isShownSomewhere, ownLabels } from './labels.mts';
import { OTHERS } from './othersLabels.mts';

/** What people read who build workflows. */
const GUIDES = [
	'README.md',
	...['ai-agents', 'approvals', 'scaling', 'security', 'sending', 'trigger', 'troubleshooting'].map(
		(name) => `docs/${name}.md`,
	),
];

/** Stressed, although it could be a label by its looks. */
const STRESSED = ['Docker on Linux', 'While n8n was down'];

const own = ownLabels();
const others = Object.values(OTHERS).flat();
const shown = GUIDES.flatMap((document) =>
	emphasised(document)
		.filter(isShownSomewhere)
		.map(({ text }) => ({ document, text: text.replace(/[:.]$/, '') }))
		.filter(({ text }) => !STRESSED.includes(text) && text !== '+'),
);

test.each(GUIDES)('%s names only what stands on a screen, word for word', (document) => {
	const unknown = shown
		.filter((one) => one.document === document)
		.map(({ text }) => text)
		.filter((text) => !others.includes(text) && !isLabel(own, text.split(' → ')));
	expect(unknown).toEqual([]);
});

test('most of it is this package’s, and of the others’ nothing is listed that is not named', () => {
	const texts = shown.map(({ text }) => text);
	expect(texts.filter((text) => isLabel(own, text.split(' → '))).length).toBeGreaterThan(100);
	expect(texts).toEqual(expect.arrayContaining(others));
});

describe('a label', () => {
	test.each([
		[['Options', 'Wait Until', 'Delivered'], true],
		[['Options', 'Wait Until', 'Approved'], false],
		[['Filters', 'Wait Until'], false],
		[['Beeper', 'Message', 'Send'], true],
		[['Beeper', 'Reaction', 'Send'], false],
		[['Beeper Admin', 'Message'], false],
	])('%j: %s', (path, expected) => expect(isLabel(own, path)).toBe(expected));
});

test.each(OTHERS.n8nMakes)('%s is made of a label of this package', (text) => {
	const [, words] = /^(.+) Tool$|^On (.+)$|^(.+) in Beeper$/.exec(text)?.filter(Boolean) ?? [];
	const labels = JSON.stringify(own).toLowerCase();
	expect(labels).toContain(`"${words?.toLowerCase()}"`);
});
