import { describe, expect, it } from 'vitest';
import { sendCall } from '../../../src/app/call/send.ts';
import type { World } from '../../../src/app/call/world.ts';
import type { Action } from '../../../src/core/declare/action.ts';
import { TransportError } from '../../../src/core/http.ts';
import { executeRequest } from '../../../src/vendors/aliyun/actions/execute-request.ts';
import { getAsyncJobResult } from '../../../src/vendors/aliyun/actions/get-async-job-result.ts';
import { aliyun } from '../../../src/vendors/aliyun/vendor.ts';
import type { Plan } from '../../../src/vendors/vendor.ts';
import { aliyunResponse, sampleRequestId as RequestId } from '../../support/aliyun-answers.ts';
import { type AliyunShape, aliyunCall, decodedPairs, encodedOf, everyShape, testKeys } from '../../support/aliyun-calls.ts';
import { fixedNowMs } from '../../support/memory-runtime.ts';
import type { ScriptedTransport, Step } from '../../support/scripted-transport.ts';
import { sendWorld } from '../../support/send-world.ts';

const rpcPost: AliyunShape = { signMethod: 'rpc', httpMethod: 'POST' };

function planOf(action: Action, shape: AliyunShape = rpcPost): Plan {
  return { ...aliyunCall({ ...shape, product: action.product, action: action.name, version: action.version }), action };
}

const refusal = (Code: string, headers: Record<string, string> = {}, status = 400) => {
  const response = aliyunResponse({ RequestId, Code, Message: `said ${Code}` }, status);
  return { ...response, headers: { ...response.headers, ...headers } };
};
const success = aliyunResponse({ RequestId, Data: { Status: 'PROCESSING' } });

const send = (action: Action, steps: readonly Step[], overrides: Partial<World> = {}, shape?: AliyunShape) => {
  const plan = planOf(action, shape);
  const made = sendWorld(aliyun, plan.shape, steps, { credentials: testKeys, ...overrides });
  return { ...made, sent: sendCall(plan, made.world, made.activity) };
};

/** The nonce and the time of every attempt. */
const moments = ({ requests }: ScriptedTransport) =>
  requests.map(({ headers, url, body }) => {
    const params = headers['x-acs-date'] === undefined ? decodedPairs(`${url.split('?')[1] ?? ''}${body.toString()}`) : {};
    return [headers['x-acs-signature-nonce'] ?? params.SignatureNonce, headers['x-acs-date'] ?? params.Timestamp];
  });
const now = '2026-01-02T03:04:05Z';

describe('a code that says that nothing was done', () => {
  const result = { passed: 'true', retCode: 'OK_SUCCESS' };

  it.each([
    ['Throttling.User', result],
    ['Throttling.User', JSON.stringify(result)],
    ['InvalidTimeStamp.Expired', result],
    ['SignatureNonceUsed', result],
    ['ServiceUnavailable', result],
  ])('ends a paid call when the answer has a result too: %s, %j', async (Code, Data) => {
    const response = aliyunResponse({ RequestId, Code, Message: 'said both', Data }, 200);
    const headers = { ...response.headers, date: new Date(fixedNowMs + 900_000).toUTCString() };
    const { sent, transport } = send(executeRequest, [{ ...response, headers }]);
    await expect(sent).rejects.toMatchObject({ exitCode: 23, code: 'contradictory-answer', retryable: false });
    transport.finish();
  });

  it('is repeated when the answer only has the reason for the code too', async () => {
    const Data = { passed: 'false', retCode: 'SYSTEM_BUSY', retMessage: 'too many' };
    const steps = [aliyunResponse({ RequestId, Code: 'Throttling.User', Message: 'slowly', Data }, 200), success];
    const { sent, transport } = send(executeRequest, steps);
    expect(await sent).toMatchObject({ attempts: 2 });
    transport.finish();
  });
});

describe('a nonce that the service has seen before', () => {
  it.each(everyShape)('is replaced when the call only reads: %j', async (shape) => {
    const { sent, transport, notices } = send(getAsyncJobResult, [refusal('SignatureNonceUsed'), success], {}, shape);
    expect(await sent).toMatchObject({ attempts: 2, answer: { kind: 'result' } });
    expect(moments(transport)).toEqual([
      ['nonce-0', now],
      ['nonce-1', now],
    ]);
    expect(notices).toEqual([expect.stringContaining('SignatureNonceUsed')]);
    transport.finish();
  });

  it('ends a paid call, because an earlier request may have been a copy of it', async () => {
    const { sent, transport } = send(executeRequest, [refusal('SignatureNonceUsed')]);
    expect(await sent).toMatchObject({ attempts: 1, answer: { code: 'SignatureNonceUsed' } });
    transport.finish();
  });

  it('is not replaced when the user gave it', async () => {
    const { sent, transport } = send(getAsyncJobResult, [refusal('SignatureNonceUsed')], { fixed: { nonce: 'mine' } });
    expect(await sent).toMatchObject({ attempts: 1, answer: { code: 'SignatureNonceUsed' } });
    expect(moments(transport)).toEqual([['mine', now]]);
    transport.finish();
  });

  it('is replaced at most twice', async () => {
    const { sent, transport } = send(getAsyncJobResult, Array(3).fill(refusal('SignatureNonceUsed')));
    expect(await sent).toMatchObject({ attempts: 3, answer: { code: 'SignatureNonceUsed' } });
    transport.finish();
  });
});

