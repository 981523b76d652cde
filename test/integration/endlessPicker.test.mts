import { start } from '../double/start.mts';
import { listSearch } from '../engine/index.mts';
import { byID, credentialFor, FRIEND } from './given.mts';

/** How often a person scrolls before the list counts as endless. */
const MAX_SCROLLS = 10;

describe.each(['honest', 'empty', 'repeats'] as const)('history: %s', (historyEnd) => {
	// The last page has from none to all of the messages that are served again.
	test.each([0, 1, 2, 3, 4, 5, 6])(
		'the message picker ends, each message once; %i more',
		async (more) => {
			await using desktop = await start({ historyEnd, pageSize: { messages: 5 } });
			const { id } = desktop.chat(FRIEND);
			for (let i = 0; i < more; i++) desktop.friend(FRIEND).writes(`more ${i}`);
			const options = {
				credentials: credentialFor(desktop),
				parameters: { resource: 'message', operation: 'retrieve', chatID: byID(id) },
			};
			const values: unknown[] = [];
			let paginationToken: string | undefined;
			let scrolls = 0;
			do {
				const page = await listSearch('n8n-nodes-beeper.beeper', 'getMessages', {
					...options,
					paginationToken,
				});
				values.push(...page.results.map(({ value }) => value));
				paginationToken = page.paginationToken as string | undefined;
			} while (paginationToken && ++scrolls < MAX_SCROLLS);
			expect(scrolls).toBeLessThan(MAX_SCROLLS);
			expect(values).toHaveLength(new Set(values).size);
			expect(new Set(values).size).toBe(desktop.messages(id).length);
		},
	);
});
