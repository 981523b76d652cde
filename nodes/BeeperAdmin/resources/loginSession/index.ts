import { AFTER_4_2_808 } from '../../../shared/api/version';
import { resource } from '../../../shared/operation/operation';
import { cancel } from './cancel';
import { create } from './create';
import { retrieve } from './retrieve';
import { submitStep } from './submitStep';

export const loginSession = resource('loginSession', [create, cancel, retrieve, submitStep], {
	since: AFTER_4_2_808,
});
