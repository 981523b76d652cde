import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { IDataObject, INode } from 'n8n-workflow';
import { installedN8n } from '../../scripts/n8n.mjs';
import type { WorkflowFile } from '../engine/workflow.mts';
import type { Result } from '../engine/result.mts';
import { listExecutions, readExecution, type Row } from './executions.mts';
import { expectNoLeaks, filesWith, leaksIn } from './leaks.mts';
import { npmWith, packTarball, type Tarball } from './package.mts';
import { freePorts } from './ports.mts';
import { N8nProcess } from './process.mts';
import { Rest } from './rest.mts';
import { until } from './until.mts';
import { Worker } from './worker.mts';

export interface N8nOptions {
	/** The package to install as a community package; packed from dist/ unless given. */
	tarball?: Tarball;
	/** More of n8n's environment variables. */
	env?: Record<string, string>;
	/** Where n8n keeps its things; a new folder that is deleted at the end, unless given. */
	userFolder?: string;
	port?: number;
	/** Which folder of tools/ n8n comes from. */
	from?: string;
	/** Whether somebody has put the package into the user folder by hand: then n8n does not install it. */
	isByHand?: boolean;
}

export interface WorkerOptions {
	/** Whether it has a user folder of its own. */
	isApart?: boolean;
	/** Its own environment variables, besides those of the main. */
	env?: Record<string, string>;
}

export interface Credential {
	id: string;
	name: string;
	type: string;
}

interface Own {
	installation: string;
	env: Record<string, string>;
	/** Whether the user folder is this object's to delete. */
	isOwn: boolean;
	url: string;
}

const HOST = '127.0.0.1';

/** Told to n8n at every start: nothing that calls out, nothing that stands in the way of a test. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_AI_ENABLED: 'false',
	N8N_SECURE_COOKIE: 'false',
	// Beeper Trigger says there that it is up to date.
	N8N_LOG_LEVEL: 'debug',
	EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
};

/** A real n8n, from the tarball up: its process, its API, and the package installed by its own installer. */
export class N8n {
	readonly url: string;
	readonly rest: Rest;
	readonly userFolder: string;
	readonly #options: Own;
	/** The access tokens that it was given. */
	readonly secrets = new Set<string>();
	#process: N8nProcess;
	/** What was printed before the last start. */
	#printed = '';

	private constructor(process: N8nProcess, options: Own) {
		this.#process = process;
		this.#options = options;
		this.url = options.url;
		this.userFolder = options.env.N8N_USER_FOLDER;
		this.rest = new Rest(options.url);
	}

	/** Starts n8n, makes its owner, and installs the package where it is not installed yet. */
	static async start(options: N8nOptions = {}): Promise<N8n> {
		const installation = await installedN8n(options.from);
		const isOwn = !options.userFolder;
		const userFolder = options.userFolder ?? mkdtempSync(path.join(tmpdir(), 'n8n-user-'));
		mkdirSync(userFolder, { recursive: true });
		const tarball = options.isByHand ? undefined : (options.tarball ?? (await packTarball()));
		const npm = tarball ? [npmWith(tarball, userFolder)] : [];
		const [port, brokerPort] = await freePorts(2);
		const url = `http://${HOST}:${options.port ?? port}`;
		const env = {
			...QUIET,
			N8N_USER_FOLDER: userFolder,
			N8N_PORT: String(options.port ?? port),
			N8N_HOST: HOST,
			N8N_LISTEN_ADDRESS: HOST,
			N8N_RUNNERS_BROKER_PORT: String(brokerPort),
			PATH: [...npm, process.env.PATH].join(path.delimiter),
			...options.env,
		};
		const own = { installation, env, isOwn, url };
		const n8n = new N8n(await startProcess(own), own);
		await n8n.rest.signIn();
		if (tarball) await n8n.#install(tarball);
		return n8n;
	}

	/** Everything that this n8n has printed since its last start. */
	get output(): string {
		return this.#process.output;
	}

	/** SIGKILL: what n8n had in memory is gone. */
	async kill(): Promise<void> {
		await this.#process.kill();
	}

	async stop(): Promise<void> {
		await this.#process.stop();
	}

