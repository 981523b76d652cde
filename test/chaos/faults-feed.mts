import type { Fault, Stage } from './faults.mts';
import { burst } from './picks.mts';

/** For something that is over at once. */
const flash = ({ disturb }: Stage, why: string) => disturb('feed', why)();

const ODD_FRAMES = [
	'{',
	'[]',
	'null',
	'"text"',
	'',
	'{"type":"message.stream","chatID":"c","delta":"x"}',
	'{"type":"reaction.added","chatID":"c","ids":["1"]}',
	'{"type":7}',
	'{"type":"message.upserted"}',
	'{"type":"message.upserted","seq":"x","chatID":"c","ids":[7],"entries":[null]}',
	'{"type":"message.upserted","chatID":"!nowhere:beeper.com","ids":["404404"]}',
	'{"type":"message.deleted","chatID":"!nowhere:beeper.com","ids":["404404"]}',
	'{"type":"chat.upserted","chatID":"!nowhere:beeper.com","ids":["!nowhere:beeper.com"]}',
	'{"type":"error","code":"INTERNAL_ERROR","message":"Something went wrong"}',
];

/** What goes wrong on the feed. The times without a socket are noted by the watch (watch.mts). */
export const feedFaults = {
	socketsDrop(stage: Stage) {
		flash(stage, 'sockets cut');
		stage.world.desktop.dropSockets();
		return { what: 'sockets are cut' };
	},

	socketsClose(stage: Stage) {
		const code = stage.dice.pick([1000, 1001, 1011, 1012, 4000]);
		flash(stage, 'sockets closed');
		stage.world.desktop.dropSockets({ code, reason: 'chaos' });
		return { what: `sockets are closed with ${code}` };
	},

	acceptAndDrop(stage: Stage) {
		const { desktop } = stage.world;
		flash(stage, 'sockets cut');
		desktop.acceptAndDrop();
		desktop.dropSockets();
		return { what: 'sockets are accepted and cut', end: () => desktop.acceptAndDrop(false) };
	},

	upgradesRefused(stage: Stage) {
		const { desktop } = stage.world;
		const status = stage.dice.pick([404, 500, 503]);
		flash(stage, 'sockets cut');
		desktop.refuseUpgrade(status);
		desktop.dropSockets();
		return { what: `upgrades get ${status}`, end: () => desktop.refuseUpgrade(null) };
	},

	blackHole(stage: Stage) {
		flash(stage, 'black hole');
		stage.world.desktop.blackHoleSockets();
		return { what: 'sockets are black holes' };
	},

	seqGap(stage: Stage) {
		return gap(stage, 'seqGap', 'a gap in seq');
	},

	eventsLost(stage: Stage) {
		return gap(stage, 'loseEvents', 'events lost without a trace');
	},

	framesTwice({ world: { desktop } }: Stage) {
		desktop.travel({ copies: 2 });
		return { what: 'frames come twice', end: () => desktop.travel({ copies: 1 }) };
	},

	framesWithoutEntries({ world: { desktop }, disturb }: Stage) {
		const isOver = disturb('entries', 'frames without entries');
		desktop.withoutEntries();
		const end = () => {
			desktop.withoutEntries(false);
			isOver();
		};
		return { what: 'frames lack entries', end };
	},

	framesBatched({ world: { desktop }, disturb, dice }: Stage) {
		const isOver = disturb('entries', 'frames with several messages and some entries');
		const batchMs = dice.between(50, 400);
		desktop.travel({ batchMs, partialEntries: dice.chance(0.7) });
		const end = () => {
			desktop.travel({ batchMs: 0, partialEntries: false });
			isOver();
		};
		return { what: `messages within ${batchMs} ms share a frame, with some entries`, end };
	},

	framesDelayed({ world: { desktop }, dice }: Stage) {
		const delayMs = dice.between(100, 1_500);
		desktop.travel({ delayMs });
		return { what: `frames take ${delayMs} ms`, end: () => desktop.travel({ delayMs: 0 }) };
	},

	framesOdd({ world: { desktop }, dice }: Stage) {
		const frames = Array.from({ length: dice.between(1, 6) }, () => dice.pick(ODD_FRAMES));
		for (const frame of frames) desktop.sendRaw(frame);
		return { what: `odd frames: ${frames.join(' ')}` };
	},
} satisfies Record<string, Fault>;

/** Events are lost, and things happen at once to use that up. Each message is two events. */
function gap(stage: Stage, how: 'seqGap' | 'loseEvents', what: string) {
	const { world, dice, disturb } = stage;
	const isOver = disturb('feed', what);
	const messages = dice.between(1, 4);
	world.desktop[how](2 * messages);
	const rooms = world.rooms.filter(({ chatID }) => !world.log.silentChats.has(chatID));
	const to = dice.chance(0.5) ? dice.pick(rooms) : undefined;
	for (let at = 0; at < messages; at++) burst(world, dice, to ?? dice.pick(rooms), 1);
	isOver();
	return { what: `${what}: ${messages} messages${to ? ` to ${to.title}` : ''}` };
}
