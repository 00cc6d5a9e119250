import { describe, expect, it } from 'vitest';
import { createState } from '../../../src/sandbox/controls/sandbox-state.ts';
import type { RequestHandler } from '../../../src/sandbox/handler.ts';
import { actionNamed, call, choose, goodCall, setClock } from '../../support/sandbox-calls.ts';
import { controlRequest, handler, jsonOf } from '../../support/sandbox-requests.ts';

const postOutcome = async (handle: RequestHandler, body: unknown) => {
  const reply = await handle(controlRequest('POST', 'outcomes', body));
  return { status: reply.status, ...jsonOf(reply) } as Record<string, unknown>;
};

const compare = async (handle: RequestHandler) =>
  (await call(handle, 'CompareFaceLiveness', await goodCall(handle, actionNamed('CompareFaceLiveness')))).Result;

describe('an outcome for one action', () => {
  it('counts only for calls of the action, and only for the given number of calls', async () => {
    const handle = await handler();
    const chosen = { action: 'CompareFaceLiveness', outcome: 'low-similarity', times: 2 };
    expect(await postOutcome(handle, chosen)).toMatchObject({
      status: 200,
      chosen: null,
      byAction: { CompareFaceLiveness: { outcome: 'low-similarity', left: 2 } },
    });
    await call(handle, 'ApplyLivenessToken');
    const results = [await compare(handle), await compare(handle), await compare(handle)];
    expect(results).toEqual(['FailedOperation.CompareLowSimilarity', 'FailedOperation.CompareLowSimilarity', 'Success']);
  });

  it('takes precedence over an outcome for all actions, which it does not use up', async () => {
    const handle = await handler({ outcome: 'too-dark' });
    await choose(handle, 'spoof', 1);
    await postOutcome(handle, { action: 'CompareFaceLiveness', outcome: 'low-similarity', times: 1 });
    const results = [await compare(handle), await compare(handle), await compare(handle)];
    expect(results).toEqual([
      'FailedOperation.CompareLowSimilarity',
      'FailedOperation.LivessDetectFake',
      'FailedOperation.ActionLightDark',
    ]);
  });

  it('counts until it is reset, if the action reads a result', async () => {
    const handle = await handler();
    await postOutcome(handle, { action: 'GetFaceIdResultIntl', outcome: 'low-similarity' });
    const reader = actionNamed('GetFaceIdResultIntl');
    const values = await goodCall(handle, reader);
    await setClock(handle, 30);
    expect((await call(handle, reader.name, values)).Result).toBe('2016');
    await postOutcome(handle, { reset: true, action: 'GetFaceIdResultIntl' });
    expect((await call(handle, reader.name, values)).Result).toBe('0');
  });

  it('is sealed in the token, if the action issues one', async () => {
    const handle = await handler();
    await postOutcome(handle, { action: 'GetFaceIdTokenIntl', outcome: 'low-similarity', times: 1 });
    const reader = actionNamed('GetFaceIdResultIntl');
    const values = await goodCall(handle, reader);
    await setClock(handle, 30);
    expect((await call(handle, reader.name, values)).Result).toBe('2016');
  });

  it('can be pending, which has no code in some results', async () => {
    const handle = await handler();
    for (const action of ['GetFaceIdResultIntl', 'GetWebVerificationResultIntl', 'GetAsyncJobResult'])
      expect(await postOutcome(handle, { action, outcome: 'pending' })).toMatchObject({ status: 200 });
  });

  it('is reset together with all others', async () => {
    const handle = await handler();
    await postOutcome(handle, { action: 'CompareFaceLiveness', outcome: 'spoof' });
    await postOutcome(handle, { outcome: 'too-dark' });
    expect(await postOutcome(handle, { reset: true })).toEqual({ status: 200, chosen: null });
    expect(await compare(handle)).toBe('Success');
  });

  it.each([
    [{ action: 'CompareFaceLivness', outcome: 'spoof' }, 'unknown-action', 'CompareFaceLiveness'],
    [{ action: 'CompareFaceLiveness', outcome: 'timed-out' }, 'outcome-misfit', 'idv sandbox outcomes compare'],
    [{ action: 'CompareFaceLiveness', outcome: '403' }, 'outcome-misfit', 'idv sandbox outcomes compare'],
    [{ action: 'CompareFaceLiveness', outcome: 'fault:file-403' }, 'outcome-misfit', 'idv sandbox outcomes compare'],
    [{ action: 'CompareFaceLiveness', outcome: 'fault:date=60' }, 'outcome-misfit', 'leave the action out'],
    [{ action: 'CompareFaceLiveness', outcome: 'spoo' }, 'unknown-outcome', 'spoof'],
    [{ action: 7, outcome: 'spoof' }, 'invalid-request', '"action": ACTION'],
    [{ action: 'CompareFaceLiveness', outcome: 'spoof', times: 0.5 }, 'invalid-request', 'times'],
    [{ action: 'Nothing', reset: true }, 'unknown-action', 'CompareFaceLiveness'],
  ])('is refused: %j', async (body, code, hint) => {
    expect(await postOutcome(await handler(), body)).toMatchObject({ status: 400, error: { code, hint: expect.stringContaining(hint) } });
  });
});

describe('the list of outcomes', () => {
  const list = (handle: RequestHandler, site?: string) =>
    handle(controlRequest('GET', 'outcomes', undefined, site === undefined ? [] : [['Sec-Fetch-Site', site]]));

  it('is computed only once', () => {
    const { outcomes } = createState(undefined);
    const action = actionNamed('CompareFaceLiveness');
    expect(outcomes(action)).toBe(outcomes(action));
  });

  it.each([
    ['cross-site', 403],
    ['same-site', 403],
    ['anything', 403],
    ['none', 200],
    ['same-origin', 200],
  ])('is answered for Sec-Fetch-Site %s with %i', async (site, status) => expect((await list(await handler(), site)).status).toBe(status));
});
