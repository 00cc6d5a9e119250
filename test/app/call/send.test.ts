import { describe, expect, it } from 'vitest';
import { sendAndJudge } from '../../../src/app/call/call.ts';
import { callOf, planFor } from '../../../src/app/call/plan.ts';
import { sendCall } from '../../../src/app/call/send.ts';
import type { World } from '../../../src/app/call/world.ts';
import { IdvError } from '../../../src/core/errors.ts';
import { TransportError } from '../../../src/core/http.ts';
import { compareFaceLiveness } from '../../../src/vendors/tencent/actions/compare-face-liveness.ts';
import { tencent } from '../../../src/vendors/tencent/vendor.ts';
import type { Plan } from '../../../src/vendors/vendor.ts';
import { fixedNowMs } from '../../support/memory-runtime.ts';
import { shapeOf } from '../../support/sandbox-requests.ts';
import { jsonAnswer, refusal, type ScriptedTransport, type Step, success } from '../../support/scripted-transport.ts';
import { sendWorld } from '../../support/send-world.ts';

const route = { vendor: tencent, region: 'ap-singapore', shape: shapeOf(), answerFormat: 'json', endpoint: undefined } as const;
const world = (steps: readonly Step[], overrides?: Partial<World>) => sendWorld(tencent, shapeOf(), steps, overrides);

const plan = (readOnly = false): Plan => planFor(callOf({ ...compareFaceLiveness, readOnly }, { LivenessType: 'SILENT' }), route);

const failed = (kind: TransportError['kind'], sent: boolean) => new TransportError(kind, `${kind} happened`, { sent });
const timestamps = ({ requests }: ScriptedTransport) => requests.map((request) => Number(request.headers['X-TC-Timestamp']));

