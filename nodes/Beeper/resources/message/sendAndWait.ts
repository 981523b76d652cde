import { questionFields } from '../../fields/question';
import { sendAndWait as ask } from '../../../shared/question/sendAndWait';
import { sendRule } from '../../../shared/api/errors/networkRules';
import type { Operation } from '../../../shared/operation/operation';

/** POST /v1/chats/{chatID}/messages, `client.messages.send`; then the execution waits for an answer in the chat. */
export const sendAndWait: Operation = {
	option: {
		name: 'Send and Wait for Response',
		value: 'sendAndWait',
		action: 'Send message and wait for response',
		description: 'Ask in a chat, and go on when somebody has answered there',
		routing: { request: { method: 'POST', url: '/v1/chats/{chatID}/messages' } },
	},
	uncertain: 'The question may have gone out',
	networkRule: sendRule,
	fields: questionFields,
	perform: ask,
};
