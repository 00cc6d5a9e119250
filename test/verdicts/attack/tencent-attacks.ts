import fc from 'fast-check';
import type { Check } from '../../../src/core/judge/judgement.ts';
import {
  type Attack,
  enough,
  isEmptyList,
  isNone,
  isObject,
  isRequestId,
  isScore,
  lastOf,
  listOf,
  members,
  mostly,
  requestId,
} from './at-random.ts';

const clip: Pick<Attack, 'answers' | 'mayPass'> = {
  answers: members({
    RequestId: requestId,
    Result: mostly('Success', 'Success', 'FailedOperation.LivessDetectFake'),
    Sim: mostly(70, 96.3, 69.9),
  }),
  mayPass: (fields, asked) =>
    isRequestId(fields.RequestId) && fields.Result === 'Success' && isScore(fields.Sim)
      ? enough(['liveness', 'comparison'], asked, fields.Sim)
      : undefined,
};

const levels = ['', null, '1', '2', '3'];

const faceid: Attack = {
  action: 'GetFaceIdResultIntl',
  answers: members({
    RequestId: requestId,
    Result: mostly('0', '0', '2016'),
    Similarity: mostly(0, null, 91, 70),
    DeviceInfoLevel: mostly('', '1', null),
    LivenessInfoTag: mostly([], null, undefined),
  }),
  mayPass(fields, asked) {
    const { Similarity: score } = fields;
    if (!isRequestId(fields.RequestId) || fields.Result !== '0' || !isEmptyList(fields.LivenessInfoTag)) return undefined;
    if (!isNone(fields.DeviceInfoLevel) && !levels.includes(fields.DeviceInfoLevel as string)) return undefined;
    if (isNone(score) || score === 0) return enough(['liveness'], asked, undefined);
    return isScore(score) ? enough(['liveness', 'comparison'], asked, score) : undefined;
  },
};

/** The checks that a document adds to a pass, or undefined if the document prevents a pass. */
function documentOf(list: unknown): readonly Check[] | undefined {
  const card = lastOf(list);
  if (card === 'none') return [];
  if (card?.IsPass !== true) return undefined;
  const warnings = card.WarnCardInfos;
  return isEmptyList(warnings) || (Array.isArray(warnings) && warnings.every((code) => code === -9109 || code === '-9109'))
    ? ['document']
    : undefined;
}

/** In an eKYC process the user may have changed what was read from the document. Then a person must review it. */
const isEdited = (list: unknown): boolean => {
  const card = lastOf(list);
  return isObject(card) && (!(isNone(card.IsEdit) || card.IsEdit === false) || !isEmptyList(card.EditDetails));
};

const ofCard = { IsPass: mostly(true, true), WarnCardInfos: mostly([], [-9109], [-9102], null) };
const cardsOf = (more: Record<string, fc.Arbitrary<unknown>> = {}) =>
  fc.oneof({ weight: 1, arbitrary: listOf(members({ ...ofCard, ...more })) }, { weight: 1, arbitrary: fc.constantFrom([], null) });

const sdk: Attack = {
  action: 'GetSdkVerificationResult',
  answers: members({
    RequestId: requestId,
    Result: mostly('0', '0', '1002'),
    DeviceInfoLevel: mostly('', undefined),
    CompareResults: listOf(
      members({
        ErrorCode: mostly('0', '0'),
        LiveErrorCode: mostly('0', '0'),
        CompareErrorCode: mostly('0', '0', '', null),
        Sim: mostly(91, 91, 0, null),
        LivenessInfoTag: mostly([], undefined),
      }),
    ),
    CardVerifyResults: cardsOf({ IsEdit: mostly(false, undefined), EditDetails: mostly([], undefined, [{}]) }),
  }),
  mayPass(fields, asked) {
    const attempt = lastOf(fields.CompareResults);
    const document = documentOf(fields.CardVerifyResults);
    if (!isRequestId(fields.RequestId) || fields.Result !== '0' || !document || !isObject(attempt)) return undefined;
    if (isEdited(fields.CardVerifyResults) || (!isNone(fields.DeviceInfoLevel) && !levels.includes(fields.DeviceInfoLevel as string)))
      return undefined;
    if (attempt.ErrorCode !== '0' || attempt.LiveErrorCode !== '0' || !isEmptyList(attempt.LivenessInfoTag)) return undefined;
    const { CompareErrorCode: code, Sim: score } = attempt;
    const isNotCompared = (isNone(code) || code === '') && (isNone(score) || score === 0);
    if (isNotCompared) return enough(['liveness', ...document], asked, undefined);
    return code === '0' && isScore(score) ? enough(['liveness', 'comparison', ...document], asked, score) : undefined;
  },
};

