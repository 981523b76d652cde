import { resource } from '../../shared/operation';
import { archive } from './archive';
import { create } from './create';

export const chat = resource('chat', [create, archive]);
