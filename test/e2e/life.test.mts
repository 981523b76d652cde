import { describeLife } from './life.mts';

describe('in the n8n that the package is made for', () => describeLife('n8n'));
