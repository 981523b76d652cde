import { resource } from '../../../shared/operation/operation';
import { archive } from './archive';
import { create } from './create';
import { list } from './list';
import { markRead } from './markRead';
import { markUnread } from './markUnread';
import { notifyAnyway } from './notifyAnyway';
import { retrieve } from './retrieve';
import { search } from './search';
import { start } from './start';
import { update } from './update';

export const chat = resource('chat', [
	list,
	archive,
	create,
	markRead,
	markUnread,
	notifyAnyway,
	retrieve,
	search,
	start,
	update,
]);
