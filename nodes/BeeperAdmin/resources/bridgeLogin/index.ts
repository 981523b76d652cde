import { resource } from '../../../Beeper/shared/operation';
import { list } from './list';
import { remove } from './remove';
import { retrieve } from './retrieve';

export const bridgeLogin = resource('bridgeLogin', [list, remove, retrieve]);
