export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

/** Who the editor of a test's n8n belongs to. */
export const OWNER: Owner = {
	email: 'owner@example.com',
	password: 'Beeper-1234',
	firstName: 'Nina',
	lastName: 'Owner',
};

/** The API that n8n's editor uses, as the owner who is signed in. */
export class Rest {
	readonly url: string;
	#cookie = '';

	constructor(url: string) {
		this.url = url;
	}

	/** Makes the owner of a new n8n, or signs in as the one there is. */
	async signIn(owner: Owner = OWNER): Promise<void> {
		const { email, password } = owner;
		const isNew = await this.get<{ userManagement: { showSetupOnFirstLoad: boolean } }>(
			'/settings',
		).then(({ userManagement }) => userManagement.showSetupOnFirstLoad);
		if (isNew) await this.post('/owner/setup', owner);
		else await this.post('/login', { emailOrLdapLoginId: email, password });
	}

	get cookie(): string {
		return this.#cookie;
	}

	get = async <T,>(path: string) => await this.#call<T>('GET', path);
	post = async <T,>(path: string, body: unknown = {}) => await this.#call<T>('POST', path, body);
	patch = async <T,>(path: string, body: unknown) => await this.#call<T>('PATCH', path, body);
	delete = async <T,>(path: string) => await this.#call<T>('DELETE', path);

	async #call<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(`${this.url}/rest${path}`, {
			method,
			headers: {
				'content-type': 'application/json',
				// n8n ties a session to a browser.
				'browser-id': 'test',
				...(this.#cookie && { cookie: this.#cookie }),
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const cookies = response.headers.getSetCookie();
		if (cookies.length > 0) this.#cookie = cookies.map((one) => one.split(';')[0]).join('; ');
		const text = await response.text();
		if (!response.ok) throw new Error(`n8n: ${method} ${path} → ${response.status} ${text}`);
		const answer = text ? JSON.parse(text) : undefined;
		// Lists that come in pages have more beside `data`, which nobody here needs.
		return (answer?.data ?? answer) as T;
	}
}
