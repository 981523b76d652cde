import type { Page } from 'playwright-core';

/**
 * Everything that goes wrong in the page: errors in its console, exceptions, requests that fail or are refused.
 * Left out is one thing only: requests that were under way when the page was left. n8n's own editor makes no
 * other such noise while it is used as the tests use it.
 */
export class Problems {
	readonly all: string[] = [];

	constructor(page: Page) {
		page.on('console', (message) => {
			if (message.type() !== 'error') return;
			this.all.push(`console: ${message.text()} (${message.location().url})`);
		});
		page.on('pageerror', (error) => this.all.push(`exception: ${error.stack}`));
		page.on('requestfailed', (request) => {
			const reason = request.failure()?.errorText;
			// What was still loading when the page was left.
			if (reason === 'net::ERR_ABORTED') return;
			this.all.push(`failed: ${request.method()} ${request.url()} ${reason}`);
		});
		page.on('response', (response) => {
			if (response.status() < 400) return;
			this.all.push(`${response.status()}: ${response.request().method()} ${response.url()}`);
		});
	}
}
