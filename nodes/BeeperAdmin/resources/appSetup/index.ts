import { AFTER_4_2_808 } from '../../../shared/api/version';
import { resource } from '../../../shared/operation/operation';
import { confirmRecoveryKeyReset } from './confirmRecoveryKeyReset';
import { email } from './email';
import { register } from './register';
import { resetRecoveryKey } from './resetRecoveryKey';
import { response } from './response';
import { retrieve } from './retrieve';
import { start } from './start';
import { verifyRecoveryKey } from './verifyRecoveryKey';

export const appSetup = resource(
	'appSetup',
	[
		retrieve,
		confirmRecoveryKeyReset,
		email,
		register,
		resetRecoveryKey,
		response,
		start,
		verifyRecoveryKey,
	],
	{ since: AFTER_4_2_808 },
);
