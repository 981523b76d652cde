import { resource } from '../../../shared/operation/operation';
import { list } from './list';

export const label = resource('label', [list]);
