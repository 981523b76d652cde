import type {
	ICredentialTypes,
	INodeParameters,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { SavedCredentialsHelper, type SavedCredentials } from './credentials.mts';
import { container, core } from './n8n.mts';

/** Nobody answers there, as nobody may: at a fresh install's port 5678 there may be somebody's own n8n. */
const base = 'http://127.0.0.1:9/';

/** What n8n's server hands to everything that runs a node, with addresses like those of a fresh install. */
export function makeAdditionalData(
	credentialTypes: ICredentialTypes,
	credentials: SavedCredentials,
	currentNodeParameters?: INodeParameters,
): IWorkflowExecuteAdditionalData {
	return {
		currentNodeExecutionIndex: 0,
		credentialsHelper: new SavedCredentialsHelper(credentialTypes, credentials),
		currentNodeParameters,
		restApiUrl: `${base}rest`,
		instanceBaseUrl: base,
		formBaseUrl: `${base}form`,
		formWaitingBaseUrl: `${base}form-waiting`,
		formTestBaseUrl: `${base}form-test`,
		webhookBaseUrl: `${base}webhook`,
		webhookWaitingBaseUrl: `${base}webhook-waiting`,
		webhookTestBaseUrl: `${base}webhook-test`,
		mcpBaseUrl: `${base}mcp`,
		mcpTestBaseUrl: `${base}mcp-test`,
		variables: {},
		externalSecretsProxy: container.get(core.ExternalSecretsProxy),
		setExecutionStatus: () => {},
		logAiEvent: () => {},
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		executeWorkflow: async () => refuse('sub-workflows'),
		startRunnerTask: async () => refuse('the Code node'),
	};
}

/** Adds what belongs to one execution: its ID and the hooks through which n8n stores it. */
export function forExecution(
	additionalData: IWorkflowExecuteAdditionalData,
	executionId: string,
	mode: WorkflowExecuteMode,
	workflowData: IWorkflowBase,
): IWorkflowExecuteAdditionalData & { hooks: InstanceType<typeof core.ExecutionLifecycleHooks> } {
	const hooks = new core.ExecutionLifecycleHooks(mode, executionId, workflowData);
	return { ...additionalData, executionId, hooks, currentNodeExecutionIndex: 0 };
}

function refuse(what: string): never {
	throw new Error(`The test engine has no ${what}`);
}
