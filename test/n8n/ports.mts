import { createServer } from 'node:net';

/** Ports of this machine that nobody listens on now. */
export async function freePorts(count: number): Promise<number[]> {
	const servers = Array.from({ length: count }, () => createServer());
	// All at once, so that no two of them are the same.
	const ports = await Promise.all(
		servers.map(
			(server) =>
				new Promise<number>((resolve, reject) => {
					server.on('error', reject);
					server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
				}),
		),
	);
	await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
	return ports;
}
