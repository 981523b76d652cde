import { resource } from '../../../shared/operation/operation';
import { list } from './list';
import { remove } from './remove';
import { retrieve } from './retrieve';

export const bridgeLogin = resource('bridgeLogin', [list, remove, retrieve]);
