import { middle } from '../double/generation.mts';
import { endpoints } from '../double/reference/endpoints.mts';
import { earlierName } from '../double/reference/renamed.mts';
import { start, type Desktop, type Options } from '../double/start.mts';
import { faultsOfAdmin } from './adminModels.mts';
import { raw, type RawAnswer } from './raw.mts';

export type Params = Record<string, string>;

export type Admin = {
	desktop: Desktop;
	/** A request by its newest name; its answer is checked against the reference, errors too. */
	call: (
		endpoint: string,
		params?: Params,
		body?: unknown,
		token?: string | null,
	) => Promise<RawAnswer>;
	/** The body of an answer that has to be good. */
	good: (...wanted: Parameters<Admin['call']>) => Promise<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever came
	[Symbol.asyncDispose]: () => Promise<void>;
};

/** A double, and requests to its bridges and its setup. */
export async function admin(options: Options = {}): Promise<Admin> {
	const desktop = await start(options);
	const call: Admin['call'] = async (endpoint, params = {}, body, token) => {
		const answer = await raw(desktop, { ...request(desktop, endpoint, params, body), token });
		const { status } = answer;
		const json = answer.text === '' ? undefined : answer.json;
		const faults = faultsOfAdmin(desktop.version, endpoint, status, json);
		if (faults.length > 0) throw new Error(faults.join('\n'));
		return answer;
	};
	const good: Admin['good'] = async (...wanted) => {
		const { status, json, text } = await call(...wanted);
		if (status >= 400) throw new Error(`${wanted[0]}: ${status} ${text}`);
		return json;
	};
	return { desktop, call, good, [Symbol.asyncDispose]: () => desktop.close() };
}

/** Method, path and body, under the names that the double's version has. */
export function request(desktop: Desktop, endpoint: string, params: Params, body?: unknown) {
	const isMiddle = desktop.version === middle;
	const template = (isMiddle && earlierName(endpoint)) || endpoint;
	const [method, path] = template.split(' ');
	const filled = path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(params[name] ?? ''));
	const { setupRequestID, ...others } = (body ?? {}) as Record<string, unknown>;
	const renamed =
		isMiddle && setupRequestID !== undefined ? { ...others, request: setupRequestID } : body;
	const json = renamed === undefined ? {} : { body: JSON.stringify(renamed) };
	return { method, path: filled, headers: { 'Content-Type': 'application/json' }, ...json };
}

/** Every operation on bridges and setup in the reference; older names have no SDK call. */
export const adminEndpoints = [...endpoints].flatMap(([name, { sdk }]) =>
	sdk !== undefined && / \/v1\/(bridges|app\/setup)/.test(name) ? [name] : [],
);
