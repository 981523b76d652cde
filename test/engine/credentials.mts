import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	ICredentialTypes,
	IExecuteData,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { core, workflow as n8n } from './n8n.mts';
import { noteSecrets } from './secrets.mts';

/**
 * What the user saved, by credential type: `{ beeperApi: { baseUrl, accessToken } }`. It is read
 * afresh each time a node asks, so changing the object is the user mending a credential.
 */
export type SavedCredentials = Record<string, ICredentialDataDecryptedObject>;

const credentialNode: INode = {
	id: '',
	name: '',
	type: 'mock',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const noNodeTypes = {
	getByName: () => ({ description: { properties: [] } }) as never,
	getByNameAndVersion: () => ({ description: { properties: [] } }) as never,
	getKnownTypes: () => ({}),
};

/**
 * n8n's access to saved credentials. The real one sits in the package n8n beside its database, so
 * this is a re-telling of it: defaults, expressions, and `authenticate` in both its forms.
 */
export class SavedCredentialsHelper extends n8n.ICredentialsHelper {
	readonly #types: ICredentialTypes;
	readonly #saved: SavedCredentials;

	constructor(types: ICredentialTypes, saved: SavedCredentials) {
		super();
		this.#types = types;
		this.#saved = saved;
	}

	getParentTypes(name: string): string[] {
		return this.#types.getParentTypes(name);
	}

	getCredentialsProperties(name: string): INodeProperties[] {
		return this.#types.getByName(name).properties;
	}

	isCredentialUsableByNode(credentialType: string, nodeType: string): boolean {
		if (!this.#types.recognizes(credentialType)) return true;
		if (!this.#types.getByName(credentialType).restrictToSupportedNodes) return true;
		return this.#types.getSupportedNodes(credentialType).includes(nodeType);
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const options = requestOptions as IHttpRequestOptions; // only the URL's key differs
		const { authenticate } = this.#types.getByName(typeName);
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		if (authenticate?.type !== 'generic') return options;
		if (!workflow || !node) throw new n8n.UnexpectedError('Workflow and node are required');

		// The workflow's expressions evaluate these: in the background of a trigger, whose isolate is
		// gone, this fails as it fails in n8n.
		const resolve = (value: string) =>
			n8n.isExpression(value)
				? String(
						workflow.expression.getSimpleParameterValue(node, value, 'internal', {
							$credentials: credentials,
						}) || '',
					)
				: value;
		const request = options as unknown as Record<string, Record<string, unknown>>;
		for (const [part, fields] of Object.entries(authenticate.properties)) {
			for (const [key, value] of Object.entries(fields as Record<string, string>)) {
				request[part] ??= {};
				request[part][resolve(key)] = resolve(value);
			}
		}
		return options;
	}

	/** Only credentials that fetch a session token have one; `beeperApi` is a token itself. */
	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<never> {
		throw new n8n.UnexpectedError('Credentials are kept unencrypted here; use getDecrypted');
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		nodeCredentials: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		resolveValues?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const data = structuredClone(this.#find(nodeCredentials, type));
		if (raw) return data;
		return await this.applyDefaults(additionalData, data, type, mode, executeData, resolveValues);
	}

	/** The saved fields, with defaults for the missing ones and expressions evaluated. */
	async applyDefaults(
		additionalData: IWorkflowExecuteAdditionalData,
		saved: ICredentialDataDecryptedObject,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		resolveValues?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const properties = this.getCredentialsProperties(type);
		noteSecrets(properties, saved);
		const data = n8n.NodeHelpers.getNodeParameters(
			properties,
			saved as INodeParameters,
			true,
			false,
			null,
			null,
		) as INodeParameters;
		for (const field of ['allowedHttpRequestDomains', 'allowedDomains']) {
			data[field] ??= saved[field] as string;
		}
		const keys = core.getAdditionalKeys(additionalData, mode, null, { isCredential: true });

		if (resolveValues) {
			return resolveValues.workflow.expression.getParameterValue(
				data,
				resolveValues.runExecutionData,
				resolveValues.runIndex,
				resolveValues.itemIndex,
				resolveValues.node.name,
				resolveValues.connectionInputData,
				mode,
				keys,
				executeData,
				false,
				data,
			) as ICredentialDataDecryptedObject;
		}
		const { expression } = new n8n.Workflow({
			nodes: [credentialNode],
			connections: {},
			active: false,
			nodeTypes: noNodeTypes,
		});
		return (await expression.withIsolate(async () =>
			expression.getComplexParameterValue(
				credentialNode,
				data,
				mode,
				keys,
				undefined,
				undefined,
				data,
			),
		)) as ICredentialDataDecryptedObject;
	}

	async updateCredentials(
		nodeCredentials: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		Object.assign(this.#find(nodeCredentials, type), data);
	}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	#find({ id }: INodeCredentialsDetails, type: string): ICredentialDataDecryptedObject {
		const data = this.#saved[type];
		if (data) return data;
		throw new n8n.UserError(`Credential with ID "${id}" does not exist for type "${type}".`);
	}
}
