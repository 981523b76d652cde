import type { INodeParameters } from 'n8n-workflow';
import type { Desktop } from '../double/driver.mts';
import { activate, type ActivateOptions, type WorkflowFile } from '../engine/index.mts';
import { credentialFor } from './given.mts';

/** A workflow of a Beeper Trigger, and what may follow it. */
export function triggered(parameters: INodeParameters, then?: INodeParameters): WorkflowFile {
	const base = {
		typeVersion: 1,
		position: [0, 0] as [number, number],
		credentials: { beeperApi: { id: 'beeper', name: 'Beeper account' } },
	};
	const trigger = {
		...base,
		id: 't',
		name: 'Trigger',
		type: 'n8n-nodes-beeper.beeperTrigger',
		parameters,
	};
	const next = {
		...base,
		id: 'n',
		name: 'Next',
		type: 'n8n-nodes-beeper.beeper',
		parameters: then ?? {},
	};
	return {
		id: 'workflow-1',
		name: 'triggered',
		nodes: then ? [trigger, next] : [trigger],
		connections: then ? { Trigger: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } } : {},
		settings: { executionOrder: 'v1' },
	} as WorkflowFile;
}

export const received = { events: ['message.received'] };
export const sent = { events: ['message.sent'] };
export const both = { events: ['message.received', 'message.sent'] };

/** Activates and waits until the trigger is connected, and has looked through what it may have missed. */
export async function listening(
	desktop: Desktop,
	file: WorkflowFile,
	options: ActivateOptions = {},
) {
	const active = await activate(file, { credentials: credentialFor(desktop), ...options });
	await upToDate(active);
	return active;
}

/** The next time that the trigger has looked through what it may have missed. */
export const upToDate = async (active: Awaited<ReturnType<typeof activate>>, timeoutMs?: number) =>
	await active.waitForLog(({ message }) => message.includes('is up to date'), timeoutMs);

/** The JSON of the items emitted so far. */
export const emitted = (active: Awaited<ReturnType<typeof activate>>) =>
	active.emitted.all.map(({ items }) => items[0][0].json);

export const nextJson = async (active: Awaited<ReturnType<typeof activate>>) =>
	(await active.emitted.wait()).items[0][0].json;