describe('a throttle', () => {
  it.each(['Throttling', 'Throttling.User', 'Throttling.Api', 'Throttling.New'])(
    'makes %s wait for the time that the service gives',
    async (code) => {
      const { sent, transport, slept } = send(executeRequest, [refusal(code, { 'x-acs-retry-after': '1234' }), success]);
      expect(await sent).toMatchObject({ attempts: 2 });
      expect(slept).toEqual([1234]);
      expect(new Set(moments(transport).map(([nonce]) => nonce)).size).toBe(2);
      transport.finish();
    },
  );

  it('obeys x-acs-retry-after rather than retry-after, and ends the command when the wait is too long', async () => {
    const both = send(executeRequest, [refusal('Throttling.User', { 'x-acs-retry-after': '900', 'retry-after': '9' }), success]);
    await both.sent;
    expect(both.slept).toEqual([900]);
    const long = send(executeRequest, [refusal('Throttling.User', { 'x-acs-retry-after': '3600000' })]);
    expect(await long.sent).toMatchObject({ attempts: 1, answer: { code: 'Throttling.User' } });
  });

  it('is neither a daily limit nor a code whose name only begins in the same way', async () => {
    for (const code of ['402', 'ThrottlingNot']) expect(await send(executeRequest, [refusal(code)]).sent).toMatchObject({ attempts: 1 });
  });
});

describe('a wrong clock', () => {
  const date = new Date(fixedNowMs + 1_200_000).toUTCString();

  it.each(everyShape)('is corrected once, to the Date of the refusal: %j', async (shape) => {
    const { sent, transport, notices } = send(executeRequest, [refusal('InvalidTimeStamp.Expired', { date }), success], {}, shape);
    expect(await sent).toMatchObject({ attempts: 2, answer: { kind: 'result' } });
    expect(moments(transport)).toEqual([
      ['nonce-0', now],
      ['nonce-1', '2026-01-02T03:24:05Z'],
    ]);
    expect(notices).toEqual([expect.stringContaining('1200 s slow')]);
    transport.finish();
  });

  it('is not corrected a second time, with --timestamp, or for another code', async () => {
    const twice = send(executeRequest, [refusal('InvalidTimeStamp.Expired', { date }), refusal('InvalidTimeStamp.Expired', { date })]);
    expect(await twice.sent).toMatchObject({ attempts: 2, answer: { code: 'InvalidTimeStamp.Expired' } });
    const given = send(executeRequest, [refusal('InvalidTimeStamp.Expired', { date })], { fixed: { timestamp: 1_456_231_584 } });
    expect(await given.sent).toMatchObject({ attempts: 1 });
    expect(moments(given.transport)).toEqual([['nonce-0', '2016-02-23T12:46:24Z']]);
    expect(await send(executeRequest, [refusal('InvalidTimeStamp.Format', { date })]).sent).toMatchObject({ attempts: 1 });
  });
});

describe('an outage', () => {
  const data = (retCode: string) => JSON.stringify({ passed: 'false', retCode, retMessage: 'x' });
  const outages: readonly (readonly [string, Step])[] = [
    ['InternalError', refusal('InternalError', {}, 500)],
    ['InternalError.Algo', refusal('InternalError.Algo', {}, 500)],
    ['InternalError.Timeout', refusal('InternalError.Timeout', {}, 500)],
    ['ServiceUnavailable', refusal('ServiceUnavailable', {}, 503)],
    ['Timeout', refusal('Timeout', {}, 408)],
    ['HTTP 502', { status: 502, headers: {}, body: Buffer.from('bad gateway') }],
    ['a reset', new TransportError('reset', 'reset', { sent: true })],
  ];
  const answers: readonly (readonly [string, Step])[] = [
    ['PROCESSING', aliyunResponse({ RequestId, Code: 200, Data: data('PROCESSING') })],
    ['SYSTEM_ERROR', aliyunResponse({ RequestId, Code: 500, Message: 'system error', Data: data('SYSTEM_ERROR') })],
    ['SYSTEM_ERROR with HTTP 500', aliyunResponse({ RequestId, Code: 500, Message: 'system error', Data: data('SYSTEM_ERROR') }, 500)],
    ['SYSTEM_ERROR in a success', aliyunResponse({ RequestId, Code: 200, Data: data('SYSTEM_ERROR') })],
  ];

  it.each([...outages, ...answers])('%s: a call that may be paid is never sent again', async (_what, step) => {
    const { sent, transport, slept } = send(executeRequest, [step]);
    await sent.catch(() => undefined);
    expect(transport.requests).toHaveLength(1);
    expect(slept).toEqual([]);
  });

  it.each(outages)('%s: a call that only reads is sent again with a new nonce', async (_what, step) => {
    const { sent, transport } = send(getAsyncJobResult, [step, success]);
    expect(await sent).toMatchObject({ attempts: 2, answer: { kind: 'result' } });
    expect(moments(transport).map(([nonce]) => nonce)).toEqual(['nonce-0', 'nonce-1']);
    transport.finish();
  });
});

it('a refused signature is reported with the parameter that the service signed differently, and without any value', async () => {
  const call = aliyunCall({ product: 'saf', action: 'ExecuteRequest', version: '2019-05-21' });
  const signed = aliyun.sign(call, testKeys, { timestamp: fixedNowMs / 1000, nonce: 'nonce-0' });
  expect(encodedOf(signed)).toContain('SignatureNonce=nonce-0');
  const Message = `does not match. server string to sign is:${String(signed.stages.StringToSign).replace('nonce-0', 'nonce%2500')}`;
  const { sent } = send(executeRequest, [aliyunResponse({ RequestId, Code: 'SignatureDoesNotMatch', Message }, 400)]);
  const { answer } = await sent;
  expect(answer).toMatchObject({ code: 'SignatureDoesNotMatch', hint: expect.stringContaining('another value of SignatureNonce') });
});
