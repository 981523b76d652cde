import { build } from './build.mts';
import { driverOf, type Desktop } from './driver.mts';
import { Server } from './http/server.mts';
import { withDefaults, type Options } from './options.mts';

/** Starts a stand-in Beeper Desktop; `await using desktop = await start()` closes it again. */
export async function start(options: Options = {}): Promise<Desktop> {
	const settings = withDefaults(options);
	const inside = build(settings);
	const server = new Server(inside);
	await server.listen();
	return driverOf(inside, server);
}

export type { Desktop, Options };
