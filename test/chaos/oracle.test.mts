import { emptyLog, type Fact, type Log, type MessageFact, type Told } from './log.mts';
import { judge } from './oracle.mts';

const CHAT = '!chat';

/** A log of one trigger that runs from 0, and was told what the facts say, 10 ms later. */
function logOf(facts: Fact[], told: Told[] = facts.flatMap(tellingOf)): Log {
	const log = emptyLog(20, 5_000);
	log.facts.push(...facts);
	log.told.push(...told);
	log.lives.push({ trigger: 'all', number: 1, from: -20, ready: 0 });
	log.stints.push({ trigger: 'all', from: -20, ready: 0 });
	return log;
}

const written = (at: number, id: string, by: MessageFact['by'] = 'friend'): MessageFact => {
	return { kind: 'message', at, chatID: CHAT, messageID: id, by, sortKey: id, text: `text ${id}` };
};

const base = { trigger: 'all', life: 1, ran: true, isLate: false, chatID: CHAT } as const;

function tellingOf(fact: Fact): Told[] {
	const at = fact.at + 10;
	switch (fact.kind) {
		case 'message': {
			const { chatID, messageID, sortKey, text } = fact;
			const event = fact.by === 'friend' ? 'message.received' : 'message.sent';
			return [{ ...base, at, event, chatID, messageID, sortKey, text }];
		}
		case 'edited':
			return [{ ...base, at, event: 'message.edited', messageID: fact.messageID, text: fact.text }];
		case 'deleted':
			return [{ ...base, at, event: 'message.deleted', messageID: fact.messageID }];
		case 'reaction.added':
		case 'reaction.removed': {
			const { messageID, who, key } = fact;
			return [{ ...base, at, event: fact.kind, messageID, who, key }];
		}
		case 'chat.updated': {
			const previous = { [fact.field]: fact.before };
			return [{ ...base, at, event: fact.kind, changed: [fact.field], previous }];
		}
		default:
			return [];
	}
}

const kinds = (log: Log) => judge(log, true).findings.map(({ kind }) => kind);

const edited: Fact = { kind: 'edited', at: 20_000, chatID: CHAT, messageID: '1', text: 'better' };
const reacted: Fact = {
	kind: 'reaction.added',
	at: 20_000,
	chatID: CHAT,
	messageID: '1',
	who: 'mara',
	key: '👍',
};
const three = [written(10_000, '1'), written(11_000, '2', 'me'), written(12_000, '3')];

