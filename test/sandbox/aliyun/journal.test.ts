import { describe, expect, it } from 'vitest';
import type { RequestHandler } from '../../../src/sandbox/handler.ts';
import type { ReceivedRequest } from '../../../src/sandbox/wire/received-request.ts';
import { acs3Request, rpcRequest, serviceParameters } from '../../support/sandbox-aliyun-requests.ts';
import { choose } from '../../support/sandbox-calls.ts';
import { controlRequest, handler, jsonOf, withHeader } from '../../support/sandbox-requests.ts';

async function entriesOf(handle: RequestHandler, ...calls: ReceivedRequest[]): Promise<Record<string, unknown>[]> {
  for (const call of calls) await handle(call);
  return jsonOf(await handle(controlRequest('GET', 'requests'))).requests as Record<string, unknown>[];
}

const digest = expect.stringMatching(/^<image\/jpeg, \d+ bytes, sha256 [0-9a-f]{64}>$/);

describe('the journal', () => {
  it('shows a request without its secrets', async () => {
    const entries = await entriesOf(await handler(), rpcRequest({ action: 'ExecuteRequest' }), acs3Request({ action: 'DetectLivingFace' }));
    expect(entries).toMatchObject([
      {
        provider: 'aliyun',
        action: 'ExecuteRequest',
        version: '2019-05-21',
        id: 'sandbox-id',
        authorization: 'HMAC-SHA1 Signature=<masked>',
        params: { ServiceParameters: { refFaceContent: digest, authFaceContent: digest, resourceCode: '00840000' } },
        code: 'true',
      },
      {
        provider: 'aliyun',
        action: 'DetectLivingFace',
        id: 'sandbox-id',
        authorization: expect.stringMatching(/Signature=<masked>$/),
        params: { Tasks: [{ ImageData: digest }] },
        code: 'pass',
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain(serviceParameters.refFaceContent.slice(0, 40));
  });

  it('says if a score reaches the threshold', async () => {
    const handle = await handler();
    await handle(rpcRequest());
    await choose(handle, 'low-similarity');
    expect(await entriesOf(handle, rpcRequest())).toMatchObject([
      { outcome: 'Success', code: 'reached' },
      { outcome: 'low-similarity', code: 'below-threshold' },
    ]);
  });

  it('reads names that are percent-encoded', async () => {
    const request = rpcRequest({ method: 'GET' });
    const target = request.target.replace('Action=CompareFace', 'Action=%43ompareFace');
    expect(await entriesOf(await handler(), { ...request, target })).toMatchObject([{ action: 'CompareFace', code: 'reached' }]);
  });

  it.each([
    ['RPC', rpcRequest({}, { Action: 'A'.repeat(5000), Version: 'V'.repeat(5000), RegionId: 'R'.repeat(5000) })],
    ['ACS3', acs3Request({}, { 'x-acs-action': 'A'.repeat(5000), 'x-acs-version': 'V'.repeat(5000) })],
    ['ACS3 with an Authorization that is too long', withHeader(acs3Request(), 'Authorization', `ACS3-HMAC-SHA256 ${'A'.repeat(5000)}`)],
  ])('cuts long names short: %s', async (_scheme, request) => {
    const [entry] = await entriesOf(await handler(), request);
    expect(JSON.stringify({ ...entry, params: {} }).length).toBeLessThan(900);
  });

  it('shows only a limited number of parameters', async () => {
    const params = Object.fromEntries(Array.from({ length: 500 }, (_none, at) => [`${'n'.repeat(200)}${at}`, 'x']));
    const [entry] = await entriesOf(await handler(), rpcRequest({ params }));
    expect(entry).toMatchObject({ code: 'InvalidParameter' });
    expect(JSON.stringify(entry).length).toBeLessThan(6000);
  });
});
