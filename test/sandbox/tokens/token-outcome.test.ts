import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { greyImage } from '../../../src/sandbox/files/sample-files.ts';
import type { RequestHandler } from '../../../src/sandbox/handler.ts';
import { withJpegComment } from '../../support/media-samples.ts';
import { actionNamed, call, choose, goodCall, setClock } from '../../support/sandbox-calls.ts';
import { handler } from '../../support/sandbox-requests.ts';

const issuers = [
  'GetFaceIdTokenIntl',
  'ApplyWebVerificationBizTokenIntl',
  'ApplySdkVerificationToken',
  'ApplyCardVerification',
  'ApplyLivenessToken',
  'ApplyWebVerificationToken',
];

interface Issued {
  /** Reads the result with this token, or with another one. */
  read(token?: string): Promise<Record<string, unknown>>;
  token: string;
  /** The value of the deciding field. */
  decisionOf(response: Record<string, unknown>): unknown;
  answer: Record<string, unknown>;
}

/** `outcome` is chosen for the issuing call only. */
async function issue(handle: RequestHandler, name: string, overrides: Record<string, unknown> = {}, outcome?: string): Promise<Issued> {
  const action = actionNamed(name);
  const values = { ...(await goodCall(handle, action)), ...overrides };
  if (outcome !== undefined) await choose(handle, outcome, 1);
  const answer = await call(handle, name, values);
  const reader = actionNamed(action.follow?.action ?? '');
  const token = String(answer[action.follow?.token ?? '']);
  const param = reader.params.find(({ positional }) => positional)?.name ?? '';
  return {
    token,
    answer,
    read: (given = token) => call(handle, reader.name, { [param]: given }),
    decisionOf: (response) => response[reader.judgement?.decision.path ?? ''],
  };
}

const good: Readonly<Record<string, unknown>> = {
  ApplyWebVerificationBizTokenIntl: 0,
  ApplyWebVerificationToken: 0,
  ApplyCardVerification: 'Passed',
};
const unfinished: Readonly<Record<string, unknown>> = {
  ApplyWebVerificationBizTokenIntl: null,
  ApplyWebVerificationToken: null,
  ApplyCardVerification: 'PROCESSING',
};

/** What a result says of the outcome too-dark; of a card, which has no light, of low-similarity. */
const tooDark: Readonly<Record<string, unknown>> = {
  ApplyWebVerificationBizTokenIntl: 1201,
  ApplyWebVerificationToken: 1201,
  ApplyCardVerification: 'Rejected',
};

describe.each(issuers)('a token of %s', (name) => {
  it('is pending, then finished, and stays finished', async () => {
    const handle = await handler();
    const { read, decisionOf } = await issue(handle, name);
    expect(decisionOf(await read())).toBe(name in unfinished ? unfinished[name] : '-999');
    await setClock(handle, 20);
    expect(decisionOf(await read())).toBe(good[name] ?? '0');
    expect(decisionOf(await read())).toBe(good[name] ?? '0');
  });

  it('is read by another sandbox', async () => {
    const { token, decisionOf } = await issue(await handler(), name);
    const other = await handler({ uuid: randomUUID });
    const { read } = await issue(other, name);
    await setClock(other, 3);
    expect(decisionOf(await read(token))).toBe(good[name] ?? '0');
  });

  it('carries the outcome that was chosen when it was issued', async () => {
    const handle = await handler();
    const { read, decisionOf } = await issue(handle, name, {}, name === 'ApplyCardVerification' ? 'low-similarity' : 'too-dark');
    await setClock(handle, 4);
    const answer = await read();
    expect(answer.Error).toBeUndefined();
    expect(decisionOf(answer)).toBe(tooDark[name] ?? '1201');
  });

  it('is replaced at once by an outcome that is chosen afterwards', async () => {
    const handle = await handler();
    const { read } = await issue(handle, name);
    await choose(handle, 'internal-error');
    expect((await read()).Error).toMatchObject({ Code: 'InternalError' });
  });

  it.each(['bad-signature', 'forbidden', 'arrears', 'throttled'])('is not checked if the caller is refused: %s', async (outcome) => {
    const handle = await handler();
    const { read } = await issue(handle, name);
    await choose(handle, outcome);
    const { Error: ofToken } = await read();
    await choose(handle, outcome);
    const { Error: ofNone } = await read('no-token');
    expect(ofNone).toEqual(ofToken);
    const refusal = /^(AuthFailure|UnauthorizedOperation|ResourceUnavailable\.InArrears|RequestLimitExceeded)/;
    expect(ofNone).toMatchObject({ Code: expect.stringMatching(refusal) });
  });

  it('is refused if it is of another action, malformed or unknown', async () => {
    const handle = await handler();
    const { read, token } = await issue(handle, name);
    const foreign = await issue(handle, name === 'ApplyLivenessToken' ? 'GetFaceIdTokenIntl' : 'ApplyLivenessToken');
    const code =
      name === 'ApplyCardVerification' ? 'InvalidParameterValue.InvalidParameterValueLimit' : 'InvalidParameterValue.BizTokenIllegal';
    const [letter] = token.slice(-9);
    for (const wrong of [
      foreign.token,
      'B8F1C2D3-0000-4000-8000-000000000000',
      `${token.slice(0, -9)}${letter === 'A' ? 'B' : 'A'}${token.slice(-8)}`,
    ]) {
      expect((await read(wrong)).Error).toMatchObject({ Code: code });
    }
  });
});

