import type { Route } from '../http/route.mts';
import { list as listAccounts } from './account/list.mts';
import { retrieve as retrieveAccount } from './account/retrieve.mts';
import { focus } from './app/focus.mts';
import { info } from './app/info.mts';
import { search } from './app/search.mts';
import { spec } from './app/spec.mts';
import { download } from './asset/download.mts';
import { serve } from './asset/serve.mts';
import { upload } from './asset/upload.mts';
import { uploadBase64 } from './asset/uploadBase64.mts';
import { archive } from './chat/archive.mts';
import { create as createChat } from './chat/create.mts';
import { list as listChats } from './chat/list.mts';
import { markRead } from './chat/markRead.mts';
import { markUnread } from './chat/markUnread.mts';
import { notifyAnyway } from './chat/notifyAnyway.mts';
import { retrieve as retrieveChat } from './chat/retrieve.mts';
import { search as searchChats } from './chat/search.mts';
import { start } from './chat/start.mts';
import { update as updateChat } from './chat/update.mts';
import { list as listContacts } from './contact/list.mts';
import { search as searchContacts } from './contact/search.mts';
import { list as listLabels } from './label/list.mts';
import { remove as deleteMessage } from './message/delete.mts';
import { list as listMessages } from './message/list.mts';
import { retrieve as retrieveMessage } from './message/retrieve.mts';
import { search as searchMessages } from './message/search.mts';
import { send } from './message/send.mts';
import { update as updateMessage } from './message/update.mts';
import { add } from './reaction/add.mts';
import { remove as deleteReaction, removeByQuery } from './reaction/delete.mts';
import { create as createReminder } from './reminder/create.mts';
import { remove as deleteReminder } from './reminder/delete.mts';

/** Every HTTP route the double has; `GET /v1/ws` is in events/upgrade.mts. */
export const routes: Route[] = [
	...[listAccounts, retrieveAccount],
	...[focus, info, search, spec],
	...[download, serve, upload, uploadBase64],
	...[archive, createChat, listChats, markRead, markUnread, notifyAnyway],
	...[retrieveChat, searchChats, start, updateChat],
	...[listContacts, searchContacts],
	listLabels,
	...[deleteMessage, listMessages, retrieveMessage, searchMessages, send, updateMessage],
	...[add, deleteReaction, removeByQuery],
	...[createReminder, deleteReminder],
];
