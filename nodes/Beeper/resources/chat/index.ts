import { resource } from '../../shared/operation';
import { archive } from './archive';
import { create } from './create';
import { markRead } from './markRead';

export const chat = resource('chat', [create, archive, markRead]);
