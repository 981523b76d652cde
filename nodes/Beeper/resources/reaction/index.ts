import { resource } from '../../shared/operation';
import { add } from './add';

export const reaction = resource('reaction', [add]);
