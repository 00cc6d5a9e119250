import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/core/declare/action.ts';
import { IdvError } from '../../../src/core/errors.ts';
import { exitCodeOfVerdict } from '../../../src/core/exit.ts';
import { judge } from '../../../src/core/judge/judge.ts';
import { listOutcomes } from '../../../src/sandbox/controls/list-outcomes.ts';
import { greyImage } from '../../../src/sandbox/files/sample-files.ts';
import type { RequestHandler } from '../../../src/sandbox/handler.ts';
import { faultTable } from '../../../src/sandbox/outcomes/faults.ts';
import type { Reply } from '../../../src/sandbox/wire/reply.ts';
import { decodeAliyun } from '../../../src/vendors/aliyun/answer/decode.ts';
import { aliyun } from '../../../src/vendors/aliyun/vendor.ts';
import { withJpegComment } from '../../support/media-samples.ts';
import { answerOf, goodParams, rpcRequest, serviceParameters } from '../../support/sandbox-aliyun-requests.ts';
import { actionNamed, choose } from '../../support/sandbox-calls.ts';
import { handler } from '../../support/sandbox-requests.ts';

const codes = await aliyun.loadCodes();

type Format = 'JSON' | 'XML';

/** The exit code of a client that gets this answer: idv's decoder for the vendor, and then the judge. */
function exitCodeOf(reply: Reply, action: Action, values: Record<string, unknown> = {}): number {
  const headers = Object.fromEntries(Object.entries(reply.headers).map(([name, value]) => [name.toLowerCase(), value]));
  try {
    const answer = decodeAliyun({ status: reply.status, headers, body: reply.body }, action);
    return exitCodeOfVerdict(judge(answer, { action, codes, threshold: undefined, values }).verdict);
  } catch (error) {
    if (error instanceof IdvError) return error.exitCode;
    throw error;
  }
}

async function ask(handle: RequestHandler, action: Action, outcome: string, format: Format): Promise<Reply> {
  await choose(handle, outcome);
  return handle(rpcRequest({ action: action.name, format }));
}

/** If the vendor publishes no threshold for a deciding score, nothing passes without a threshold of the caller. */
const passes = ({ judgement }: Action): boolean => judgement?.decision.type !== 'Score' || judgement.score?.threshold !== null;

const actions = aliyun.actions.map((action) => [action.name, action] as const);

it('a code of another product is refused as an outcome', async () => {
  const reply = await ask(await handler(), actionNamed('CompareFace'), '402', 'JSON');
  expect(JSON.parse(reply.body.toString())).toMatchObject({
    Message: expect.stringContaining('402 does not fit this call of CompareFace'),
  });
});

describe.each(actions)('an outcome of %s', (_name, action) => {
  it.each(['JSON', 'XML'] as const)('ends as listed, for every result and error, as %s', async (format) => {
    const handle = await handler();
    const listed = (await listOutcomes(action)).filter(({ kind }) => kind !== 'fault');
    const strays = [];
    for (const { name, exitCode } of listed) {
      const read = exitCodeOf(await ask(handle, action, name, format), action);
      if (read !== exitCode) strays.push(`${name}: ${read}, not ${exitCode}`);
    }
    expect(strays).toEqual([]);
    expect(listed.length).toBeGreaterThan(40);
    expect(listed.filter(({ exitCode }) => exitCode === 0).map(({ name }) => name)).toEqual(passes(action) ? ['Success'] : []);
  });

  it('is the same by its alias and by its code', async () => {
    const handle = await handler();
    const answer = async (name: string) =>
      (await ask(handle, action, name, 'JSON')).body.toString().replaceAll(/(?:request|nonce)-\d+/gi, 'id');
    const pairs = (await listOutcomes(action)).flatMap(({ name, aliases }) => aliases.map((alias) => [alias, name] as const));
    for (const [alias, name] of pairs) expect(await answer(alias), alias).toBe(await answer(name));
    expect(pairs.length).toBeGreaterThan(0);
  });

  it.each(['JSON', 'XML'] as const)('is never a pass if it is a fault that breaks the answer, as %s', async (format) => {
    const handle = await handler();
    const listed = await listOutcomes(action);
    const breaking = faultTable.filter(({ stage, effect }) => (stage === 'fields' || stage === 'reply') && effect !== 'success');
    const offered = breaking.filter((row) => listed.some(({ name }) => name === `fault:${row.name}`));
    for (const { name } of offered) {
      const reply = await ask(handle, action, `fault:${name}`, format);
      if (!reply.fault) expect(exitCodeOf(reply, action), name).toBe(23);
    }
    expect(offered.length).toBeGreaterThan(0);
  });

  it.each(['JSON', 'XML'] as const)('is read also with another content type, as %s', async (format) => {
    expect(exitCodeOf(await ask(await handler(), action, 'fault:wrong-content-type', format), action)).toBe(passes(action) ? 0 : 15);
  });
});

