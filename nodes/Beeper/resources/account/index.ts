import { resource } from '../../../shared/operation/operation';
import { list } from './list';
import { retrieve } from './retrieve';

export const account = resource('account', [list, retrieve]);
