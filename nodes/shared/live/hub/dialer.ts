import type { IDataObject } from 'n8n-workflow';
import { askedRead, explain } from '../../api/errors/errorText';
import { isSuccess, type Outcome } from '../../api/httpResult';
import type { Address } from '../feed/connection';
import type { Diagnosis } from '../feed/feed';
import { keyOf, type Credential } from '../../api/apiClient';
import type { Directory } from './directory';
import type { Member } from './subscriber';

/** What it works for. */
interface Beeper {
	readonly key: string;
	readonly members: ReadonlySet<Member>;
	readonly directory: Directory;
	getOnce(url: string, qs: IDataObject, timeout: number): Promise<Outcome>;
}

/** The way to the feed: where to dial, and why the last dial came to nothing. */
export class Dialling {
	private isUnauthorizedTold = false;
	/** Whether this Beeper has given its feed before. */
	private wasConnected = false;

	constructor(
		private readonly beeper: Beeper,
		private readonly credential: Credential,
		private readonly move: (member: Member, to: Credential) => void,
	) {}

	/** There is a feed. */
	connected() {
		this.isUnauthorizedTold = false;
		this.wasConnected = true;
	}

	/** Before every dial: each trigger's credential as it is now, so that a mended one is picked up. */
	async address(): Promise<Address> {
		const { key, members } = this.beeper;
		// Most share one credential, and n8n takes some ms to read it.
		const read = new Map<string, Promise<Credential | undefined>>();
		for (const member of [...members]) {
			const { credentialID } = member.rest;
			const reading = read.get(credentialID) ?? member.rest.credential().catch(() => undefined);
			read.set(credentialID, reading);
			const found = await reading;
			if (!found || keyOf(found) === key) continue;
			const now = await member.rest.credential().catch(() => undefined);
			if (now && keyOf(now) !== key && members.has(member)) this.move(member, now);
		}
		const { baseUrl, accessToken } = this.credential;
		const [first] = members;
		await first?.rest.mayDial(baseUrl);
		const url = `${baseUrl.replace(/^http/i, 'ws')}/v1/ws`;
		return { url, headers: { Authorization: `Bearer ${accessToken}` } };
	}

	/** Why the last dial came to nothing, as far as a request can tell. */
	async diagnose(): Promise<Diagnosis> {
		const { members, directory } = this.beeper;
		const { baseUrl } = this.credential;
		const outcome = await this.beeper.getOnce('/v1/accounts', {}, 10_000);
		if (isSuccess(outcome)) {
			directory.learnAccounts(outcome.body);
			const why = this.wasConnected
				? ' at the moment'
				: '; it needs Beeper Desktop 4.2.557 or newer';
			return { reason: `Beeper answers, but refuses the event feed${why}` };
		}
		const isUnauthorized = outcome.status === 401;
		if (isUnauthorized && !this.isUnauthorizedTold) {
			this.isUnauthorizedTold = true;
			for (const member of members) member.onUnauthorized(outcome, baseUrl);
		}
		return { reason: explain(outcome, askedRead(baseUrl)).message, isUnauthorized };
	}
}