const page = (isFirst: boolean): Attack => ({
  action: isFirst ? 'GetWebVerificationResult' : 'GetWebVerificationResultIntl',
  answers: members({
    RequestId: requestId,
    ErrorCode: mostly(0, 0, 14),
    VerificationDetailList: listOf(
      members({
        ErrorCode: mostly(0, 0),
        LivenessErrorCode: mostly(0, 0, null),
        CompareErrorCode: mostly(0, 0, null),
        Similarity: mostly(91, 91, 0, null),
        LivenessInfoTag: mostly([], undefined),
      }),
    ),
    ...(isFirst ? {} : { OCRResult: cardsOf() }),
  }),
  mayPass(fields, asked) {
    const attempt = lastOf(fields.VerificationDetailList);
    const document = documentOf(fields.OCRResult);
    if (!isRequestId(fields.RequestId) || !Object.is(fields.ErrorCode, 0) || !document || attempt === undefined) return undefined;
    if (attempt === 'none') return !isFirst && document.length > 0 ? enough(document, asked, undefined) : undefined;
    const { ErrorCode, LivenessErrorCode: live, CompareErrorCode: code, Similarity: score, LivenessInfoTag: tags } = attempt;
    if (!Object.is(ErrorCode, 0) || !isEmptyList(tags) || !(isNone(live) || Object.is(live, 0))) return undefined;
    const isNoScore = isNone(score) || score === 0;
    // A code with a similarity of 0 means that nothing was compared. A code without a similarity is an incomplete answer.
    if ((isNone(code) && isNoScore) || (Object.is(code, 0) && score === 0)) {
      const shown: readonly Check[] = isNone(live) ? document : ['liveness', ...document];
      return isFirst || shown.length === 0 ? undefined : enough(shown, asked, undefined);
    }
    if (!Object.is(code, 0) || !isScore(score) || isNone(live)) return undefined;
    return enough(['liveness', 'comparison', ...document], asked, score);
  },
});

const card: Attack = {
  action: 'GetCardVerificationResult',
  answers: members({
    RequestId: requestId,
    Status: mostly('Passed', 'PASSED', 'passed', 'Warning'),
    WarnInfo: mostly([], null, ['abc']),
    CardInfo: mostly({}, null),
  }),
  mayPass: (fields, asked) =>
    isRequestId(fields.RequestId) &&
    (fields.Status === 'Passed' || fields.Status === 'PASSED') &&
    isEmptyList(fields.WarnInfo) &&
    (isNone(fields.CardInfo) || isObject(fields.CardInfo))
      ? enough(['document'], { ...asked, threshold: undefined }, undefined)
      : undefined,
};

const deepfake: Attack = {
  action: 'DetectAIFakeFaces',
  answers: members({
    RequestId: requestId,
    AttackRiskLevel: mostly('Low', 'Low', 'Mid', 'High'),
    AttackRiskDetailList: mostly([], [], null, [{ Type: 'SuspectedWatermark' }]),
  }),
  mayPass: (fields, asked) =>
    isRequestId(fields.RequestId) && fields.AttackRiskLevel === 'Low' && isEmptyList(fields.AttackRiskDetailList)
      ? enough(['deepfake'], { ...asked, threshold: undefined }, undefined)
      : undefined,
};

export const tencentAttacks: readonly Attack[] = [
  ...['CompareFaceLiveness', 'LivenessCompare', 'VideoLivenessCompare', 'DetectReflectLivenessAndCompare'].map((action) => ({
    action,
    ...clip,
  })),
  faceid,
  sdk,
  page(false),
  page(true),
  card,
  deepfake,
];
