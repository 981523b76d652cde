import { createRequire } from 'node:module';

import type {
	IDataObject,
	INode,
	IRunExecutionData,
	IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';

import { makeAdditionalData } from './additional-data.mts';
import { execute } from './execution.mts';
import { core } from './n8n.mts';
import { ourPackage } from './package.mts';
import type { Result } from './result.mts';
import type { RunOptions } from './run.mts';
import { expectNoSecrets } from './secrets.mts';
import { makeWorkflow, type WorkflowFile, type WorkflowOptions } from './workflow.mts';

const { parse } = createRequire(import.meta.url)('flatted') as typeof import('flatted');

/** A call to the address on which a waiting execution listens. */
export interface WebhookCall {
	method?: 'GET' | 'POST' | 'PUT';
	query?: Record<string, string>;
	body?: IDataObject;
	headers?: Record<string, string>;
}

export interface Resumed {
	/** What the node's webhook answered the caller. */
	response?: unknown;
	/** The execution's end; none if the webhook answered without letting it go on. */
	result?: Result;
}

type ResumeOptions = Pick<RunOptions, 'credentials' | 'nodes' | 'timezone' | 'signal'> &
	Pick<WorkflowOptions, 'staticData'> & {
		/** Told what the caller is answered, which n8n does before the execution goes on. */
		onResponse?: (response: unknown) => void;
	};

/**
 * Lets an execution with the status `waiting` go on, from what n8n saved of it: with a call, the
 * node's webhook decides what with; without one, its time has run out and its input passes through.
 * The signature in the address is n8n's business and is not checked.
 */
export async function resume(
	file: WorkflowFile,
	waiting: Result,
	call: WebhookCall | undefined,
	options: ResumeOptions = {},
): Promise<Resumed> {
	const { nodeTypes, credentialTypes } = options.nodes ?? (await ourPackage());
	const data = parse(waiting.stored()) as IRunExecutionData; // as n8n reads it from its database
	const workflow = makeWorkflow(file, nodeTypes, options);
	const additionalData = makeAdditionalData(credentialTypes, options.credentials ?? {});
	const { mode } = waiting.run;
	const goOn = () =>
		execute(workflow, additionalData, mode, data, options.signal, waiting.executionId);
	if (!call) return { result: await goOn() };

	const node = workflow.getNode(data.resultData.lastNodeExecuted ?? '');
	const entry = data.executionData?.nodeExecutionStack[0];
	if (!node || !entry) throw new Error('The execution does not wait at a node');
	entry.node.disabled = true;
	if (entry.node.type.endsWith('HitlTool')) entry.node.rewireOutputLogTo = 'ai_tool';

	additionalData.executionId = waiting.executionId;
	const { workflowData, webhookResponse } = await callWebhook(
		workflow,
		node,
		additionalData,
		data,
		mode,
		call,
	);
	expectNoSecrets("a webhook's answer", webhookResponse);
	options.onResponse?.(webhookResponse);
	if (!workflowData) return { response: webhookResponse };
	entry.data.main = workflowData;
	entry.metadata = { ...entry.metadata, forwardAllOutputs: true };
	return { response: webhookResponse, result: await goOn() };
}

async function callWebhook(
	workflow: Workflow,
	node: INode,
	additionalData: IWorkflowExecuteAdditionalData,
	data: IRunExecutionData,
	mode: Result['run']['mode'],
	{ method = 'GET', query = {}, body = {}, headers = {} }: WebhookCall,
) {
	const nodeType = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	const description = nodeType.description.webhooks?.find(
		({ restartWebhook, httpMethod }) => restartWebhook === true && httpMethod === method,
	);
	if (!nodeType.webhook || !description) {
		throw new Error(`"${node.name}" has no waiting webhook for ${method}`);
	}
	const request = { method, query, body, headers, params: {} };
	let shown: unknown;
	const show = (...content: unknown[]) => (
		(shown = content.length > 1 ? content : content[0]),
		page
	);
	const page = {
		status: () => page,
		setHeader: () => page,
		send: show,
		end: show,
		json: show,
		render: show,
	};
	const context = new core.WebhookContext(
		workflow,
		node,
		// Of express only what nodes use of it.
		{ ...additionalData, httpRequest: request as never, httpResponse: page as never },
		mode,
		{
			httpMethod: method,
			node: node.name,
			path: node.id,
			webhookDescription: description,
			workflowId: workflow.id,
			workflowExecuteAdditionalData: additionalData,
		},
		[],
		data,
	);
	return await workflow.expression.withIsolate(async () => {
		const answer = await nodeType.webhook!.call(context); // checked above
		return { ...answer, webhookResponse: answer.webhookResponse ?? shown };
	});
}
