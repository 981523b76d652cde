import { resource } from '../../../shared/operation/operation';
import { focus } from './focus';
import { info } from './info';
import { search } from './search';

export const app = resource('app', [info, focus, search]);
