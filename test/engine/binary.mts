import type { Readable } from 'node:stream';

import type { IBinaryData } from 'n8n-workflow';

import { container, core } from './n8n.mts';
import { startEngine } from './start.mts';

/** Where n8n keeps binary data: inside the items (`default`) or in files. */
export type BinaryMode = 'default' | 'filesystem';

const location = { type: 'execution', workflowId: 'input', executionId: 'input' } as const;

/**
 * Chooses where files go from here on. One setting for the whole process, as in n8n: runs of
 * different modes must not overlap.
 */
export function setBinaryMode(mode: BinaryMode): void {
	container.get(core.BinaryDataConfig).mode = mode;
	const service = container.get(core.BinaryDataService) as unknown as { mode: string }; // private
	service.mode = mode === 'filesystem' ? 'filesystem-v2' : 'default';
}

/** Stores a file as an earlier node would have, for an input item's `binary`. */
export async function storeBinary(
	data: Buffer | Readable,
	description: { fileName?: string; mimeType: string },
	mode: BinaryMode = 'default',
): Promise<IBinaryData> {
	await startEngine();
	setBinaryMode(mode);
	return await container
		.get(core.BinaryDataService)
		.store(location, data, { ...description, data: '' });
}

/** The bytes of a file in an output item. */
export async function readBinary(data: IBinaryData): Promise<Buffer> {
	await startEngine();
	return await container.get(core.BinaryDataService).getAsBuffer(data);
}
