import { AFTER_4_2_808 } from '../../../shared/api/version';
import { resource } from '../../../shared/operation/operation';
import { list } from './list';
import { remove } from './remove';
import { retrieve } from './retrieve';

export const bridgeLogin = resource('bridgeLogin', [list, remove, retrieve], {
	since: AFTER_4_2_808,
});
