import {
	container,
	core,
	startEngine,
	Logger,
	makeAdditionalData,
	makeTriggers,
	makeWorkflow,
} from './engine.mjs';

const trigger = {
	id: 'trigger',
	name: 'Trigger',
	type: 'n8n-nodes-beeper.beeperTrigger',
	typeVersion: 1,
	parameters: { events: ['message.received'] },
	credentials: { beeperApi: { id: '1', name: 'Beeper account' } },
};

/**
 * Activates a workflow of a Beeper Trigger as n8n does, on n8n-core's own TriggerContext, but for one thing: an
 * `emit` starts no execution. It calls `onEmit` with the item's JSON, and counts as a finished execution at once.
 * With a `database`, n8n's is played too: activation and each `emit` save the static data into its `staticData` (unless
 * `isSaving` is false), and an event whose key is in its `keys` is refused.
 */
export async function activateTrigger({ nodes, far, onEmit, database }) {
	await startEngine();
	dropLogs();
	const { nodeTypes, credentialTypes } = nodes;
	const file = { id: 'bench', nodes: [trigger], connections: {} };
	const workflow = makeWorkflow(file, nodeTypes, {
		active: true,
		staticData: structuredClone(database?.staticData),
	});
	const credentials = { beeperApi: { baseUrl: far.url, accessToken: far.token } };
	const additionalData = makeAdditionalData(credentialTypes, credentials);
	const triggers = makeTriggers();
	const ids = workflow.getTriggerNodes().map(({ id }) => id);
	const save = () => {
		if (database && database.isSaving !== false)
			database.staticData = JSON.parse(JSON.stringify(workflow.staticData));
	};
	const emit = (items, _response, done, key) => {
		save();
		if (!database?.keys.has(key)) onEmit(items[0][0].json);
		database?.keys.add(key);
		done?.resolve(undefined);
	};
	// Not thrown: the trigger would take it for n8n's failure, and go on.
	const fail = (error) => console.error('The trigger told of a failure:', error);
	const contextFor = (_, node, _data, mode, activation) =>
		new core.TriggerContext(workflow, node, additionalData, mode, activation, emit, fail, fail);

	await workflow.expression.acquireIsolate();
	try {
		await triggers.addTriggers(
			workflow.id,
			workflow,
			ids,
			additionalData,
			'trigger',
			'activate',
			contextFor,
			fail,
		);
	} finally {
		await workflow.expression.releaseIsolate();
	}
	save();
	return {
		/** What n8n would write into its database now, in bytes. */
		stateBytes: () => Buffer.byteLength(JSON.stringify(workflow.staticData)),
		deactivate: async () => await triggers.removeTriggers(workflow.id, new Set(ids)),
	};
}

/** The test engine keeps all lines of the log for its tests, which would count as the trigger's memory. */
function dropLogs() {
	const sink = { log: () => {}, child: () => sink };
	container.get(Logger).setInternalLogger(sink);
}
