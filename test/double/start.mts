import { build } from './build.mts';
import { driverOf, type Desktop } from './driver.mts';
import type { Tokens } from './http/authorize.mts';
import { Server } from './http/server.mts';
import { withDefaults, type Options } from './options.mts';

/** Starts a stand-in Beeper Desktop; `await using desktop = await start()` closes it again. */
export async function start(options: Options = {}): Promise<Desktop> {
	const settings = withDefaults(options);
	const tokens: Tokens = { full: settings.token, readOnly: settings.readOnlyToken };
	const inside = build(settings, tokens);
	const server = new Server(inside, tokens);
	await server.listen();
	return driverOf(inside, server, tokens);
}

export type { Desktop, Options };