describe('the lifetime of a token', () => {
  it.each([
    ['GetFaceIdTokenIntl', 72 * 3600],
    ['ApplyWebVerificationBizTokenIntl', 3 * 24 * 3600],
    ['ApplyLivenessToken', 2 * 3600],
  ])('%s: its result is kept for %i s', async (name, keptS) => {
    const handle = await handler();
    const { read } = await issue(handle, name);
    await setClock(handle, keptS);
    expect((await read()).Error).toBeUndefined();
    await setClock(handle, keptS + 1);
    expect((await read()).Error).toMatchObject({ Code: 'InvalidParameterValue.BizTokenExpired' });
  });

  it('has no end if the vendor documents none', async () => {
    const handle = await handler();
    const { read } = await issue(handle, 'ApplyCardVerification');
    await setClock(handle, 365 * 24 * 3600);
    expect(await read()).toMatchObject({ Status: 'Passed' });
  });

  it('includes two pending polls for a card, at the interval of the answer', async () => {
    const handle = await handler();
    const { read, answer } = await issue(handle, 'ApplyCardVerification');
    const { AsyncCardVerificationPollingWaitTime: intervalS, AsyncCardVerificationMaxPollingTimes: maxPolls } = answer;
    const seen = [];
    for (const poll of [0, 1, 2]) {
      await setClock(handle, poll * Number(intervalS));
      seen.push((await read()).Status);
    }
    expect(seen).toEqual(['PROCESSING', 'PROCESSING', 'Passed']);
    expect(maxPolls).toBeGreaterThan(2);
  });
});

describe('an outcome of the result, chosen when the token is issued', () => {
  it.each([
    ['GetFaceIdTokenIntl', 'spoof', { Result: '1002', LivenessInfoTag: ['03'] }],
    ['GetFaceIdTokenIntl', 'low-similarity', { Result: '2016', Similarity: 9.21 }],
    ['ApplyCardVerification', 'review', { Status: 'Warning' }],
    ['ApplyCardVerification', 'low-similarity', { Status: 'Rejected' }],
    ['ApplySdkVerificationToken', '-9102', { Result: '0', CardVerifyResults: [{ WarnCardInfos: [-9102] }] }],
    ['ApplyWebVerificationBizTokenIntl', '1410', { ErrorCode: 1410, VerificationDetailList: null }],
    ['ApplyWebVerificationBizTokenIntl', 'low-similarity', { ErrorCode: 2016, VerificationDetailList: [{ Similarity: 9.21 }] }],
    ['ApplyWebVerificationToken', 'spoof', { ErrorCode: 1002, VerificationDetailList: [{ LivenessInfoTag: ['03'] }] }],
    ['ApplySdkVerificationToken', 'edited-document', { Result: '0', CardVerifyResults: [{ IsEdit: true, EditDetails: [{}] }] }],
    ['ApplySdkVerificationToken', 'high-risk-device', { Result: '0', DeviceInfoLevel: '4' }],
    ['GetFaceIdTokenIntl', 'review', { Result: '0', DeviceInfoLevel: '4' }],
    ['GetFaceIdTokenIntl', 'fault:null', { Result: null }],
    ['GetFaceIdTokenIntl', 'expired', { Error: { Code: 'InvalidParameterValue.BizTokenExpired' } }],
    ['GetFaceIdTokenIntl', 'pending', { Result: '-999' }],
    ['ApplyWebVerificationBizTokenIntl', 'pending', { ErrorCode: null }],
  ])('is in the result for a token of %s: %s', async (name, outcome, result) => {
    const handle = await handler();
    const { read } = await issue(handle, name, {}, outcome);
    await setClock(handle, 5);
    expect(await read()).toMatchObject(result);
  });

  it.each([
    ['arrears', 'UnauthorizedOperation.Arrears'],
    ['throttled', 'RequestLimitExceeded'],
    ['InternalError', 'InternalError'],
  ])('belongs to the issuing call if it is about the call: %s', async (outcome, code) => {
    const { answer } = await issue(await handler({ outcome }), 'ApplyWebVerificationBizTokenIntl');
    expect(answer).toMatchObject({ Error: { Code: code } });
  });

  it.each(['-9102', 'edited-document'])('is refused if the token requires no document: %s', async (outcome) => {
    const handle = await handler();
    const { read } = await issue(handle, 'ApplySdkVerificationToken', { CheckMode: 3 }, outcome);
    await setClock(handle, 5);
    expect(await read()).toMatchObject({
      Error: { Message: expect.stringContaining('does not fit this call of GetSdkVerificationResult') },
    });
  });

  it('counts when the process has ended, if it is chosen for all calls', async () => {
    const handle = await handler({ outcome: 'spoof' });
    const { read } = await issue(handle, 'GetFaceIdTokenIntl');
    expect(await read()).toMatchObject({ Result: '-999' });
    await setClock(handle, 3);
    expect(await read()).toMatchObject({ Result: '1002' });
  });

  it('can come from a mark in the image', async () => {
    const handle = await handler();
    const Image = withJpegComment(greyImage(), 'idv:2013').toString('base64');
    const { read } = await issue(handle, 'GetFaceIdTokenIntl', { Image });
    await setClock(handle, 3);
    expect(await read()).toMatchObject({ Result: '2013' });
  });

  it('is refused if the result has no code for it', async () => {
    const { answer } = await issue(await handler({ outcome: 'low-similarity' }), 'ApplyLivenessToken');
    expect(answer.Error).toMatchObject({ Code: 'InvalidParameterValue', Message: expect.stringContaining('does not fit') });
  });
});

