import { randomUUID } from 'crypto';
import type { Question } from './question';

/** Identifies this process of n8n among others, such as workers. */
export const PROCESS = randomUUID();

/** How long (ms) a question is left to the process that took it, before it is checked that it still listens. */
const TRUSTED_MS = 60_000;

/** What a listener hands to the process that takes its question. */
export interface Handover {
	question: Question;
	/** IDs of messages that fit no answer, and were dealt with. */
	dealtWith: string[];
}

/**
 * By workflow, the questions that this process sent or found saved, and another one listens for. This process goes on
 * saving them: n8n saves the static data of an execution as a whole.
 */
export class HandedOver {
	private readonly all = new Map<string, Map<string, { question: Question; at: number }>>();

	add(workflowID: string, question: Question) {
		const questions = this.all.get(workflowID) ?? new Map();
		this.all.set(workflowID, questions.set(question.id, { question, at: Date.now() }));
	}

	end(workflowID: string, questionID: string) {
		const questions = this.all.get(workflowID);
		questions?.delete(questionID);
		if (questions?.size === 0) this.all.delete(workflowID);
	}

	/** Whether it is left to the other process for now. */
	isTrusted(workflowID: string, questionID: string): boolean {
		const at = this.all.get(workflowID)?.get(questionID)?.at ?? -Infinity;
		return Date.now() - at < TRUSTED_MS;
	}

	/** Forgets questions that are not saved any more: they ended in the other process. */
	keepOnly(workflowID: string, saved: Question[]) {
		for (const { id } of this.of(workflowID)) {
			const isSaved = saved.some((question) => question.id === id);
			if (!isSaved && !this.isTrusted(workflowID, id)) this.end(workflowID, id);
		}
	}

	of(workflowID: string): Question[] {
		return [...(this.all.get(workflowID)?.values() ?? [])].map(({ question }) => question);
	}

	clear() {
		this.all.clear();
	}
}
