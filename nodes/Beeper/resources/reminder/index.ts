import { resource } from '../../../shared/operation/operation';
import { create } from './create';
import { deleteReminder } from './delete';

export const reminder = resource('reminder', [create, deleteReminder]);
