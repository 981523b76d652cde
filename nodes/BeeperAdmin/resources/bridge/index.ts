import { AFTER_4_2_808 } from '../../../shared/api/version';
import { resource } from '../../../shared/operation/operation';
import { list } from './list';
import { listLoginFlows } from './listLoginFlows';
import { retrieve } from './retrieve';
import { retrieveCapabilities } from './retrieveCapabilities';

export const bridge = resource('bridge', [list, listLoginFlows, retrieve, retrieveCapabilities], {
	since: AFTER_4_2_808,
});
