import { resource } from '../../../shared/operation/operation';
import { deleteMessage } from './delete';
import { list } from './list';
import { retrieve } from './retrieve';
import { search } from './search';
import { send } from './send';
import { sendAndWait } from './sendAndWait';
import { update } from './update';

export const message = resource('message', [
	send,
	deleteMessage,
	list,
	retrieve,
	search,
	sendAndWait,
	update,
]);
