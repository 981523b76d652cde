import type { INodeProperties } from 'n8n-workflow';
import { Beeper } from '../../dist/nodes/Beeper/Beeper.node.js';
import { BeeperAdmin } from '../../dist/nodes/BeeperAdmin/BeeperAdmin.node.js';
import { BeeperTrigger } from '../../dist/nodes/BeeperTrigger/BeeperTrigger.node.js';

/**
 * Announced rules of n8n's lint (see announcedRules.test.mts) on what an operation asks for at the top of its
 * form: `non-required-fields-in-collection` and `open-ended-node-fields`.
 */
const nodes = [new Beeper(), new BeeperAdmin(), new BeeperTrigger()].map(
	({ description }) => description,
);

/** Types that hold other fields, or no input. */
const holders = ['collection', 'fixedCollection', 'notice', 'callout', 'hidden'];

/** Where n8n's UX guidelines put them: at the top, in this form and under these names. */
const standard = ['returnAll', 'limit', 'simplify'];

/**
 * What an operation is about, although it may stay as it is: hidden under "Add Field" it would not be found,
 * and `required` would refuse what Beeper allows.
 */
const essential: Record<string, string> = {
	'app focus chatID': 'the chat to open; without one only the app comes to the front',
	'chat archive archived': 'into the archive, or out of it',
	'chat create type': 'one person, or a group',
	'chat search query': 'what is searched for; filters alone will do',
	'message delete forEveryone': 'what cannot be undone is to be seen',
	'message search query': 'what is searched for; filters alone will do',
	'message send text': 'the message; an attachment alone will do',
	'bridgeLogin remove scope': 'signs out one device, or all of them',
};

test('non-required-fields-in-collection: the rest of the top is required', () => {
	const places = nodes.flatMap(({ properties }) =>
		properties
			.filter(({ required }) => !required)
			.filter(({ name }) => !['resource', 'operation', ...standard].includes(name))
			.filter(({ type }) => !holders.includes(type))
			.filter(({ name }) => !isSelector(name, properties))
			.flatMap(placesOf),
	);
	expect(places.sort()).toEqual(Object.keys(essential).sort());
});

test('open-ended-node-fields: no optional JSON at the top', () => {
	const open = nodes
		.flatMap(({ properties }) => properties)
		.filter(({ type, required }) => type === 'json' && !required);
	expect(open.map(({ name }) => name)).toEqual([]);
});

/** Like resource and operation: other fields are shown by what it is set to. */
function isSelector(name: string, properties: INodeProperties[]): boolean {
	return properties.some(({ displayOptions }) => name in (displayOptions?.show ?? {}));
}

/** `chat archive archived`, or the name alone where there are no operations. */
function placesOf({ name, displayOptions }: INodeProperties): string[] {
	const { resource = [], operation = [] } = displayOptions?.show ?? {};
	if (operation.length === 0) return [name];
	return resource.flatMap((of) => operation.map((to) => `${String(of)} ${String(to)} ${name}`));
}
