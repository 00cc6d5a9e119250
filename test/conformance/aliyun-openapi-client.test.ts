import { describe } from 'vitest';
import { describeClient } from '../support/sandbox-aliyun-conformance.ts';
import { openApiClient } from '../support/sandbox-aliyun-sdk.ts';

describe.each([
  ['ACS3 as POST', openApiClient('POST')],
  ['ACS3 as GET', openApiClient('GET')],
  ['RPC as POST', openApiClient('POST', 'v2')],
  ['RPC as GET', openApiClient('GET', 'v2')],
] as const)('openapi-client by %s', (_name, send) => describeClient(send));