describe('what a result takes from its token', () => {
  const done = async (name: string, overrides: Record<string, unknown>) => {
    const handle = await handler();
    const { read } = await issue(handle, name, overrides);
    await setClock(handle, 20);
    return read();
  };

  it('is the text that the result must repeat', async () => {
    expect(await done('GetFaceIdTokenIntl', { Extra: 'order 7' })).toMatchObject({ Extra: 'order 7' });
    expect(await done('ApplyLivenessToken', {})).not.toHaveProperty('Extra');
  });

  it('is a similarity after a comparison, and 0 without a comparison', async () => {
    expect(await done('GetFaceIdTokenIntl', { CheckMode: 'compare' })).toMatchObject({ Similarity: 96.3 });
    expect(await done('GetFaceIdTokenIntl', { CheckMode: 'liveness' })).toMatchObject({ Result: '0', Similarity: 0 });
  });

  it.each([
    [1, { CardVerifyResults: [{ IsPass: true }], CompareResults: [{ CompareErrorCode: '0', Sim: 96.3 }] }],
    [3, { CardVerifyResults: null, CompareResults: [{ LiveErrorCode: '0', CompareErrorCode: '', CompareErrorMsg: '', Sim: 0 }] }],
  ])('is what the mode %i of an SDK token checks', async (CheckMode, result) => {
    expect(await done('ApplySdkVerificationToken', { CheckMode })).toMatchObject(result);
  });

  it.each([
    [2, { OCRResult: null, VerificationDetailList: [{ LivenessErrorCode: 0, CompareErrorCode: 0, Similarity: 96.3 }] }],
    [3, { OCRResult: null, VerificationDetailList: [{ LivenessErrorCode: 0, CompareErrorCode: 0, Similarity: 0 }] }],
    [4, { OCRResult: [{ IsPass: true }], VerificationDetailList: null }],
  ])('is what the mode %i of a page checks', async (CheckMode, result) => {
    expect(await done('ApplyWebVerificationBizTokenIntl', { Config: { CheckMode } })).toMatchObject(result);
  });

  it.each([
    [{ Nationality: 'IDN', CardType: 'DRIVING_LICENSE' }, 'IndonesiaDrivingLicense'],
    [{ Nationality: 'JPN', CardType: 'PASSPORT' }, 'JapanIDCard'],
    [{ Nationality: 'AUTO', CardType: 'PASSPORT' }, 'InternationalIDPassport'],
    [{ Nationality: 'AUTO', CardType: 'AUTO' }, 'HKIDCard'],
  ])('is one invented card of the requested kind: %j', async (asked, kind) => {
    const { CardInfo, Nationality } = await done('ApplyCardVerification', asked);
    const filled = Object.entries(CardInfo as object).filter(([, card]) => card !== null);
    expect(filled.map(([name]) => name)).toEqual([kind]);
    expect(JSON.stringify(filled)).toMatch(/SANDBOX PERSON.*000000|000000.*SANDBOX PERSON/);
    expect(Nationality).toBe(asked.Nationality === 'AUTO' ? 'UTO' : asked.Nationality);
  });
});