	/** Starts it again after `kill` or `stop`, with the same user folder. */
	async startAgain(env: Record<string, string> = {}): Promise<void> {
		Object.assign(this.#options.env, env);
		this.#printed += this.output;
		this.#process = await startProcess(this.#options);
		await this.rest.signIn();
	}

	/**
	 * Starts a worker of this n8n, for queue mode: with the same settings, and ports of its own. It shares the user
	 * folder, or with `isApart` has one of its own, as on another machine: then n8n installs the packages there, too.
	 */
	async startWorker({ isApart = false, env = {} }: WorkerOptions = {}): Promise<Worker> {
		const [port, brokerPort] = await freePorts(2);
		const ownFolder = isApart ? mkdtempSync(path.join(tmpdir(), 'n8n-worker-')) : undefined;
		const worker = await N8nProcess.start({
			installation: this.#options.installation,
			command: 'worker',
			env: {
				...this.#options.env,
				N8N_USER_FOLDER: ownFolder ?? this.userFolder,
				N8N_REINSTALL_MISSING_PACKAGES: String(isApart),
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: String(port),
				N8N_WORKER_SERVER_ADDRESS: HOST,
				N8N_RUNNERS_BROKER_PORT: String(brokerPort),
				...env,
			},
			healthUrl: `http://${HOST}:${port}/healthz/readiness`,
			logFile: process.env.N8N_E2E_LOG,
		});
		return new Worker(worker, ownFolder);
	}

	async addCredential(type: string, data: IDataObject, name = type): Promise<Credential> {
		if (typeof data.accessToken === 'string' && data.accessToken !== '')
			this.secrets.add(data.accessToken);
		return await this.rest.post<Credential>('/credentials', { name, type, data });
	}

	/** n8n's verdict on a credential, as its editor shows it. */
	async testCredential({ id, name, type }: Credential, data: IDataObject) {
		return await this.rest.post<{ status: 'OK' | 'Error'; message: string }>('/credentials/test', {
			credentials: { id, name, type, data },
		});
	}

	/** Imports a workflow; its nodes get the given credentials, by type. Returns its ID. */
	async addWorkflow(file: WorkflowFile, credentials: Credential[] = []): Promise<string> {
		const nodes = file.nodes.map((node, index) => ({
			id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
			typeVersion: 1,
			position: [index * 220, 0],
			parameters: {},
			...node,
			...(node.credentials && { credentials: chosen(node.credentials, credentials) }),
		}));
		const { id } = await this.rest.post<{ id: string }>('/workflows', {
			settings: { executionOrder: 'v1' },
			...file,
			id: undefined,
			name: file.name ?? 'Test workflow',
			nodes,
		});
		return id;
	}

	/**
	 * Makes a workflow run by itself ("Publish"). n8n starts its triggers in the background: wait for what shows
	 * that it has, such as the log of Beeper Trigger, or a webhook that answers.
	 */
	async publish(workflowId: string): Promise<void> {
		const { versionId } = await this.rest.get<{ versionId: string }>(`/workflows/${workflowId}`);
		await this.rest.post(`/workflows/${workflowId}/activate`, { versionId });
	}

	async unpublish(workflowId: string): Promise<void> {
		await this.rest.post(`/workflows/${workflowId}/deactivate`);
	}

	/** Presses "Execute workflow", from a trigger that needs nothing, and waits for the end. */
	async run(workflowId: string, triggerNode: string): Promise<Result> {
		const workflowData = await this.rest.get<IDataObject>(`/workflows/${workflowId}`);
		const { executionId } = await this.rest.post<{ executionId: string }>(
			`/workflows/${workflowId}/run`,
			{ workflowData, triggerToStartFrom: { name: triggerNode } },
		);
		return await this.execution(workflowId, ({ id }) => id === executionId);
	}

	async executions(workflowId: string): Promise<Row[]> {
		return await listExecutions(this.rest, workflowId);
	}

	/** The first execution that matches, with its items, as soon as it has ended; `status` to wait for another. */
	async execution(
		workflowId: string,
		matches: (row: Row) => boolean = () => true,
		{
			hasStatus = isEnded,
			timeoutMs,
		}: { hasStatus?: (row: Row) => boolean; timeoutMs?: number } = {},
	): Promise<Result> {
		const { id } = await until(
			'an execution',
			async () => (await this.executions(workflowId)).find((row) => matches(row) && hasStatus(row)),
			{ timeoutMs, seen: async () => [await this.executions(workflowId), this.#tail()] },
		);
		return await readExecution(this.rest, id);
	}

	/** n8n's log, once it holds a text. */
	async waitForLog(text: string | RegExp, timeoutMs?: number): Promise<void> {
		await until(`n8n to log ${text}`, () => this.output.search(text) >= 0, {
			timeoutMs,
			seen: () => this.#tail(),
		});
	}

	/** Ends it and deletes what it kept. Fails if a token of Beeper stands readable anywhere in that. */
	async [Symbol.asyncDispose](): Promise<void> {
		// What a test leaves running there is of no interest.
		if (!this.#process.hasEnded) await this.#process.kill();
		if (!this.#options.isOwn) return;
		const leaks = [
			...filesWith(this.secrets, this.userFolder),
			...leaksIn(this.secrets, { "n8n's log": this.#printed + this.output }),
		];
		rmSync(this.userFolder, { recursive: true, force: true });
		expectNoLeaks(leaks);
	}

	async #install({ name, version }: Tarball): Promise<void> {
		const installed = await this.rest.get<Array<{ packageName: string }>>('/community-packages');
		if (installed.some(({ packageName }) => packageName === name)) return;
		await this.rest.post('/community-packages', { name, version, verify: false });
	}

	#tail(): string {
		return this.#process.lastLines(15);
	}
}

export const isEnded = ({ status }: Row): boolean =>
	['success', 'error', 'crashed', 'canceled'].includes(status);

export const isWaiting = ({ status }: Row): boolean => status === 'waiting';

async function startProcess(own: Own): Promise<N8nProcess> {
	return await N8nProcess.start({
		installation: own.installation,
		env: own.env,
		// Not n8n's own readiness: older versions say so before they are.
		healthUrl: `${own.url}/rest/settings`,
		logFile: process.env.N8N_E2E_LOG,
	});
}

function chosen(wanted: NonNullable<INode['credentials']>, credentials: Credential[]) {
	return Object.fromEntries(
		Object.keys(wanted).map((type) => {
			const credential = credentials.find((one) => one.type === type);
			if (!credential) throw new Error(`The workflow needs a credential of type ${type}`);
			return [type, { id: credential.id, name: credential.name }];
		}),
	);
}
