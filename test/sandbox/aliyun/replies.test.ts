import { describe, expect, it } from 'vitest';
import { decodeAnswer } from '../../../src/providers/aliyun/decode.ts';
import { statusOf } from '../../../src/sandbox/aliyun/statuses.ts';
import type { Reply } from '../../../src/sandbox/exchange.ts';
import { acs3Request, answerOf, goodParams, rpcRequest, saidBy, serviceParameters } from '../../support/sandbox-aliyun-requests.ts';
import { choose } from '../../support/sandbox-calls.ts';
import { controlRequest, handler, jsonOf } from '../../support/sandbox-requests.ts';

const typeOf = (reply: Reply): string | undefined => reply.headers['Content-Type'];
const [json, xml] = ['application/json;charset=utf-8', 'text/xml;charset=utf-8'];

describe('the format of an answer', () => {
  it.each([
    ['JSON', json],
    ['json', json],
    ['XML', xml],
    ['xml', xml],
    ['', xml],
    [undefined, xml],
  ])('RPC with Format %j: %s', async (Format, type) => {
    const handle = await handler();
    expect(typeOf(await handle(rpcRequest({}, { Format })))).toBe(type);
    expect(typeOf(await handle(rpcRequest({ action: 'Nothing' }, { Format })))).toBe(type);
  });

  it.each([
    ['application/json', json],
    ['application/xml', xml],
    ['*/*', json],
    [undefined, json],
  ])('ACS3 with accept %j: %s', async (accept, type) => {
    expect(typeOf(await (await handler())(acs3Request({}, { accept })))).toBe(type);
  });

  it('names the action in the root of XML', async () => {
    const handle = await handler();
    expect((await handle(rpcRequest({ format: 'XML' }))).body.toString()).toMatch(
      /^<\?xml [^>]+\?><CompareFaceResponse><Data><Confidence>96\.3</,
    );
    expect((await handle(acs3Request({ format: 'XML' }))).body.toString()).toContain('<CompareFaceResponse>');
  });
});

describe('a refusal', () => {
  it.each(['JSON', 'XML'] as const)('has all that the vendor says, as %s', async (format) => {
    const reply = await (await handler())(rpcRequest({ action: 'Nothing', format }));
    const answer = decodeAnswer({ status: reply.status, headers: {}, body: reply.body });
    expect(answer).toMatchObject({ kind: 'refusal', code: 'InvalidAction.NotFound', requestId: 'request-1' });
    for (const part of ['127.0.0.1:4567', 'idv explain InvalidAction.NotFound', 'HostId', 'Recommend'])
      expect(reply.body.toString()).toContain(part);
    expect(reply.headers['x-acs-request-id']).toBe('request-1');
  });

  it.each([
    ['Throttling.User', '1000'],
    ['Throttling', '1000'],
    ['InternalError', undefined],
  ])('with %s says when to come again: %s', async (code, retryAfter) => {
    const handle = await handler({ outcome: code });
    expect((await handle(rpcRequest())).headers['x-acs-retry-after']).toBe(retryAfter);
  });

  it('of one call too many is a throttle of one answer', async () => {
    const handle = await handler({ outcome: 'fault:throttle=1' });
    const replies = [await handle(rpcRequest()), await handle(rpcRequest())];
    expect(replies.map((reply) => saidBy(reply))).toEqual([
      [400, 'Throttling.User'],
      [200, undefined],
    ]);
  });
});

it.each([
  ['InvalidAccessKeyId.NotFound', 404],
  ['InvalidAction.NotFound', 404],
  ['InvalidApi.NotFound', 404],
  ['InvalidProduct.NotFound', 404],
  ['Forbidden.RAM', 403],
  ['AuthFailed', 403],
  ['InvalidApi.NotPurchase', 403],
  ['InvalidApi.ForbiddenInvoke', 400],
  ['Timeout', 408],
  ['InternalError', 500],
  ['InternalError.Algo', 500],
  ['ServiceUnavailable', 503],
  ['Throttling.User', 400],
  ['SignatureDoesNotMatch', 400],
  ['InvalidFile.Download', 400],
])('the status of %s is %i', (code, status) => expect(statusOf(code)).toBe(status));

