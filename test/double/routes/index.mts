import { middle, newest } from '../generation.mts';
import type { Route } from '../http/route.mts';
import { earlierName } from '../reference/renamed.mts';
import { list as listAccounts } from './account/list.mts';
import { retrieve as retrieveAccount } from './account/retrieve.mts';
import { focus } from './app/focus.mts';
import { info } from './app/info.mts';
import { search } from './app/search.mts';
import { spec } from './app/spec.mts';
import { confirmRecoveryKeyReset } from './appSetup/confirmRecoveryKeyReset.mts';
import { email } from './appSetup/email.mts';
import { register } from './appSetup/register.mts';
import { resetRecoveryKey } from './appSetup/resetRecoveryKey.mts';
import { response } from './appSetup/response.mts';
import { retrieve as retrieveSetup } from './appSetup/retrieve.mts';
import { start as startSetup } from './appSetup/start.mts';
import { verifyRecoveryKey } from './appSetup/verifyRecoveryKey.mts';
import { download } from './asset/download.mts';
import { serve } from './asset/serve.mts';
import { upload } from './asset/upload.mts';
import { uploadBase64 } from './asset/uploadBase64.mts';
import { list as listBridges } from './bridge/list.mts';
import { listLoginFlows } from './bridge/listLoginFlows.mts';
import { retrieve as retrieveBridge } from './bridge/retrieve.mts';
import { retrieveCapabilities } from './bridge/retrieveCapabilities.mts';
import { list as listBridgeLogins } from './bridgeLogin/list.mts';
import { remove as removeBridgeLogin } from './bridgeLogin/remove.mts';
import { retrieve as retrieveBridgeLogin } from './bridgeLogin/retrieve.mts';
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
import { cancel as cancelLogin } from './loginSession/cancel.mts';
import { create as createLogin } from './loginSession/create.mts';
import { retrieve as retrieveLogin } from './loginSession/retrieve.mts';
import { submitStep } from './loginSession/submitStep.mts';
import { add } from './reaction/add.mts';
import { remove as deleteReaction, removeByQuery } from './reaction/delete.mts';
import { create as createReminder } from './reminder/create.mts';
import { remove as deleteReminder } from './reminder/delete.mts';
import { accept } from './verification/accept.mts';
import { cancel as cancelVerification } from './verification/cancel.mts';
import { confirmQrScan } from './verification/confirmQrScan.mts';
import { confirmSas } from './verification/confirmSas.mts';
import { list as listVerifications } from './verification/list.mts';
import { retrieve as retrieveVerification } from './verification/retrieve.mts';
import { scanQr } from './verification/scanQr.mts';
import { start as startVerification } from './verification/start.mts';
import { startSas } from './verification/startSas.mts';

const named: Route[] = [
	...[listAccounts, retrieveAccount],
	...[focus, info, search, spec],
	...[confirmRecoveryKeyReset, email, register, resetRecoveryKey],
	...[response, retrieveSetup, startSetup, verifyRecoveryKey],
	...[download, serve, upload, uploadBase64],
	...[listBridges, listLoginFlows, retrieveBridge, retrieveCapabilities],
	...[listBridgeLogins, removeBridgeLogin, retrieveBridgeLogin],
	...[archive, createChat, listChats, markRead, markUnread, notifyAnyway],
	...[retrieveChat, searchChats, start, updateChat],
	...[cancelLogin, createLogin, retrieveLogin, submitStep],
	...[listContacts, searchContacts],
	listLabels,
	...[deleteMessage, listMessages, retrieveMessage, searchMessages, send, updateMessage],
	...[add, deleteReaction, removeByQuery],
	...[createReminder, deleteReminder],
	...[accept, cancelVerification, confirmQrScan, confirmSas, listVerifications],
	...[retrieveVerification, scanQr, startSas, startVerification],
];

/** Every HTTP route the double has; `GET /v1/ws` is in events/upgrade.mts. */
export const routes: Route[] = named.flatMap(withEarlierName);

function withEarlierName(route: Route): Route[] {
	const endpoint = earlierName(route.endpoint);
	if (!endpoint) return [route];
	return [
		{ ...route, since: newest },
		{ ...route, endpoint, since: middle, until: newest },
	];
}
