import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunction,
	ICredentialTestRequest,
	INodeCredentialTestResult,
	INodeType,
} from 'n8n-workflow';

import { makeAdditionalData } from './additional-data.mts';
import type { SavedCredentialsHelper } from './credentials.mts';
import { core } from './n8n.mts';
import { type NodePackage, ourPackage } from './package.mts';
import { expectNoSecrets } from './secrets.mts';
import { startEngine } from './start.mts';
import { sendTestRequest } from './test-request.mts';

/**
 * Presses "Test" (or "Save") on a credential and gives the sentence that the user reads. The test is
 * the credential type's own request, or what a node names in `testedBy`: a request or a function.
 * n8n's own tester sits in the package n8n; this re-tells it.
 */
export async function testCredential(
	...args: Parameters<typeof press>
): Promise<INodeCredentialTestResult> {
	const result = await press(...args);
	expectNoSecrets('what the test of a credential says', result);
	return result;
}

async function press(
	type: string,
	data: ICredentialDataDecryptedObject,
	{ nodes }: { nodes?: NodePackage } = {},
): Promise<INodeCredentialTestResult> {
	await startEngine();
	const loaded = nodes ?? (await ourPackage());
	const { nodeTypes, credentialTypes } = loaded;
	const found = findTest(type, loaded);
	if (!found) {
		return { status: 'Error', message: 'No testing function found for this credential.' };
	}
	const additionalData = makeAdditionalData(credentialTypes, { [type]: data }, { temp: '' });
	const helper = additionalData.credentialsHelper as SavedCredentialsHelper; // made just above
	const decrypted: ICredentialsDecrypted = {
		id: 'test',
		name: 'Test',
		type,
		data: await helper.applyDefaults(additionalData, data, type, 'internal'),
	};
	if (typeof found.test === 'function') {
		return await found.test.call(new core.CredentialTestContext(additionalData), decrypted);
	}
	const base = found.nodeType ?? nodeTypes.getByNameAndVersion('n8n-nodes-base.noOp');
	return await sendTestRequest(found.test, base, decrypted, additionalData);
}

interface FoundTest {
	test: ICredentialTestFunction | ICredentialTestRequest;
	nodeType?: INodeType;
}

function findTest(
	type: string,
	{ nodeTypes, credentialTypes }: NodePackage,
): FoundTest | undefined {
	const { test } = credentialTypes.getByName(type);
	if (test) return { test };
	for (const nodeName of credentialTypes.getSupportedNodes(type)) {
		const nodeType = nodeTypes.getByNameAndVersion(nodeName);
		const testedBy = nodeType.description.credentials?.find(({ name }) => name === type)?.testedBy;
		if (!testedBy) continue;
		if (typeof testedBy !== 'string') return { test: testedBy, nodeType };
		const named = nodeType.methods?.credentialTest?.[testedBy];
		return named && { test: named };
	}
	return undefined;
}