describe('ID Verification', () => {
  const said = async (parameters: unknown, others: Record<string, string> = {}) => {
    const ServiceParameters = typeof parameters === 'string' ? parameters : JSON.stringify(parameters);
    const params = { ...goodParams.ExecuteRequest, ServiceParameters, ...others };
    const reply = await (await handler())(rpcRequest({ action: 'ExecuteRequest', params }));
    return [...saidBy(reply), answerOf(reply).Message];
  };
  const isNull = 'refFaceContent or authFaceContent or resourceCode is null';

  it.each([
    ['no members', {}, isNull],
    ['an empty picture', { ...serviceParameters, authFaceContent: '' }, isNull],
    ['no country', { ...serviceParameters, resourceCode: null }, isNull],
    ['a list', [], 'ServiceParameters is not a JSON object'],
    ['no JSON', 'x', 'ServiceParameters is not a JSON object'],
    ['a stray member', { ...serviceParameters, Stray: 1 }, expect.stringContaining('ServiceParameters.Stray')],
    [
      'a picture that is none',
      { ...serviceParameters, refFaceContent: 'AAAA' },
      expect.stringContaining('ServiceParameters.refFaceContent'),
    ],
    ['a number for a country', { ...serviceParameters, resourceCode: 84 }, expect.stringContaining('ServiceParameters.resourceCode')],
  ])('answers HTTP 200 and Code 400 to %s', async (_name, parameters, message) => {
    expect(await said(parameters)).toEqual([200, 400, message]);
  });

  it('answers Code 404 to another Service', async () => {
    expect(await said(serviceParameters, { Service: 'account_abuse_pro' })).toEqual([200, 404, 'service is invalid']);
  });

  it('leaves its own parameters to the gateway', async () => {
    const { Service = '' } = goodParams.ExecuteRequest ?? {};
    const reply = await (await handler())(rpcRequest({ action: 'ExecuteRequest', params: { Service } }));
    expect(saidBy(reply)).toEqual([400, 'MissingParameter']);
    expect((await said(serviceParameters, { Stray: '1' })).slice(0, 2)).toEqual([400, 'InvalidParameter']);
    expect((await said(serviceParameters, { 'ServiceParameters.resourceCode': '1' })).slice(0, 2)).toEqual([400, 'InvalidParameter']);
  });

  it.each(['400', '402', '403', '404', '500'])('numbers its code %s as JSON does', async (outcome) => {
    const handle = await handler({ outcome });
    expect(saidBy(await handle(rpcRequest({ action: 'ExecuteRequest' })))).toEqual([200, Number(outcome)]);
    const decode = ({ status, body }: Reply) => decodeAnswer({ status, headers: {}, body });
    expect(decode(await handle(rpcRequest({ action: 'ExecuteRequest', format: 'XML' })))).toMatchObject({ kind: 'refusal', code: outcome });
  });
});

it('the journal shows what came, and no secret of it', async () => {
  const handle = await handler();
  await choose(handle, 'Success');
  for (const call of [rpcRequest({ action: 'ExecuteRequest' }), acs3Request({ action: 'DetectLivingFace' })]) await handle(call);
  const { requests } = jsonOf(await handle(controlRequest('GET', 'requests'))) as { requests: Record<string, unknown>[] };
  expect(requests).toMatchObject([
    {
      provider: 'aliyun',
      action: 'ExecuteRequest',
      version: '2019-05-21',
      id: 'sandbox-id',
      authorization: 'HMAC-SHA1 Signature=<masked>',
      code: 'true',
    },
    {
      provider: 'aliyun',
      action: 'DetectLivingFace',
      id: 'sandbox-id',
      authorization: expect.stringMatching(/Signature=<masked>$/),
      code: 'pass',
    },
  ]);
  expect(JSON.stringify(requests)).not.toContain(serviceParameters.refFaceContent.slice(0, 40));
});
