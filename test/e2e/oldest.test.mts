import { describeLife } from './life.mts';

// The oldest release that registries still have whole, on Node.js 22.
describe('in the oldest n8n', () => describeLife('n8n-oldest'));
