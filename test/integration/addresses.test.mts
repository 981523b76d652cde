import { createServer as createHttpsServer } from 'node:https';
import { createServer, type IncomingMessage, request as forward, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { generate } from 'selfsigned';
import { start } from '../double/start.mts';
import { runWorkflow } from '../engine/index.mts';
import { FRIEND, sendText, workflowOf } from './given.mts';
import { emitted, listening, received, triggered } from './triggered.mts';

/** A Beeper behind a proxy: at a path, or with https. */
class Proxy {
	readonly #server: Server;
	readonly url: string;

	private constructor(server: Server, scheme: string) {
		this.#server = server;
		this.url = `${scheme}://localhost:${(server.address() as AddressInfo).port}`;
	}

	/** Passes on what comes for the path, without it; everything else is 404. */
	static async to(port: number, path: string, certificate?: { key: string; cert: string }) {
		const server = certificate ? createHttpsServer(certificate) : createServer();
		const inside = ({ url = '' }: IncomingMessage) =>
			url.startsWith(`${path}/`) ? url.slice(path.length) : undefined;
		server.on('request', (request, response) => {
			const target = inside(request);
			if (target === undefined) return response.writeHead(404).end();
			const { method, headers } = request;
			const passed = forward({ port, path: target, method, headers }, (answer) => {
				response.writeHead(answer.statusCode!, answer.headers);
				answer.pipe(response);
			});
			return request.pipe(passed);
		});
		server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
			const target = inside(request);
			if (target === undefined) return socket.destroy();
			const raw = request.rawHeaders;
			const lines = raw.flatMap((name, at) => (at % 2 ? [] : [`${name}: ${raw[at + 1]}`]));
			const upstream = connect(port, '127.0.0.1', () => {
				upstream.write([`GET ${target} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
				upstream.pipe(socket).pipe(upstream);
			});
			for (const end of [upstream, socket]) {
				end.on('error', () => {});
				end.on('close', () => (end === socket ? upstream : socket).destroy());
			}
			return undefined;
		});
		await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
		return new Proxy(server as Server, certificate ? 'https' : 'http');
	}

	async [Symbol.asyncDispose]() {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}
}

/** Nodes and trigger do what they do elsewhere. */
async function works(desktop: Awaited<ReturnType<typeof start>>, baseUrl: string) {
	const credentials = { beeperApi: { baseUrl, accessToken: desktop.token } };
	const file = workflowOf(sendText(desktop.chat(FRIEND).id));
	const items = [{ json: { text: 'by this address' } }];
	const result = await runWorkflow(file, { credentials, items });
	expect(result.error).toBeUndefined();
	expect(desktop.messages(FRIEND).at(-1)?.text).toBe('by this address');
	await using active = await listening(desktop, triggered(received), { credentials });
	desktop.friend(FRIEND).writes('heard by it');
	await active.waitForExecution();
	expect(emitted(active)).toMatchObject([{ event: 'message.received', plainText: 'heard by it' }]);
}

test.each([
	['with a slash at its end', '127.0.0.1', (port: number) => `http://127.0.0.1:${port}/`],
	['with an IPv6 address', '::1', (port: number) => `http://[::1]:${port}`],
	['by name', '127.0.0.1', (port: number) => ` http://localhost:${port} `],
])('a base URL %s', async (_, host, url) => {
	await using desktop = await start({ host });
	await works(desktop, url(desktop.port));
});

test.each(['/beeper', '/beeper/'])('a base URL with a path (%s)', async (path) => {
	await using desktop = await start();
	await using proxy = await Proxy.to(desktop.port, '/beeper');
	await works(desktop, `${proxy.url}${path}`);
});

test('a base URL with https, and a certificate that n8n trusts', async () => {
	const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
		extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
	});
	const usual = getCACertificates('default');
	// What NODE_EXTRA_CA_CERTS does when n8n starts.
	setDefaultCACertificates([...usual, cert]);
	try {
		await using desktop = await start();
		await using proxy = await Proxy.to(desktop.port, '', { key, cert });
		await works(desktop, proxy.url);
	} finally {
		setDefaultCACertificates(usual);
	}
});
