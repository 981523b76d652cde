import { setTimeout as wait } from 'node:timers/promises';
import type { Server } from '../http/server.mts';
import type { Inside } from '../inside.mts';

/** The app's process and its tokens. */
export type Life = {
	/** Quits the app: connections end, new ones are refused. */
	stop: () => Promise<void>;
	/** Opens it again on the same port. */
	listenAgain: () => Promise<void>;
	/** Both. What the app keeps is kept; uploads, pending IDs, sign-ins under way are lost. */
	restart: (options?: { downMs?: number }) => Promise<void>;
	/** The token is no longer valid; open sockets stay (what the app does is unknown). */
	revokeToken: () => void;
	/** Makes this the valid token. */
	issueToken: (token: string) => void;
	/** Ends everything and deletes uploads; a second time does nothing. */
	close: () => Promise<void>;
	[Symbol.asyncDispose]: () => Promise<void>;
};

/** Starting, stopping and signing out of one double. */
export function lifeOf(inside: Inside, server: Server): Life {
	const { tokens } = inside;
	const close = async () => {
		inside.clock.cancelAll();
		await server.stop();
		inside.assets.dispose();
	};
	return {
		stop: () => server.stop(),
		listenAgain: () => server.listen(),
		async restart({ downMs = 0 } = {}) {
			await server.stop();
			forget(inside);
			if (downMs > 0) await wait(downMs);
			await server.listen();
		},
		revokeToken: () => void (tokens.full = null),
		issueToken: (token) => void (tokens.full = token),
		close,
		[Symbol.asyncDispose]: close,
	};
}

function forget({ assets, setup, world }: Inside) {
	assets.forgetUploads();
	world.loginSessions.clear();
	setup.requests.clear();
	for (const record of world.chats.values()) {
		for (const one of record.messages) delete one.pendingID;
	}
}
