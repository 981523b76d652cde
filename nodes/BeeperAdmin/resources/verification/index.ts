import { AFTER_4_2_808 } from '../../../shared/api/version';
import { resource } from '../../../shared/operation/operation';
import { accept } from './accept';
import { cancel } from './cancel';
import { confirmQrScan } from './confirmQrScan';
import { confirmSas } from './confirmSas';
import { list } from './list';
import { retrieve } from './retrieve';
import { scanQr } from './scanQr';
import { start } from './start';
import { startSas } from './startSas';

export const verification = resource(
	'verification',
	[list, accept, cancel, confirmQrScan, confirmSas, retrieve, scanQr, start, startSas],
	{ since: AFTER_4_2_808 },
);
