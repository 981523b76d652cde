import { createRequire } from 'node:module';
import { join, resolve, sep } from 'node:path';

import type { ICredentialType, ICredentialTypes, INodeType, INodeTypes } from 'n8n-workflow';

import { baseNodes } from './base-nodes.mts';
import { asHumanReview } from './human-review-variant.mts';
import { core, workflow } from './n8n.mts';
import './logs.mts';
import { asTool } from './tool-variant.mts';

/** A node package as a running n8n knows it. */
export interface NodePackage {
	nodeTypes: INodeTypes;
	credentialTypes: ICredentialTypes;
	/** Node and credential names as workflows spell them: `n8n-nodes-beeper.beeper`, `beeperApi`. */
	nodeNames: string[];
	credentialNames: string[];
}

const repository = join(import.meta.dirname, '..', '..');

/** Where the package under test lies: this repository, or what BEEPER_PACKAGE_DIR names. */
export const packageFolder = resolve(process.env.BEEPER_PACKAGE_DIR ?? repository);

let ours: Promise<NodePackage> | undefined;

/** What its modules export, by file: another test may make Node forget them, and have them loaded anew. */
const ourExports = new Map<string, unknown>();

/** The built package in `packageFolder`; loaded once per process. */
export function ourPackage(): Promise<NodePackage> {
	ours ??= loadPackage(packageFolder).then((loaded) => {
		const { cache } = createRequire(import.meta.url);
		for (const [file, module] of Object.entries(cache)) ourExports.set(file, module?.exports);
		return loaded;
	});
	return ours;
}

/** A module of that package, by its file in dist/, with the state that its nodes have. */
export async function ourModule<T>(file: string): Promise<T> {
	await ourPackage();
	const module = ourExports.get(join(packageFolder, 'dist', file));
	if (!module) throw new Error(`The package has not loaded ${file}`);
	return module as T; // the caller names the type of the file
}

/**
 * Loads a built package with n8n's own loader: the files named in its package.json under `n8n`.
 * Node keeps modules, so loading twice gives the same module state; `fresh` forgets them first, as
 * a restart of n8n does.
 */
export async function loadPackage(
	folder: string,
	{ fresh = false }: { fresh?: boolean } = {},
): Promise<NodePackage> {
	if (fresh) forgetModules(folder);
	const loader = new core.PackageDirectoryLoader(folder);
	await loader.loadAll();
	for (const { type } of Object.values(loader.credentialTypes)) {
		// n8n adds these after loading; without them "Allowed HTTP Request Domains" would be dropped.
		type.properties = workflow.injectDomainRestrictionFields(type);
	}
	return {
		nodeTypes: makeNodeTypes(loader),
		credentialTypes: makeCredentialTypes(loader),
		nodeNames: Object.keys(loader.known.nodes).map((name) => `${loader.packageName}.${name}`),
		credentialNames: Object.keys(loader.known.credentials),
	};
}

function forgetModules(folder: string): void {
	const { cache } = createRequire(import.meta.url);
	for (const file of Object.keys(cache)) {
		// Never what is in node_modules: a second n8n-core would be another n8n.
		const isOurs = file.startsWith(folder + sep) && !file.includes(`${sep}node_modules${sep}`);
		if (isOurs) delete cache[file];
	}
}

type Loader = InstanceType<typeof core.PackageDirectoryLoader>;

function makeNodeTypes(loader: Loader): INodeTypes {
	const tools = new Map<string, INodeType>();

	const getByName = (fullName: string) => {
		if (fullName in baseNodes) return baseNodes[fullName];
		const [packageName, name] = fullName.split('.');
		if (packageName !== loader.packageName) {
			throw new core.UnrecognizedNodeTypeError(packageName, name);
		}
		return loader.getNode(name).type;
	};

	const isKnown = (fullName: string) =>
		fullName in baseNodes || fullName.replace(`${loader.packageName}.`, '') in loader.known.nodes;

	const getByNameAndVersion = (fullName: string, version?: number): INodeType => {
		const isTool = fullName.endsWith('Tool') && !isKnown(fullName);
		const isReview = isTool && workflow.isHitlToolType(fullName);
		const baseName = isTool ? fullName.replace(/(Hitl)?Tool$/, '') : fullName;
		const nodeType = workflow.NodeHelpers.getVersionedNodeType(getByName(baseName), version);
		makeExecutable(nodeType);
		if (!isTool) return nodeType;

		if (!isReview && !nodeType.description.usableAsTool) {
			throw new workflow.UserError('Node cannot be used as a tool', {
				extra: { nodeType: baseName },
			});
		}
		const key = `${fullName}@${version}`;
		const tool = tools.get(key) ?? (isReview ? asHumanReview(nodeType) : asTool(nodeType));
		tools.set(key, tool);
		return tool;
	};

	return { getByName, getByNameAndVersion, getKnownTypes: () => loader.known.nodes as never };
}

/**
 * Gives a declarative node the `execute` that n8n's server gives it. Without it WorkflowExecute
 * falls back on a path meant for its own tests, on which a node never hears that it was canceled.
 */
function makeExecutable(nodeType: INodeType): void {
	const isDeclarative = nodeType.description.requestDefaults !== undefined;
	if (nodeType.execute || nodeType.supplyData || nodeType.poll || nodeType.trigger) return;
	if ((nodeType.webhook || nodeType.methods) && !isDeclarative) return;
	nodeType.execute = async function () {
		const context = this as InstanceType<typeof core.ExecuteContext>; // what the engine calls it with
		return (await new core.RoutingNode(context, nodeType).runNode()) ?? [];
	};
}

function makeCredentialTypes(loader: Loader): ICredentialTypes {
	const parents = (name: string): string[] =>
		(loader.known.credentials[name]?.extends ?? []).flatMap((parent) => [
			parent,
			...parents(parent),
		]);
	return {
		recognizes: (name) => name in loader.known.credentials,
		getByName: (name): ICredentialType => loader.getCredential(name).type,
		getSupportedNodes: (name) =>
			(loader.known.credentials[name]?.supportedNodes ?? []).map(
				(node) => `${loader.packageName}.${node}`,
			),
		getParentTypes: parents,
	};
}
