import { resource } from '../../../shared/operation/operation';
import { list } from './list';
import { search } from './search';

export const contact = resource('contact', [list, search]);