describe('the oracle', () => {
	test('has nothing to say when everything was told once, in order', () => {
		const removed = { ...reacted, kind: 'reaction.removed' as const, at: 40_000 };
		const again = { ...reacted, at: 60_000 };
		const renamed: Fact = {
			kind: 'chat.updated',
			at: 80_000,
			chatID: CHAT,
			field: 'title',
			before: 'Old',
		};
		const facts: Fact[] = [...three, edited, reacted, removed, again, renamed];
		const { findings, counts } = judge(logOf(facts), true);
		expect(findings).toEqual([]);
		expect(counts).toMatchObject({ messages: 3, ran: 3, refused: 0, late: 0 });
		expect(counts.changes['reaction.added']).toEqual({
			happened: 2,
			told: 2,
			excused: 0,
			missed: 0,
		});
	});

	test('finds a lost message, also in a gap, also if n8n refused it or died over it', () => {
		const log = logOf(three);
		log.disturbances.push({ kind: 'feed', why: 'gap', from: 9_000, to: 13_000 });
		const [lost] = log.told.splice(1, 1);
		expect(judge(log, true).findings).toMatchObject([{ kind: 'lost', at: 11_000 }]);
		expect(judge(log, false)).toMatchObject({ findings: [], open: [{ kind: 'lost' }] });
		log.told.push({ ...lost, ran: false });
		expect(kinds(log)).toEqual(['lost']);
	});

	test('finds a message that ran twice, also under another ID, but none that n8n refused', () => {
		const log = logOf(three);
		log.told.push({ ...log.told[2], at: 50_000, ran: false });
		expect(kinds(log)).toEqual([]);
		log.told.push({ ...log.told[2], at: 50_000 });
		expect(kinds(log)).toEqual(['repeated']);
		log.told.splice(-1, 1, { ...log.told[2], at: 50_000, messageID: '~pending' });
		expect(kinds(log)).toContain('repeated');
	});

	test('finds two messages that were swapped, unless the second is marked late', () => {
		const log = logOf(three);
		log.told[0].at = 30_000;
		expect(kinds(log)).toEqual(['out of order']);
		log.told[0].isLate = true;
		expect(kinds(log)).toEqual([]);
		log.told[2].isLate = true;
		expect(kinds(log)).toEqual(['out of order']);
	});

	test('counts the first emit for the order, whatever came of it', () => {
		const log = logOf(three);
		log.told[0].ran = false;
		log.told.push({ ...log.told[0], ran: true, at: 30_000, life: 2 });
		expect(kinds(log)).toEqual([]);
	});

	test('compares with the order of another trigger or chat not at all', () => {
		const other = { ...written(9_000, '9'), chatID: '!other' };
		expect(kinds(logOf([other, ...three]))).toEqual([]);
	});

	test('finds messages that nobody wrote, that are old, or by somebody else', () => {
		const log = logOf(three);
		log.told.push({ ...log.told[0], messageID: '4', text: 'never written' });
		expect(kinds(log)).toEqual(['invented']);
		const history = { ...written(-1e9, '0'), kind: 'history' as const };
		const old = logOf([...three, history]);
		old.told.unshift({ ...old.told[0], at: 1, messageID: '0', sortKey: '0', text: 'text 0' });
		expect(judge(old, true).findings).toMatchObject([
			{ kind: 'invented', what: expect.stringContaining('it is old') },
		]);
		const wrong = logOf(three);
		wrong.told[1].event = 'message.received';
		expect(kinds(wrong).sort()).toEqual(['invented', 'lost']);
	});

	test('finds what a Beeper node sent, unless n8n ended in between', () => {
		const log = logOf([{ kind: 'send', at: 10_000, chatID: CHAT, text: 'by a node' }]);
		const event = 'message.sent';
		log.told.push({ ...base, at: 12_000, event, messageID: '1', sortKey: '1', text: 'by a node' });
		expect(kinds(log)).toEqual(['loop']);
		log.lives[0].to = 11_000;
		log.lives[0].end = 'updated';
		expect(kinds(log)).toEqual(['loop']);
		log.lives[0].end = 'crash';
		expect(kinds(log)).toEqual([]);
	});

	test('finds invented and repeated changes', () => {
		const log = logOf([...three, edited, reacted]);
		const [edit, reaction] = log.told.slice(-2);
		log.told.push({ ...edit, at: 50_000 });
		log.told.push({ ...edit, at: 50_001, text: 'never so' });
		log.told.push({ ...reaction, at: 50_002, who: 'tom' });
		log.told.push({ ...reaction, at: 50_003, event: 'reaction.removed' });
		log.told.push({ ...base, at: 50_004, event: 'message.deleted', messageID: '2' });
		log.told.push({ ...base, at: 50_005, event: 'chat.updated', changed: ['title'] });
		log.told.push({ ...base, at: 50_006, event: 'chat.created' });
		expect(kinds(log)).toEqual(['repeated', ...Array.from({ length: 6 }, () => 'invented')]);
	});

	test('takes a telling for the latest change that it can mean', () => {
		const again: Fact[] = [60_000, 300_000].map((at) => ({ ...reacted, at }));
		const log = logOf([...three, reacted, ...again]);
		log.disturbances.push({ kind: 'feed', why: 'gap', from: 59_000, to: 61_000 });
		const [, inGap, last] = log.told.slice(-3);
		log.told = log.told.filter((told) => told !== inGap);
		expect(kinds(log)).toEqual([]);
		log.told.push({ ...last, at: 300_020 });
		expect(kinds(log)).toEqual(['repeated']);
	});

	test('finds an update of a chat that says what never was', () => {
		const renamed: Fact = {
			kind: 'chat.updated',
			at: 20_000,
			chatID: CHAT,
			field: 'title',
			before: 'Old',
		};
		const log = logOf([renamed]);
		log.told[0].previous = { title: 'Older' };
		expect(kinds(log)).toContain('invented');
	});

	test('finds changes that were missed in calm, and excuses those in a gap', () => {
		const log = logOf([...three, edited, reacted], three.flatMap(tellingOf));
		expect(kinds(log)).toEqual(['missed change', 'missed change']);
		log.disturbances.push({ kind: 'feed', why: 'gap', from: 19_000, to: 19_500 });
		expect(kinds(log)).toEqual([]);
		expect(judge(log, true).counts.changes.edited).toMatchObject({ excused: 1, missed: 0 });
	});

	test('expects no change of a message that came in a gap, nor in a silent chat', () => {
		const facts: Fact[] = [...three, edited];
		const log = logOf(facts, three.flatMap(tellingOf));
		log.disturbances.push({ kind: 'feed', why: 'gap', from: 9_000, to: 10_100 });
		expect(kinds(log)).toEqual([]);
		const silent = logOf(facts, three.flatMap(tellingOf));
		silent.silentChats.add(CHAT);
		expect(kinds(silent)).toEqual([]);
	});

	test('expects no message that was deleted before it could be seen, but one that could', () => {
		const deleted = (at: number): Fact => {
			return { kind: 'deleted', at, chatID: CHAT, messageID: '1' };
		};
		const quick = logOf([written(10_000, '1'), deleted(10_500)], []);
		expect(kinds(quick)).not.toContain('lost');
		const slow = logOf([written(10_000, '1'), deleted(30_000)], []);
		expect(kinds(slow)).toContain('lost');
		slow.disturbances.push({ kind: 'feed', why: 'gap', from: 9_000, to: 31_000 });
		expect(kinds(slow)).not.toContain('lost');
	});

	test('asks a trigger only for what came while it was published, and had time to come', () => {
		const log = logOf(three, []);
		log.stints[0] = { trigger: 'all', from: 10_400, ready: 10_500, to: 12_100 };
		expect(kinds(log)).toEqual([]);
		log.stints[0].to = 20_000;
		expect(kinds(log)).toEqual(['lost', 'lost']);
		log.disturbances.push({ kind: 'feed', why: 'gap', from: 10_900, to: 11_500 });
		expect(kinds(log)).toEqual([]);
		log.stints[0].to = 40_000;
		expect(kinds(log)).toEqual(['lost', 'lost']);
	});
});
