import { all, alone, codes, type Member, type Mode, type VerdictTable } from '../table.ts';
import { everyAnswer, expiredTokens, faceidAccount, shapes, tencentGateway } from './common.ts';

/**
 * A clip that is judged and compared with a photo. The verdicts follow the manual's list of error codes. By the table "PaaS error
 * codes", only Success and a low similarity are charged. A code about a movement or a voice means that liveness was checked, and that no
 * face was compared.
 */
const results = codes(`
  Success                                0  Y liveness+comparison 96.3
  FailedOperation.CompareLowSimilarity   10 Y liveness+comparison 96.3
  FailedOperation.LifePhotoDetectFake    11 N liveness -
  FailedOperation.LivessDetectFail       11 ? liveness -
  FailedOperation.LivessDetectFake       11 ? liveness -
  FailedOperation.SilentDetectFail       11 ? liveness -
  FailedOperation.SilentPictureLiveFail  11 ? liveness -
  FailedOperation.SilentThreshold        11 ? liveness -
  FailedOperation.ActionCloseEye         12 ? liveness -
  FailedOperation.ActionFaceClose        12 ? - -
  FailedOperation.ActionFaceFar          12 ? - -
  FailedOperation.ActionFaceLeft         12 ? - -
  FailedOperation.ActionFaceRight        12 ? - -
  FailedOperation.ActionFirstAction      12 ? liveness -
  FailedOperation.ActionLightDark        12 ? - -
  FailedOperation.ActionLightStrong      12 ? - -
  FailedOperation.ActionNodetectFace     12 ? - -
  FailedOperation.ActionOpenMouth        12 ? liveness -
  FailedOperation.CompareFail            12 N liveness -
  FailedOperation.LifePhotoDetectFaces   12 N - -
  FailedOperation.LifePhotoDetectNoFaces 12 N - -
  FailedOperation.LifePhotoPoorQuality   12 ? - -
  FailedOperation.LifePhotoSizeError     12 ? - -
  FailedOperation.LipFaceIncomplete      12 ? - -
  FailedOperation.LipMoveSmall           12 ? liveness -
  FailedOperation.LipSizeError           12 ? - -
  FailedOperation.LipVideoInvalid        12 ? - -
  FailedOperation.LipVideoQuaility       12 ? - -
  FailedOperation.LipVoiceDetect         12 ? liveness -
  FailedOperation.LipVoiceLow            12 ? liveness -
  FailedOperation.LipVoiceRecognize      12 ? liveness -
  FailedOperation.LivessBestFrameError   12 ? - -
  FailedOperation.LivessUnknownError     12 ? liveness -
  FailedOperation.SilentEyeLiveFail      12 ? liveness -
  FailedOperation.SilentFaceDetectFail   12 ? - -
  FailedOperation.SilentFaceQualityFail  12 ? - -
  FailedOperation.SilentFaceWithMaskFail 12 ? - -
  FailedOperation.SilentMouthLiveFail    12 ? liveness -
  FailedOperation.SilentMultiFaceFail    12 ? - -
  FailedOperation.SilentTooShort         12 ? - -
  FailedOperation.CompareSystemError     22 ?
  FailedOperation.DownLoadError          22 N
  FailedOperation.DownLoadTimeoutError   22 ?
  FailedOperation.LipNetFailed           22 ?
  FailedOperation.LivessSystemError      22 N
  FailedOperation.UnKnown                22 N
`);

export const both = ['liveness', 'comparison'] as const;

/** A similarity is only valid with two results. With a success it must be at least 70. */
const similarity: Member = {
  kind: 'score',
  values: { 70: 0, '70.0': 0, 80: 0, '99.99': 0, 100: 0, '1e2': 0, 0: 23, '0.0': 23, '0.01': 23, 1: 23, 69: 23, '69.99': 23 },
  nothing: 23,
  empty: 23,
  other: 23,
};

const low = (score: number | null) => ({ exit: 10, score, checked: both });

/** The end for each similarity if the faces were found unlike. From 70 on, the similarity contradicts that. */
const lowSimilarity: Member = {
  kind: 'score',
  values: { 0: low(0), '9.21': low(9.21), '69.99': low(69.99), 70: 23, '96.3': 23, 100: 23 },
  nothing: low(null),
  empty: low(null),
  other: low(null),
};

/** The codes for unlike faces, which contradict a similarity of 96.3. */
const contradicting = ({ values }: Member): Member['values'] =>
  Object.fromEntries(
    Object.keys(values)
      .filter((name) => name.endsWith('.CompareLowSimilarity'))
      .map((name) => [name, 23]),
  );

/** The two results with a similarity, and one without. `decision` has the end for each value of Result with a similarity of 96.3. */
export const clipModes = (decision: Member, more: Mode['rows'] = []): Record<string, Mode> => ({
  'the same person': {
    answer: { Result: 'Success', Description: 'abc', Sim: 96.3 },
    ends: { exit: 0, checked: both, score: 96.3, billed: decision.values.Success === 0 ? null : true },
    members: { Result: { ...decision, values: { ...decision.values, ...contradicting(decision) } }, Sim: similarity },
    rows: [
      ...everyAnswer,
      ...shapes('Description', 'text'),
      ...more,
      { what: 'above the threshold', flags: ['--threshold', '96.3'], end: 0 },
      { what: 'below the threshold', flags: ['--threshold', '96.4'], end: { exit: 10, score: 96.3, checked: both } },
      { what: 'no score, and a threshold', change: { Sim: null }, flags: ['--threshold', '70'], end: 23 },
      { what: 'requires the checks that it always makes', flags: ['--expect', 'liveness,comparison'], end: 0 },
      { what: 'nothing at all', change: { Result: undefined, Sim: undefined, Description: undefined }, end: 23 },
    ],
  },
  'another person': {
    answer: { Result: 'FailedOperation.CompareLowSimilarity', Description: 'abc', Sim: 9.21 },
    ends: { exit: 10, checked: both, score: 9.21 },
    members: { Sim: lowSimilarity },
  },
  'only a result': alone('Result', decision, 'Success', 23),
  'a recording': {
    answer: { Result: 'FailedOperation.LivessDetectFake', Description: 'abc', Sim: 0 },
    ends: { exit: 11, checked: ['liveness'], score: null, billed: null },
    members: {
      Sim: { kind: 'score', values: { 0: { exit: 11, score: null }, 99: { exit: 11, score: null } }, nothing: 11, empty: 11, other: 11 },
    },
  },
});

const decision: Member = { kind: 'text', values: results, nothing: 23, empty: 23, other: 23 };

export const clipTable = (table: Pick<VerdictTable, 'action' | 'argv'>, more: Mode['rows']): VerdictTable => ({
  ...table,
  modes: clipModes(decision, more),
  refusals: {
    ...tencentGateway,
    ...faceidAccount,
    ...expiredTokens,
    // Results and error codes have the same words. A success is not an error.
    ...Object.fromEntries(Object.entries(results).filter(([name]) => name !== 'Success')),
    ...all('FailedOperation.CompressVideoError', 22),
  },
});
