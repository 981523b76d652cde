export type Issue = { code: string; message: string; path: Array<string | number> };

/** An error answer in the envelope of reference §1.2; thrown anywhere while handling a request. */
export class Refusal extends Error {
	status: number;
	code: string;
	details?: unknown;

	constructor(status: number, code: string, message: string, details?: unknown) {
		super(message);
		this.status = status;
		this.code = code;
		this.details = details;
	}

	get body() {
		const details = this.details === undefined ? {} : { details: this.details };
		return { message: this.message, code: this.code, ...details };
	}
}

/** 400: the request breaks the schema, one issue per fault. */
export function invalid(issues: Issue[]): Refusal {
	const summary = issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
	return new Refusal(400, 'VALIDATION_ERROR', `Invalid input (${summary})`, { issues });
}

/** 400 about one field. */
export function invalidField(path: Issue['path'], message: string, code = 'custom'): Refusal {
	return invalid([{ code, message, path }]);
}

/** 404: no such chat, message, account, route. */
export function notFound(what: string): Refusal {
	return new Refusal(404, 'NOT_FOUND', `${what} not found`);
}

/**
 * 422: well-formed, but this network or chat cannot do it. When the app answers 422 rather than
 * 400 is unknown; so is the code, hence the only published one that fits.
 */
export function unprocessable(message: string): Refusal {
	return new Refusal(422, 'VALIDATION_ERROR', message);
}
