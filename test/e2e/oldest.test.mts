import { describeLife } from './life.mts';

// The oldest release of the supported ones that registries still have whole, on Node.js 22.
describe('in the oldest n8n', () => describeLife('n8n-oldest', { hasKeys: false }));