const documented: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  FaceCompare: { 'Result.Passed=N': 10, NoFaceDetected: 12, UnqualifiedPhoto: 12, ToolargeImage: 20 },
  EkycVerify: {
    ...{ 'Result.Passed=N': 10, 'Result.ExtIdInfo.spoofInfo.spoofResult=Y': 10, 'Result.ExtFaceInfo.faceAttack=Y': 11 },
    ...{ NoFaceDetected: 12, UnqualifiedPhoto: 12, DataDuplication: 20 },
  },
  FaceLiveness: { 'Result.Passed=N': 12, 'Result.ExtFaceInfo.FaceAttack=Y': 11, NoFaceDetected: 12, DownloadTimeout: 20 },
  DeepfakeDetectIntl: { 1: 11, 2: 15, NoFaceDetected: 12, 'Forbidden.AccountAccessDenied': 21 },
  Initialize: { InvalidParameter: 20, 'Forbidden.AccountAccessDenied': 21 },
  CheckResult: {
    ...{ 'Result.Passed=N': 10, 'Result.ExtIdInfo.spoofInfo.spoofResult=Y': 10, 'Result.ExtFaceInfo.faceAttack=Y': 11 },
    ...{ 'Result.Passed=P': 13, ProcessNotCompleted: 13, TransactionIdInvalid: 14 },
  },
  ExecuteRequest: {
    false: 10,
    true: 11,
    UNABLE_GET_IMAGE: 12,
    PROCESSING: 13,
    SYSTEM_ERROR: 22,
    400: 20,
    402: 21,
    403: 20,
    404: 20,
    500: 22,
  },
  CompareFace: { 'below-threshold': 10, 'no-face': 12 },
  DetectLivingFace: { block: 11, liveness: 11, 'no-face': 12, 'several-faces': 12, review: 15 },
  DetectVideoLivingFace: { 'below-threshold': 15, 'no-face': 12 },
  DetectFace: { 'InvalidFile.Decode': 20 },
  RecognizeIdentityCard: { 'InvalidImage.Region': 20 },
  GetAsyncJobResult: { QUEUING: 13, PROCESSING: 13, PROCESS_FAILED: 22, TIMEOUT_FAILED: 22, LIMIT_RETRY_FAILED: 22, JOB_CANCELED: 20 },
};

describe('a documented result', () => {
  const cases = Object.entries(documented).flatMap(([name, results]) =>
    Object.entries(results).map(([code, exit]) => [name, code, exit] as const),
  );

  it.each(cases)('of %s, %s, ends with exit code %i', async (name, code, exitCode) => {
    const action = actionNamed(name);
    expect(exitCodeOf(await ask(await handler(), action, code, 'XML'), action)).toBe(exitCode);
    expect((await listOutcomes(action)).find((row) => row.name === code)?.exitCode).toBe(exitCode);
  });

  it('is listed here for every action', () => expect(Object.keys(documented)).toEqual(aliyun.actions.map(({ name }) => name)));
});