describe('sendCall', () => {
  it('sends once and returns the answer', async () => {
    const { transport, world: sent, activity } = world([success({ Result: 'Success' })]);
    const exchange = await sendCall(plan(), sent, activity);
    expect(exchange).toMatchObject({ attempts: 1, answer: { kind: 'result', requestId: 'r-1' } });
    transport.finish();
  });

  it('repeats when no connection was made', async () => {
    const { transport, slept, notices, world: sent, activity } = world([failed('connect', false), failed('name', false), success({})]);
    expect((await sendCall(plan(), sent, activity)).attempts).toBe(3);
    expect(slept).toEqual([250, 500]);
    expect(notices).toHaveLength(2);
    transport.finish();
  });

  it('repeats after a throttle, when the service allows it', async () => {
    const { transport, slept, world: sent, activity } = world([refusal('RequestLimitExceeded', { 'retry-after': '3' }), success({})]);
    expect((await sendCall(plan(), sent, activity)).attempts).toBe(2);
    expect(slept).toEqual([3000]);
    transport.finish();
  });

  it('returns the throttle when all attempts are used up', async () => {
    const {
      transport,
      world: sent,
      activity,
    } = world([refusal('RequestLimitExceeded'), refusal('RequestLimitExceeded.UinLimitExceeded'), refusal('RequestLimitExceeded')]);
    expect((await sendCall(plan(), sent, activity)).answer).toMatchObject({ kind: 'refusal', code: 'RequestLimitExceeded' });
    transport.finish();
  });

  it.each(['RequestLimitExceeded', 'AuthFailure.SignatureExpire', 'InternalError', 'FailedOperation.CompareLowSimilarity'])(
    'never sends a paid call twice: %s in an answer with a result',
    async (Code) => {
      const headers = { date: new Date(fixedNowMs + 900_000).toUTCString() };
      const both = { Result: 'Success', Sim: 96.3, Error: { Code, Message: 'said both' }, RequestId: 'r-1' };
      const { transport, world: sent, activity } = world([jsonAnswer({ Response: both }, headers)]);
      await expect(sendCall(plan(), sent, activity)).rejects.toMatchObject({
        exitCode: 23,
        code: 'contradictory-answer',
        retryable: false,
      });
      transport.finish();
    },
  );

  it.each(['reset', 'timeout'] as const)('never sends a paid call twice: %s after it was sent', async (kind) => {
    const { transport, world: sent, activity } = world([failed(kind, true)]);
    const error = await sendCall(plan(), sent, activity).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(IdvError);
    expect(error).toMatchObject({ exitCode: 32, retryable: false, billed: null });
    expect((error as IdvError).hint).toContain('billed');
    transport.finish();
  });

  it('repeats a call that only reads', async () => {
    const { transport, world: sent, activity } = world([failed('reset', true), failed('timeout', true), success({})]);
    expect((await sendCall(plan(true), sent, activity)).attempts).toBe(3);
    transport.finish();
  });

  it('repeats a reading call after HTTP 502, and never a call that may be paid', async () => {
    const outage = { status: 502, headers: {}, body: Buffer.from('bad gateway') };
    const reading = world([outage, success({})]);
    expect((await sendCall(plan(true), reading.world, reading.activity)).attempts).toBe(2);
    expect(reading.notices).toEqual([expect.stringContaining('HTTP 502')]);
    reading.transport.finish();
    const paid = world([outage]);
    await expect(sendAndJudge(plan(), paid.world, paid.activity)).rejects.toMatchObject({
      exitCode: 22,
      retryable: false,
      hint: expect.stringContaining('billed'),
    });
    paid.transport.finish();
  });

  it.each([502, 503, 504])('repeats a reading call after HTTP %i without an error code, and ends with exit code 22', async (status) => {
    const outage = { status, headers: {}, body: Buffer.from('<html>busy</html>') };
    const reading = world([outage, outage, outage]);
    await expect(sendCall(plan(true), reading.world, reading.activity)).rejects.toMatchObject({ exitCode: 22, retryable: true });
    reading.transport.finish();
  });

  it.each([false, true])(
    'treats HTTP 429 without an error code as a throttle for every call, and obeys Retry-After (reading: %s)',
    async (reading) => {
      const limited = { status: 429, headers: { 'retry-after': '3' }, body: Buffer.from('<html>slow down</html>') };
      const { transport, slept, world: sent, activity } = world([limited, success({})]);
      expect((await sendCall(plan(reading), sent, activity)).attempts).toBe(2);
      expect(slept).toEqual([3000]);
      transport.finish();
      const spent = world([limited, limited, limited]);
      await expect(sendCall(plan(reading), spent.world, spent.activity)).rejects.toMatchObject({
        exitCode: 21,
        retryable: true,
        billed: false,
      });
      spent.transport.finish();
    },
  );

  it('does not repeat after HTTP 429 that asks for too long a wait', async () => {
    const { transport, world: sent, activity } = world([{ status: 429, headers: { 'retry-after': '3600' }, body: Buffer.from('later') }]);
    await expect(sendCall(plan(), sent, activity)).rejects.toMatchObject({ exitCode: 21 });
    transport.finish();
  });

  it.each([
    [413, {}, 20],
    [302, { location: 'https://login.example/' }, 23],
    [500, {}, 23],
  ] as const)('ends a paid call at once after HTTP %i without an error code', async (status, headers, exitCode) => {
    const { transport, world: sent, activity } = world([{ status, headers, body: Buffer.from('<html>') }]);
    await expect(sendCall(plan(), sent, activity)).rejects.toMatchObject({ exitCode, retryable: false });
    transport.finish();
  });

  it('uses a new connection for a call that does more than read', async () => {
    for (const readOnly of [true, false]) {
      const { transport, world: sent, activity } = world([success({})]);
      await sendCall(plan(readOnly), sent, activity);
      expect(transport.options).toEqual([expect.objectContaining({ maxIdleMs: readOnly ? Number.POSITIVE_INFINITY : 0 })]);
    }
  });

  it.each([
    ['too-large', 'unreadable'],
    ['protocol', 'unreadable'],
    ['aborted', 'interrupted'],
  ] as const)('does not repeat after a %s failure', async (kind, category) => {
    const { transport, world: sent, activity } = world([failed(kind, true)]);
    await expect(sendCall(plan(true), sent, activity)).rejects.toMatchObject({ category });
    transport.finish();
  });

  it('distinguishes termination from interruption', async () => {
    const controller = new AbortController();
    controller.abort('SIGTERM');
    const { world: sent, activity } = world([failed('aborted', false)]);
    const sendOptions = { ...sent.sendOptions, signal: controller.signal };
    await expect(sendCall(plan(), { ...sent, sendOptions }, activity)).rejects.toMatchObject({ exitCode: 143 });
  });

  it.each(['AuthFailure.SignatureFailure', 'InternalError', 'FailedOperation.LivessSystemError'])(
    'does not repeat after %s',
    async (code) => {
      const { transport, world: sent, activity } = world([refusal(code)]);
      expect((await sendCall(plan(), sent, activity)).attempts).toBe(1);
      transport.finish();
    },
  );

  it('corrects a wrong clock once, to the Date of the refusal, with a notice', async () => {
    const date = new Date(fixedNowMs + 600_000).toUTCString();
    const { transport, notices, world: sent, activity } = world([refusal('AuthFailure.SignatureExpire', { date }), success({})]);
    expect((await sendCall(plan(), sent, activity)).attempts).toBe(2);
    expect(timestamps(transport)).toEqual([fixedNowMs / 1000, fixedNowMs / 1000 + 600]);
    expect(notices).toEqual([expect.stringContaining('600 s slow')]);
    transport.finish();
  });

  it('does not correct the clock a second time', async () => {
    const date = new Date(fixedNowMs - 600_000).toUTCString();
    const {
      transport,
      world: sent,
      activity,
    } = world([refusal('AuthFailure.SignatureExpire', { date }), refusal('AuthFailure.SignatureExpire', { date })]);
    expect((await sendCall(plan(), sent, activity)).answer).toMatchObject({ code: 'AuthFailure.SignatureExpire' });
    transport.finish();
  });

  it('does not correct a clock that agrees, or a time that the user gave', async () => {
    const agreeing = world([refusal('AuthFailure.SignatureExpire', { date: new Date(fixedNowMs).toUTCString() })]);
    expect((await sendCall(plan(), agreeing.world, agreeing.activity)).attempts).toBe(1);
    const date = new Date(fixedNowMs + 600_000).toUTCString();
    const given = world([refusal('AuthFailure.SignatureExpire', { date })], { fixed: { timestamp: 1_551_113_065 } });
    expect((await sendCall(plan(), given.world, given.activity)).attempts).toBe(1);
    expect(timestamps(given.transport)).toEqual([1_551_113_065]);
  });
});

describe('an answer that cannot be read', () => {
  const raw = (body: string, status = 200, type = 'application/json') => ({
    status,
    headers: { 'content-type': type },
    body: Buffer.from(body),
  });

  it.each([
    ['HTML', raw('<html>login</html>', 200, 'text/html')],
    ['truncated JSON', raw('{"Response":{"Result":"Succ')],
    ['an empty body', raw('')],
    ['JSON with other members', raw('{"ok":true}')],
    ['an array', raw('[1]')],
    ['null', raw('null')],
    ['an error without a code', raw('{"Response":{"Error":{},"RequestId":"r-1"}}')],
    ['a valid body with HTTP 502', raw('{"Response":{"Result":"Success","Sim":99}}', 502)],
  ])('ends with exit code 23: %s', async (_what, response) => {
    const { world: sent, activity } = world([response]);
    const error = await sendAndJudge(plan(), sent, activity).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ exitCode: 23, hint: expect.stringContaining('billed') });
    expect((error as IdvError).message).not.toContain('Succ');
  });
});
