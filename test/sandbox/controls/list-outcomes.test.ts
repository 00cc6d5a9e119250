import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/core/declare/action.ts';
import { IdvError } from '../../../src/core/errors.ts';
import { exitCodeOfVerdict } from '../../../src/core/exit.ts';
import type { HttpResponse } from '../../../src/core/http.ts';
import { judge } from '../../../src/core/judge/judge.ts';
import { listOutcomes, type OutcomeRow } from '../../../src/sandbox/controls/list-outcomes.ts';
import { resultCodes } from '../../../src/sandbox/outcomes/code-location.ts';
import { faultTable } from '../../../src/sandbox/outcomes/faults.ts';
import type { Reply } from '../../../src/sandbox/wire/reply.ts';
import { allActions } from '../../../src/vendors/catalogue.ts';
import { compareFaceLiveness } from '../../../src/vendors/tencent/actions/compare-face-liveness.ts';
import { tencent } from '../../../src/vendors/tencent/vendor.ts';
import { actionNamed, choose, goodCall, send, setClock } from '../../support/sandbox-calls.ts';
import { codeOf, handler, responseOf } from '../../support/sandbox-requests.ts';

const codes = await tencent.loadCodes();
const rows = await listOutcomes(compareFaceLiveness);
const named = (name: string) => rows.find((row) => row.name === name);

/** The exit code of a client that gets this answer: idv's decoder for the vendor, and then the judge. */
async function exitCodeOf(reply: Reply, action: Action): Promise<number> {
  const headers = Object.fromEntries(Object.entries(reply.headers).map(([name, value]) => [name.toLowerCase(), value]));
  const response: HttpResponse = { status: reply.status, headers, body: reply.body };
  try {
    return exitCodeOfVerdict(judge(await tencent.decode(response, action), { action, codes, threshold: undefined }).verdict);
  } catch (error) {
    if (error instanceof IdvError) return error.exitCode;
    throw error;
  }
}

describe('the list of outcomes', () => {
  it('has one row for every documented result and code, and for every fault', () => {
    const names = rows.map((row) => row.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        'Success',
        ...(compareFaceLiveness.judgement?.decision.results ?? []),
        ...Object.keys(codes).filter((code) => !('verdict' in (codes[code]?.effect ?? {}))),
        ...compareFaceLiveness.errors,
      ]),
    );
    const ofAnyAnswer = faultTable.filter(({ name, stage }) => stage !== 'file' && name !== 'data-object').length;
    expect(rows.filter((row) => row.kind === 'fault')).toHaveLength(ofAnyAnswer);
  });

  it('has no verdict of another action, such as a missed blink for a token', async () => {
    const own = await listOutcomes(allActions.find(({ name }) => name === 'GetFaceIdTokenIntl'));
    expect(own.map(({ name }) => name)).not.toContain('FailedOperation.ActionCloseEye');
    for (const action of allActions) {
      const verdicts = (await listOutcomes(action)).filter(
        ({ kind, verdict }) => kind === 'error' && verdict !== undefined && verdict !== 'pass',
      );
      const listed = new Set([...action.errors, ...resultCodes(action)]);
      expect(
        verdicts.filter(({ name }) => !listed.has(name.replace(/^error:/, ''))).map(({ name }) => name),
        action.name,
      ).toEqual([]);
    }
  });

  it('has no number that the action does not list', async () => {
    for (const action of allActions) {
      const numbers = (await listOutcomes(action)).map(({ name }) => name).filter((name) => /^(?:error:)?\d+$/.test(name));
      const listed = new Set([...action.errors, ...resultCodes(action), ...Object.keys(action.judgement?.warningCodes ?? {})]);
      expect(
        numbers.filter((name) => !listed.has(name.replace(/^error:/, ''))),
        action.name,
      ).toEqual([]);
    }
  });

  it('has a verdict or a category, never both', () => {
    expect(rows.filter((row) => (row.verdict === undefined) === (row.category === undefined))).toEqual([]);
  });

  it('has pass only for success and for faults that end in success', () => {
    expect(rows.filter((row) => row.exitCode === 0).map((row) => row.name)).toEqual([
      'Success',
      'fault:delay=MS',
      'fault:wrong-content-type',
      'fault:throttle=N',
      'fault:date=SECONDS',
    ]);
  });

  it.each([
    ['low-similarity', 'FailedOperation.CompareLowSimilarity', 10],
    ['spoof', 'FailedOperation.LivessDetectFake', 11],
    ['quality', 'FailedOperation.SilentFaceQualityFail', 12],
    ['throttled', 'RequestLimitExceeded', 21],
    ['arrears', 'UnauthorizedOperation.Arrears', 21],
    ['bad-signature', 'AuthFailure.SignatureFailure', 20],
    ['internal-error', 'InternalError', 22],
  ])('lists the alias %s with %s', (alias, name, exitCode) => {
    expect(named(name)).toMatchObject({ exitCode, aliases: expect.arrayContaining([alias]) });
  });

  it('lists a code that is both a result and an error in both forms', () => {
    expect(named('FailedOperation.UnKnown')?.kind).toBe('result');
    expect(named('error:FailedOperation.UnKnown')?.kind).toBe('error');
  });

  it('lists every code of a page, with mismatch and spoof', async () => {
    for (const name of ['GetWebVerificationResultIntl', 'GetWebVerificationResult']) {
      const page = await listOutcomes(actionNamed(name));
      const of = (wanted: string) => page.find((row) => row.name === wanted);
      expect(of('2016')).toMatchObject({ verdict: 'mismatch', exitCode: 10, aliases: expect.arrayContaining(['low-similarity']) });
      expect(of('1002')).toMatchObject({ verdict: 'spoof', exitCode: 11, aliases: expect.arrayContaining(['spoof']) });
      expect(of('1302')).toMatchObject({ verdict: 'spoof' });
      expect(of('17')).toMatchObject({ verdict: 'pending' });
      expect(of('pending')).toMatchObject({ verdict: 'pending' });
      expect(of('2001')).toMatchObject({ category: 'failed' });
      expect(of('1')).toMatchObject({ category: 'refused' });
    }
  });

  it('lists results that need a review, with the field that says so', async () => {
    const sdk = await listOutcomes(actionNamed('GetSdkVerificationResult'));
    const of = (wanted: string) => sdk.find((row) => row.name === wanted);
    expect(of('CardVerifyResults.IsEdit=true')).toMatchObject({ verdict: 'review', aliases: ['edited-document'] });
    expect(of('DeviceInfoLevel=4')).toMatchObject({ verdict: 'review', aliases: ['high-risk-device'] });
    expect(of('-9103')).toMatchObject({ verdict: 'review' });
    expect(of('-9109')).toMatchObject({ verdict: 'pass' });
    expect(rows.filter(({ verdict }) => verdict === 'review')).toEqual([]);
  });

  it('lists the codes of ID Verification only for ID Verification', async () => {
    const numbers = async (name: string) =>
      (await listOutcomes(actionNamed(name))).map((row) => row.name).filter((row) => /^\d+$/.test(row));
    expect(await numbers('ExecuteRequest')).toEqual(['400', '402', '403', '404', '500']);
    for (const name of ['CompareFace', 'DetectLivingFace', 'GetAsyncJobResult', 'CompareFaceLiveness'])
      expect(await numbers(name)).toEqual([]);
  });

  it('has the outcomes of all actions if none is named', async () => {
    const all = await listOutcomes();
    expect(all.map((row) => row.name)).toEqual(expect.arrayContaining(rows.map((row) => row.name)));
  });
});

