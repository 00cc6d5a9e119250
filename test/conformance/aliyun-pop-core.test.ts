import { describe } from 'vitest';
import { describeClient } from '../support/sandbox-aliyun-conformance.ts';
import { popCore } from '../support/sandbox-aliyun-sdk.ts';

describe.each([
  ['GET, its default', popCore('GET')],
  ['POST', popCore('POST')],
] as const)('pop-core with %s', (_name, send) => describeClient(send));
