import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/server.ts';
import { utcTimestamp } from '../../src/sign/utc-timestamp.ts';
import { describeClient } from '../support/sandbox-aliyun-conformance.ts';
import { pictureUrl } from '../support/sandbox-aliyun-requests.ts';
import { openApiClient } from '../support/sandbox-aliyun-sdk.ts';

describe.each([
  ['ACS3 as POST', openApiClient('POST')],
  ['ACS3 as GET', openApiClient('GET')],
  ['RPC as POST', openApiClient('POST', 'v2')],
  ['RPC as GET', openApiClient('GET', 'v2')],
] as const)('openapi-client with %s', (_name, send) => describeClient(send));

const require = createRequire(import.meta.url);
const util: { getRPCSignature(params: Record<string, string>, method: string, secret: string): string } =
  require('@alicloud/openapi-util').default;
const requireOfClient = createRequire(require.resolve('@alicloud/openapi-client'));
const xml: { parseXml(text: string, type: null): Record<string, unknown> } = requireOfClient('@alicloud/tea-xml').default;

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, rateLimit: false, nowMs: Date.now, uuid: randomUUID });
});
afterAll(() => sandbox.close());

it('an RPC request without Format gets an answer in XML, which the client’s own parser reads', async () => {
  const params = {
    AccessKeyId: 'sandbox-id',
    Action: 'DetectFace',
    ImageURL: pictureUrl,
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: randomUUID(),
    SignatureVersion: '1.0',
    Timestamp: utcTimestamp(Math.floor(Date.now() / 1000)),
    Version: '2019-12-30',
  };
  const Signature = util.getRPCSignature(params, 'GET', 'sandbox-key');
  const reply = await fetch(`${sandbox.url}/?${new URLSearchParams({ ...params, Signature })}`);
  expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/xml;charset=utf-8']);
  expect(xml.parseXml(await reply.text(), null)).toMatchObject({ DetectFaceResponse: { Data: { FaceCount: '1' } } });
});
