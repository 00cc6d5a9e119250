import { describe, expect, it } from 'vitest';
import { errorStatus } from '../../../src/sandbox/aliyun/replies.ts';
import type { Reply } from '../../../src/sandbox/wire/reply.ts';
import { decodeAliyun } from '../../../src/vendors/aliyun/answer/decode.ts';
import { acs3Request, answerOf, goodParams, rpcRequest, saidBy, serviceParameters } from '../../support/sandbox-aliyun-requests.ts';
import { handler, withHeader } from '../../support/sandbox-requests.ts';

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
  ])('for RPC with Format %j is %s', async (Format, type) => {
    const handle = await handler();
    expect(typeOf(await handle(rpcRequest({}, { Format })))).toBe(type);
    expect(typeOf(await handle(rpcRequest({ action: 'Nothing' }, { Format })))).toBe(type);
  });

  it.each([
    ['application/json', json],
    ['application/xml', xml],
    ['*/*', json],
    [undefined, json],
  ])('for ACS3 with accept %j is %s', async (accept, type) => {
    expect(typeOf(await (await handler())(acs3Request({}, { accept })))).toBe(type);
  });

  it.each([
    ['its value', /Format=JSON/, 'Format=%4ASON'],
    ['its name', /Format=JSON/, '%46ormat=JSON'],
  ])('is also read if %s is percent-encoded', async (_part, plain, encoded) => {
    const request = rpcRequest({ method: 'GET' });
    expect(typeOf(await (await handler())({ ...request, target: request.target.replace(plain, encoded) }))).toBe(json);
  });

  it('is not read from the form of a GET', async () => {
    const request = withHeader(rpcRequest({ method: 'GET' }, { Format: undefined }), 'Content-Type', 'application/x-www-form-urlencoded');
    const body = Buffer.from('Format=JSON');
    expect(typeOf(await (await handler())({ ...request, body, bodyBytes: body.length }))).toBe(xml);
  });

  it('has the action in the root of XML, also if its name is percent-encoded', async () => {
    const request = rpcRequest({ method: 'GET', format: 'XML' });
    const target = request.target.replace('Action=CompareFace', 'Action=%43ompareFace');
    expect((await (await handler())({ ...request, target })).body.toString()).toContain('<CompareFaceResponse>');
  });

  it('has the action in the root of XML, for RPC and for ACS3', async () => {
    const handle = await handler();
    expect((await handle(rpcRequest({ format: 'XML' }))).body.toString()).toMatch(
      /^<\?xml [^>]+\?><CompareFaceResponse><Data><Confidence>96\.3</,
    );
    expect((await handle(acs3Request({ format: 'XML' }))).body.toString()).toContain('<CompareFaceResponse>');
  });
});

describe('a refusal', () => {
  it.each(['JSON', 'XML'] as const)('has every field of a refusal of the vendor, as %s', async (format) => {
    const reply = await (await handler())(rpcRequest({ action: 'Nothing', format }));
    const answer = decodeAliyun({ status: reply.status, headers: {}, body: reply.body }, { name: 'Nothing' });
    expect(answer).toMatchObject({ kind: 'refusal', code: 'InvalidAction.NotFound', requestId: 'REQUEST-1' });
    for (const part of ['127.0.0.1:4567', 'idv explain InvalidAction.NotFound', 'HostId', 'Recommend'])
      expect(reply.body.toString()).toContain(part);
    expect(reply.headers['x-acs-request-id']).toBe('REQUEST-1');
  });

  it.each([
    ['Throttling.User', '1000'],
    ['Throttling', '1000'],
    ['InternalError', undefined],
  ])('with %s says how long to wait: %s', async (code, retryAfter) => {
    const handle = await handler({ outcome: code });
    expect((await handle(rpcRequest())).headers['x-acs-retry-after']).toBe(retryAfter);
  });

  it('is given to only one call with fault:throttle=1', async () => {
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
  ['InvalidAction.NotFound', 400],
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
])('the status of %s is %i', (code, status) => expect(errorStatus(code)).toBe(status));

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
    ['an empty image', { ...serviceParameters, authFaceContent: '' }, isNull],
    ['no country', { ...serviceParameters, resourceCode: null }, isNull],
    ['a list', [], 'ServiceParameters is not a JSON object'],
    ['text that is not JSON', 'x', 'ServiceParameters is not a JSON object'],
    [
      'a repeated member',
      JSON.stringify(serviceParameters).replace('{', '{"resourceCode":"84",'),
      'ServiceParameters is not a JSON object',
    ],
    ['an unknown member', { ...serviceParameters, Stray: 1 }, expect.stringContaining('ServiceParameters.Stray')],
    [
      'an image that is not one',
      { ...serviceParameters, refFaceContent: 'AAAA' },
      expect.stringContaining('ServiceParameters.refFaceContent'),
    ],
    [
      'a number instead of a country',
      { ...serviceParameters, resourceCode: 84 },
      expect.stringContaining('ServiceParameters.resourceCode'),
    ],
  ])('answers HTTP 200 and Code 400 to %s', async (_name, parameters, message) => {
    expect(await said(parameters)).toEqual([200, 400, message]);
  });

  it('answers an unknown country as in the example of the document', async () => {
    const ServiceParameters = JSON.stringify({ ...serviceParameters, resourceCode: 'zz' });
    const params = { ...goodParams.ExecuteRequest, ServiceParameters };
    const reply = await (await handler())(rpcRequest({ action: 'ExecuteRequest', params }));
    const { Code, Message, Data } = answerOf(reply);
    expect([reply.status, Code, Message]).toEqual([200, 500, 'system error']);
    expect(JSON.parse(String(Data))).toEqual({
      passed: 'false',
      retCode: 'SYSTEM_ERROR',
      retCodeSub: 'Z1141',
      retMessage: 'resourceCode value invalid',
    });
  });

  it('answers Code 404 to another Service', async () => {
    expect(await said(serviceParameters, { Service: 'account_abuse_pro' })).toEqual([200, 404, 'service is invalid']);
  });

  it('leaves a missing or unknown parameter of the action to the gateway', async () => {
    const { Service = '' } = goodParams.ExecuteRequest ?? {};
    const reply = await (await handler())(rpcRequest({ action: 'ExecuteRequest', params: { Service } }));
    expect(saidBy(reply)).toEqual([400, 'MissingParameter']);
    expect((await said(serviceParameters, { Stray: '1' })).slice(0, 2)).toEqual([400, 'InvalidParameter']);
    expect((await said(serviceParameters, { 'ServiceParameters.resourceCode': '1' })).slice(0, 2)).toEqual([400, 'InvalidParameter']);
  });

  it.each(['400', '402', '403', '404', '500'])('has the code %s as a number', async (outcome) => {
    const handle = await handler({ outcome });
    expect(saidBy(await handle(rpcRequest({ action: 'ExecuteRequest' })))).toEqual([200, Number(outcome)]);
    const decode = ({ status, body }: Reply) => decodeAliyun({ status, headers: {}, body }, { name: 'ExecuteRequest' });
    expect(decode(await handle(rpcRequest({ action: 'ExecuteRequest', format: 'XML' })))).toMatchObject({ kind: 'refusal', code: outcome });
  });
});
