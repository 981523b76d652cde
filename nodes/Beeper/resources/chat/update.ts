import type { IDataObject } from 'n8n-workflow';
import { chatID } from '../../../shared/fields/chatID';
import { chatUpdateFields } from '../../fields/chatUpdate';
import { simplify } from '../../../shared/fields/simplify';
import type { OperationContext } from '../../../shared/operation/operationContext';
import { chatOutput } from '../../../shared/operation/chatOutput';
import { toList } from '../../../shared/values/list';
import { updateRule } from '../../../shared/api/errors/networkRules';
import type { Operation } from '../../../shared/operation/operation';
import { inputFile, upload } from '../../../shared/files/upload';

/** PATCH /v1/chats/{chatID}, `client.chats.update` */
export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update chat',
		description: 'Change title, picture, draft, expiry, or where a chat stands in Beeper',
		routing: { request: { method: 'PATCH', url: '/v1/chats/{chatID}' } },
	},
	since: '4.2.808',
	uncertain: 'The chat may have been changed',
	networkRule: updateRule,
	fields: [chatID, chatUpdateFields, simplify],
	perform: updateChat,
};

async function updateChat(context: OperationContext): Promise<IDataObject> {
	const changes = context.request.body as IDataObject;
	const cleared = context.parameter<string[]>('updateFields.clearFields', []);
	const draft = await newDraft(context);
	const body: IDataObject = {
		...changes,
		...Object.fromEntries(cleared.map((name) => [name, null])),
		...(draft && { draft }),
	};
	if (Object.keys(body).length === 0) {
		throw context.inputError(
			'There is nothing to change',
			"Add a field under 'Update Fields'. What to remove is chosen there, under 'Clear Fields'.",
		);
	}
	// Beeper refuses a draft where there already is one, so clearing it comes first, in a request of its own.
	if (draft && cleared.includes('draft'))
		await context.send({ ...context.request, body: { draft: null } });
	return chatOutput(context, (await context.send({ ...context.request, body })).body);
}

/** The draft to set, with its files uploaded; undefined if the item has none. */
async function newDraft(context: OperationContext): Promise<IDataObject | undefined> {
	const draft = context.parameter<{ text?: string; binaryPropertyName?: string } | null>(
		'updateFields.draft.values',
		null,
	);
	if (!draft) return undefined;
	const attachments: IDataObject = {};
	for (const field of toList(draft.binaryPropertyName)) {
		const { uploadID } = await upload(context, await inputFile(context, field));
		attachments[String(uploadID)] = { uploadID };
	}
	const hasFiles = Object.keys(attachments).length > 0;
	// A draft left empty changes nothing; 'Clear Fields' removes one.
	if (!draft.text && !hasFiles) return undefined;
	return { text: draft.text ?? '', ...(hasFiles && { attachments }) };
}
