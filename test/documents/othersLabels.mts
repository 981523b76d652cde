/**
 * What documents tell people to look for or press that is not this package's: by whose screen it is on. n8n's are looked
 * for in n8n by test/e2e/named.test.mts; the others were read in the app, or in its maker's documentation.
 */
export const OTHERS: Record<'n8n' | 'n8nOldest' | 'n8nMakes' | 'beeper' | 'github', string[]> = {
	n8n: [
		'AI Agent',
		'Add human review step',
		'Allowed HTTP Request Domains',
		'Community nodes',
		'Credentials',
		'Error',
		'Execute step',
		'Execute workflow',
		'Executions → Retry',
		'If',
		'MCP Server Trigger',
		'More details',
		'Publish',
		'Request Options → Ignore SSL Issues (Insecure)',
		'Retry On Fail',
		'Save',
		'Settings → Community nodes → Install',
		'Settings → Retry On Fail',
		'Settings → Save successful production executions',
		'Tool',
		'Tool Description → Set Manually',
		'Triggers',
		'Waiting',
		'⋯ → Import → From file',
	],
	n8nOldest: ['Import from file'],
	// Out of this package's words and its own.
	n8nMakes: ['Beeper Tool', 'On message received', 'Search chats in Beeper'],
	beeper: [
		'Allow sensitive actions',
		'Approved connections',
		'Beeper Desktop',
		'Developers',
		'Remote Access',
		'Settings → Integrations',
		'Settings → Integrations → Approved connections',
	],
	github: ['Download raw file', 'Security → Report a vulnerability'],
};
