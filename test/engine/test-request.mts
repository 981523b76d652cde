import type {
	ICredentialsDecrypted,
	ICredentialTestRequest,
	INode,
	INodeCredentialTestResult,
	INodeType,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { core, workflow as n8n } from './n8n.mts';

/** A credential's test given as data: one request through the routing engine, and rules about it. */
export async function sendTestRequest(
	test: ICredentialTestRequest,
	base: INodeType,
	decrypted: ICredentialsDecrypted,
	additionalData: IWorkflowExecuteAdditionalData,
): Promise<INodeCredentialTestResult> {
	const { type } = decrypted;
	const probe = makeProbe(base, type, test);
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: probe.description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type]: { id: decrypted.id, name: decrypted.name } },
	};
	const workflow = new n8n.Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => probe,
			getByNameAndVersion: () => probe,
			getKnownTypes: () => ({}),
		},
	});
	const context = new core.ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		n8n.createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	return await workflow.expression.withIsolate(async () => {
		let response;
		try {
			response = await new core.RoutingNode(context, probe, decrypted).runNode();
		} catch (error) {
			return explain(error as Failure, test); // the engine throws errors only
		}
		for (const rule of test.rules ?? []) {
			if (rule.type !== 'responseSuccessBody') continue;
			const { key, value, message } = rule.properties;
			if (read(response?.[0][0].json, key) === value) return failure(message);
		}
		return { status: 'OK', message: 'Connection successful!' };
	});
}

interface Failure {
	message: string;
	cause?: { code?: string; response?: { status: number; statusText: string } };
}

function explain(
	{ message, cause }: Failure,
	{ rules }: ICredentialTestRequest,
): INodeCredentialTestResult {
	if (!cause?.response) return failure(cause?.code ?? message);
	const { status, statusText } = cause.response;
	for (const rule of rules ?? []) {
		if (rule.type === 'responseCode' && rule.properties.value === status) {
			return failure(rule.properties.message);
		}
	}
	const isSuccess = status >= 199 && status <= 299;
	return failure(isSuccess ? message : statusText || `Received HTTP status code: ${status}`);
}

const failure = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });

/** A node with nothing but the test request, as n8n makes one for this purpose. */
function makeProbe(base: INodeType, type: string, test: ICredentialTestRequest): INodeType {
	return {
		description: {
			...base.description,
			version: 1,
			credentials: [{ name: type, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					default: '',
					routing: { request: test.request },
				},
			],
		},
	};
}

/** A dotted path into the answer. */
function read(value: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], value);
}
