import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/core/judge/judge.ts';
import { decodeAliyun } from '../../../src/vendors/aliyun/answer/decode.ts';
import { aliyunCodes } from '../../../src/vendors/aliyun/codes/table.ts';
import { acs3Request, answerOf, rpcRequest, serviceParameters } from '../../support/sandbox-aliyun-requests.ts';
import { actionNamed, choose } from '../../support/sandbox-calls.ts';
import { handler } from '../../support/sandbox-requests.ts';

const action = actionNamed('ExecuteRequest');

describe('Data of ExecuteRequest', () => {
  it('is JSON text, as in the document', async () => {
    expect(answerOf(await (await handler())(rpcRequest({ action: action.name }))).Data).toBeTypeOf('string');
  });

  it.each(['JSON', 'XML'] as const)('is an object if that is chosen, and passes too, as %s', async (format) => {
    const handle = await handler();
    await choose(handle, 'fault:data-object');
    const reply = await handle(rpcRequest({ action: action.name, format }));
    if (format === 'JSON') expect(answerOf(reply).Data).toMatchObject({ passed: 'true', extInfo: { faceAttack: 'false' } });
    const answer = await decodeAliyun({ status: reply.status, headers: reply.headers, body: reply.body }, action);
    expect(judge(answer, { action, codes: aliyunCodes, threshold: undefined, values: {} }).verdict).toBe('pass');
  });

  it('cannot be chosen for an action that always sends an object', async () => {
    const handle = await handler();
    await choose(handle, 'fault:data-object');
    expect(answerOf(await handle(rpcRequest({ action: 'CompareFace' }))).Message).toMatch(/does not fit this call of CompareFace/);
  });
});

describe('the resource code', () => {
  const codeWith = async (resourceCode: unknown) => {
    const params = { Service: 'intl_face_verify', ServiceParameters: JSON.stringify({ ...serviceParameters, resourceCode }) };
    const { Code, Data } = answerOf(await (await handler())(acs3Request({ action: action.name, params })));
    return [Code, typeof Data === 'string' ? JSON.parse(Data).retMessage : undefined];
  };

  it.each(['00840000', '00860000'])('%s is accepted', async (code) => expect(await codeWith(code)).toEqual([200, expect.any(String)]));

  it.each(['123', 'abc', '0084000', '008400000', '0084-000'])('%s is invalid, because it does not have the published form', async (code) =>
    expect(await codeWith(code)).toEqual([500, 'resourceCode value invalid']),
  );
});
