import type { IExecuteData } from 'n8n-workflow';
import { canonicalBaseUrl } from '../api/baseUrl';
import type { NodeRun } from '../operation/nodeRun';
import { BoundedMap } from '../values/bounded';
import { Attempts, type Attempt } from './attempts';
import { SentLog } from './sentLog';

/*
 * All that this folder keeps from one item to the next. n8n loads a module once per process, so all Beeper nodes of a
 * process share it; another process (a worker of queue mode) has its own, and it ends with the process.
 */

/** When this process began (ms): whatever was sent before is not in its state. */
export const PROCESS_STARTED = Date.now();

/** How many Beepers state is kept for; the one that was used longest ago is dropped. */
const MAX_BEEPERS = 50;

/**
 * What was sent through each Beeper, by base URL. Written by the sends (postOnce.ts, confirm.ts, openChat.ts, Send and
 * Wait) and by Beeper Trigger when it learns which messages are theirs. Both parts drop their oldest entries themselves.
 */
const beepers = new BoundedMap<string, { sentLog: SentLog; attempts: Attempts }>(MAX_BEEPERS);

/** What this process sent through the Beeper at this base URL, however the address is spelled. */
export const sentLogOf = (baseUrl: string) => stateOf(baseUrl).sentLog;

/** The attempts of this process at sending through the Beeper at this base URL. */
export const attemptsOf = (baseUrl: string) => stateOf(baseUrl).attempts;

/**
 * The attempts of the items of an execution, by node, item and chat. n8n's Retry On Fail passes the same data to the node
 * again. Written by attemptOf.ts; dropped with the execution.
 */
export const attemptsOfExecution = perObject<IExecuteData, Map<string, Attempt>>(() => new Map());

/** The account of each chat of a run, as it is being read. Written by throttle.ts; dropped with the run. */
export const accountsOfRun = perObject<NodeRun, Map<string, Promise<string>>>(() => new Map());

function stateOf(baseUrl: string) {
	const address = canonicalBaseUrl(baseUrl);
	const state = beepers.get(address) ?? { sentLog: new SentLog(), attempts: new Attempts() };
	beepers.delete(address); // set anew, it is the newest
	beepers.set(address, state);
	return state;
}

/** A value per object, made when it is first needed, which lives as long as the object. */
function perObject<K extends object, V>(create: () => V): (object: K) => V {
	const values = new WeakMap<K, V>();
	return (object) => {
		const value = values.get(object) ?? create();
		values.set(object, value);
		return value;
	};
}