interface Asked {
  action: Action;
  rows: readonly OutcomeRow[];
  /** The answer to a good call with the named outcome. */
  ask(name: string): Promise<Reply>;
}

/** Tokens are issued and files are uploaded before the outcome is chosen. So the outcome applies to the action itself. */
async function asked(action: Action): Promise<Asked> {
  const handle = await handler();
  const values = await goodCall(handle, action);
  await setClock(handle, 60);
  const ask = async (name: string): Promise<Reply> => {
    await choose(handle, name);
    return send(handle, action.name, values);
  };
  return { action, rows: await listOutcomes(action), ask };
}

describe.each(tencent.actions.map((action) => [action.name, action] as const))('an outcome of %s', (_name, action) => {
  it('ends as listed, for every result and error', async () => {
    const { rows: listed, ask } = await asked(action);
    const strays = [];
    for (const { name, kind, exitCode } of listed) {
      const read = kind === 'fault' ? exitCode : await exitCodeOf(await ask(name), action);
      if (read !== exitCode) strays.push(`${name}: ${read}, not ${exitCode}`);
    }
    expect(strays).toEqual([]);
    expect(listed.filter(({ kind }) => kind !== 'fault').length).toBeGreaterThan(40);
  });

  it('is the same by its alias and by its code', async () => {
    const { rows: listed, ask } = await asked(action);
    const answer = async (name: string) => {
      const { RequestId: _each, ...response } = responseOf(await ask(name));
      return JSON.stringify(response).replaceAll(/request-\d+/g, 'request');
    };
    const pairs = listed.flatMap(({ name, aliases }) => aliases.map((alias) => [alias, name] as const));
    const strays = [];
    for (const [alias, name] of pairs) if ((await answer(alias)) !== (await answer(name))) strays.push(alias);
    expect(strays).toEqual([]);
    expect(pairs.length).toBeGreaterThan(0);
  });

  it('is never a pass if it is a fault that breaks the answer', async () => {
    const { rows: listed, ask } = await asked(action);
    const breaking = faultTable.filter(({ stage }) => stage === 'fields' || stage === 'reply').filter((row) => row.effect !== 'success');
    const offered = breaking.filter((row) => listed.some(({ name }) => name === `fault:${row.name}`));
    const passing = [];
    for (const { name } of offered) {
      const reply = await ask(`fault:${name}`);
      if (!reply.fault && (await exitCodeOf(reply, action)) === 0) passing.push(name);
    }
    expect(passing).toEqual([]);
    expect(offered.length).toBeGreaterThan(0);
  });
});

it('"error:" before a code makes an error answer with this code', async () => {
  const { ask } = await asked(compareFaceLiveness);
  const reply = await ask('error:FailedOperation.CompareLowSimilarity');
  expect(codeOf(reply)).toBe('FailedOperation.CompareLowSimilarity');
  expect(await exitCodeOf(reply, compareFaceLiveness)).toBe(10);
});
