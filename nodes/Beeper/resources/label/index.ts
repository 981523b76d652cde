import { AFTER_4_2_808 } from '../../../shared/api/version';
import { resource } from '../../../shared/operation/operation';
import { list } from './list';

export const label = resource('label', [list], { since: AFTER_4_2_808 });
