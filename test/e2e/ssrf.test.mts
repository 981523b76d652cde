import { start } from '../double/start.mts';
import { N8n } from '../n8n/index.mts';
import { beeper, beeperCredential, FRIEND, listening } from './given.mts';

const PROTECTED = { N8N_SSRF_PROTECTION_ENABLED: 'true' };
const trigger = {
	name: 'Listen',
	nodes: [
		beeper('Trigger', { events: ['message.received'], filters: {}, options: {} }, 'beeperTrigger'),
	],
	connections: {},
};

test("n8n's protection against server-side request forgery holds for requests and socket, until it is allowed", async () => {
	await using desktop = await start();
	await using n8n = await N8n.start({ env: PROTECTED });
	const credential = await beeperCredential(n8n, desktop);
	const workflow = await n8n.addWorkflow(trigger, [credential]);

	await n8n.publish(workflow);
	await n8n.waitForLog('n8n is set up not to call this address');
	// n8n tries to start the trigger again and again.
	await n8n.waitForLog(/(n8n is set up not to call this address[\s\S]+){2}/);
	expect(desktop.connections).toEqual([]);
	expect(desktop.requests).toEqual([]);

	await n8n.unpublish(workflow);
	await n8n.stop();
	await n8n.startAgain({ N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.0/8' });
	await listening(n8n, workflow);
	expect(desktop.sockets).toBe(1);
	desktop.friend(FRIEND).writes('let in');
	const result = await n8n.execution(workflow);
	expect(result.json('Trigger')).toMatchObject([{ event: 'message.received' }]);
});

test('a trigger that was started before does not dial a blocked address', async () => {
	await using desktop = await start();
	await using n8n = await N8n.start();
	const workflow = await n8n.addWorkflow(trigger, [await beeperCredential(n8n, desktop)]);
	await listening(n8n, workflow);
	await n8n.stop();
	const { length } = desktop.connections;
	desktop.clearRequests();
	// At n8n's own start a trigger fails for no reason that may pass: it goes on, and waits.
	await n8n.startAgain(PROTECTED);
	await n8n.waitForLog('n8n is set up not to call this address');
	expect(desktop.connections).toHaveLength(length);
	expect(desktop.requests).toEqual([]);
});
