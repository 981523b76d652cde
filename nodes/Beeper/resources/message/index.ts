import { resource } from '../../shared/operation';
import { search } from './search';
import { send } from './send';

export const message = resource('message', [send, search]);