describe('a friendly name', () => {
  it.each([
    ['ExecuteRequest', 'low-similarity', 10],
    ['ExecuteRequest', 'spoof', 11],
    ['ExecuteRequest', 'pending', 13],
    ['ExecuteRequest', 'quality', 12],
    ['ExecuteRequest', 'quota', 21],
    ['ExecuteRequest', 'not-activated', 20],
    ['CompareFace', 'low-similarity', 10],
    ['CompareFace', 'no-face', 12],
    ['CompareFace', 'throttled', 21],
    ['CompareFace', 'arrears', 21],
    ['CompareFace', 'not-activated', 20],
    ['CompareFace', 'forbidden', 20],
    ['CompareFace', 'bad-signature', 20],
    ['CompareFace', 'internal-error', 22],
    ['DetectLivingFace', 'spoof', 11],
    ['DetectLivingFace', 'review', 15],
    ['DetectLivingFace', 'no-face', 12],
    ['DetectLivingFace', 'several-faces', 12],
    ['GetAsyncJobResult', 'pending', 13],
  ])('of %s, %s, ends with exit code %i', async (name, alias, exitCode) => {
    const action = actionNamed(name);
    expect(exitCodeOf(await ask(await handler(), action, alias, 'JSON'), action)).toBe(exitCode);
  });
});

describe('a result', () => {
  it('of ID Verification has its Data as JSON text, with only text in it', async () => {
    const { Code, Message, Data } = answerOf(await ask(await handler(), actionNamed('ExecuteRequest'), 'Success', 'JSON'));
    expect([Code, Message]).toEqual([200, 'OK']);
    expect(JSON.parse(String(Data))).toMatchObject({
      passed: 'true',
      retCode: 'OK_SUCCESS',
      extInfo: { result: 'true', score: '96.3', faceAttack: 'false' },
    });
  });

  it('of an error in ID Verification is like the example of the document', async () => {
    const reply = await ask(await handler(), actionNamed('ExecuteRequest'), '500', 'JSON');
    const { Code, Message, Data } = answerOf(reply);
    expect([reply.status, Code, Message]).toEqual([200, 500, 'system error']);
    expect(JSON.parse(String(Data))).toMatchObject({ passed: 'false', retCode: 'SYSTEM_ERROR', retCodeSub: 'Z1141' });
  });

  it('of a comparison is above or below its thresholds', async () => {
    const handle = await handler();
    const asked = async (name: string) => answerOf(await ask(handle, actionNamed('CompareFace'), name, 'JSON')).Data;
    expect(await asked('Success')).toMatchObject({ Confidence: 96.3, Thresholds: [61, 69, 75], RectAList: [12, 10, 40, 44] });
    expect(await asked('below-threshold')).toMatchObject({ Confidence: 9.21 });
  });

  it('of several images has an entry for each', async () => {
    const params = {
      'Tasks.1.ImageURL': 'https://a.oss-cn-shanghai.aliyuncs.com/1.jpg',
      'Tasks.2.ImageData': goodParams.CompareFace?.ImageDataA ?? '',
    };
    const handle = await handler();
    for (const [outcome, faces] of [
      ['Success', 1],
      ['no-face', 0],
      ['several-faces', 2],
    ] as const) {
      await choose(handle, outcome);
      const { Data } = answerOf(await handle(rpcRequest({ action: 'DetectLivingFace', params })));
      const elements = Data?.Elements as Record<string, unknown>[];
      expect(elements.map(({ TaskId }) => TaskId)).toEqual(['task-1', 'task-2']);
      expect(elements.map(({ ImageURL }) => ImageURL)).toEqual([params['Tasks.1.ImageURL'], null]);
      expect(elements.map(({ FaceNumber, Results }) => [FaceNumber, (Results as unknown[]).length])).toEqual([
        [faces, faces],
        [faces, faces],
      ]);
    }
  });

  it('of a card has the side that the call requested', async () => {
    const handle = await handler();
    const sides = async (Side: string) => {
      const params = { ...goodParams.RecognizeIdentityCard, Side };
      return Object.keys(answerOf(await handle(rpcRequest({ action: 'RecognizeIdentityCard', params }))).Data ?? {});
    };
    expect([await sides('face'), await sides('back')]).toEqual([['FrontResult'], ['BackResult']]);
  });
});

it('a mark in an image decides if no outcome was chosen', async () => {
  const marked = withJpegComment(greyImage(), 'idv:spoof').toString('base64');
  const params = { ...goodParams.ExecuteRequest, ServiceParameters: JSON.stringify({ ...serviceParameters, authFaceContent: marked }) };
  const action = actionNamed('ExecuteRequest');
  expect(exitCodeOf(await (await handler())(rpcRequest({ action: action.name, params })), action)).toBe(11);
});
