import { resource } from '../../../shared/operation/operation';
import { add } from './add';
import { deleteReaction } from './delete';

export const reaction = resource('reaction', [add, deleteReaction]);
