import fc from 'fast-check';
import type { Check } from '../../../src/core/judge/judgement.ts';
import { jsonOf } from '../changes.ts';
import { type Attack, enough, isNone, isObject, isRequestId, listOf, members, mostly, requestId, strange } from './at-random.ts';

const verify: Attack = {
  action: 'ExecuteRequest',
  answers: members({
    RequestId: requestId,
    Code: mostly(200, 200, 200, 500),
    Data: members({
      passed: mostly('true', 'true', 'true', 'false'),
      retCode: mostly('OK_SUCCESS', 'OK_SUCCESS', 'PROCESSING'),
      extInfo: fc.oneof(
        {
          weight: 9,
          arbitrary: members({
            result: mostly('true', 'true', 'true'),
            faceAttack: mostly('false', 'false', 'true'),
            score: mostly('91', '100.0', '54.4566324452'),
          }),
        },
        { weight: 1, arbitrary: fc.constantFrom(...strange) },
      ),
    }).chain((data) => fc.constantFrom<unknown>(data, jsonOf(data))),
  }),
  mayPass(fields, asked) {
    let { Data: data } = fields;
    if (typeof data === 'string') data = JSON.parse(data);
    const extInfo = isObject(data) ? data.extInfo : undefined;
    if (!isRequestId(fields.RequestId) || fields.Code !== 200 || !isObject(data) || !isObject(extInfo)) return undefined;
    if (data.passed !== 'true' || data.retCode !== 'OK_SUCCESS' || extInfo.result !== 'true' || extInfo.faceAttack !== 'false')
      return undefined;
    const { score } = extInfo;
    const isText = typeof score === 'string' && /^(0|[1-9]\d?|100)(\.\d+)?$/.test(score) && Number(score) <= 100;
    return isText ? enough(['comparison'], asked, Number(score)) : undefined;
  },
};

const rectangle = mostly([1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4], [], [0, 0, 0, 0]);

const compare: Attack = {
  action: 'CompareFace',
  answers: members({
    RequestId: requestId,
    Data: members({
      Confidence: mostly(91, 75, 69, 68.9),
      RectAList: rectangle,
      RectBList: rectangle,
      Thresholds: mostly([61, 69, 75], undefined, null, [61, 90, 95]),
    }),
  }),
  mayPass(fields, { required, threshold }) {
    const data = isObject(fields.Data) ? fields.Data : {};
    const isFace = (list: unknown): boolean =>
      Array.isArray(list) &&
      list.length > 0 &&
      list.length % 4 === 0 &&
      list.every((number, at) => Number.isSafeInteger(number) && (at % 4 < 2 || number > 0));
    const listed = data.Thresholds;
    const isList = Array.isArray(listed) && listed.length === 3 && listed.every((one) => typeof one === 'number' && one >= 0 && one <= 100);
    if (!isRequestId(fields.RequestId) || !isFace(data.RectAList) || !isFace(data.RectBList) || !(isNone(listed) || isList))
      return undefined;
    const asked = threshold ?? 69;
    const theirs = isList ? (listed[asked >= 75 ? 2 : asked >= 69 ? 1 : 0] as number) : 0;
    const { Confidence: score } = data;
    return typeof score === 'number' && score <= 100 && score >= Math.max(asked, theirs)
      ? enough(['comparison'], { required, threshold: undefined }, score)
      : undefined;
  },
};

/** One picture was sent, and it shows one person. So a good answer has one entry. */
const aboutOne = [1, 2] as const;

const living: Attack = {
  action: 'DetectLivingFace',
  answers: members({
    RequestId: requestId,
    Data: members({
      Elements: listOf(
        members({
          TaskId: mostly('a'),
          FaceNumber: mostly(1, 1, undefined, 2),
          Results: listOf(
            members({
              Suggestion: mostly('pass', 'pass', 'pass', 'pass'),
              Label: mostly('normal', 'normal', 'normal', 'liveness'),
              Rate: mostly(99, 80, 81, 79.9),
            }),
            ...aboutOne,
          ),
        }),
        ...aboutOne,
      ),
    }),
  }),
  mayPass(fields, { required, threshold }) {
    const elements = isObject(fields.Data) ? fields.Data.Elements : undefined;
    const [picture, ...others] = Array.isArray(elements) ? elements : [];
    const [face, ...more] = isObject(picture) && Array.isArray(picture.Results) ? picture.Results : [];
    if (!isRequestId(fields.RequestId) || others.length > 0 || more.length > 0 || !isObject(picture) || !isObject(face)) return undefined;
    if (!(isNone(picture.FaceNumber) || picture.FaceNumber === 1) || face.Suggestion !== 'pass' || face.Label !== 'normal')
      return undefined;
    const isRate = typeof face.Rate === 'number' && face.Rate >= Math.max(80, threshold ?? 0) && face.Rate <= 100;
    return isRate ? enough(['liveness'], { required, threshold: undefined }, undefined) : undefined;
  },
};

/** The Code as the product writes it: 200 as text in samples, Success in the table of codes. */
const ekycCode = mostly('200', 'Success', 'Success', 'NoFaceDetected');
const ran = ({ Code }: Record<string, unknown>): boolean => ['200', 'OK', 'Success', 'success'].includes(Code as string);
/** The object in a JSON text; null for an empty text. Any other value stays as it is. */
const opened = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    const held: unknown = value === '' ? null : JSON.parse(value);
    return value === '' || isObject(held) ? held : value;
  } catch {
    return value;
  }
};
const inText = (held: fc.Arbitrary<unknown>) => held.chain((value) => fc.constantFrom<unknown>(value, jsonOf(value)));
const isAnyScore = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 100;
const isSubCode = (value: unknown): boolean => isNone(value) || value === '200';

const ekycCompare: Attack = {
  action: 'FaceCompare',
  answers: members({
    RequestId: requestId,
    Code: ekycCode,
    Result: members({ Passed: mostly('Y', 'Y', 'N'), FaceComparisonScore: mostly(91, 99.5, 12) }),
  }),
  mayPass(fields, asked) {
    const { Result: result } = fields;
    if (!isRequestId(fields.RequestId) || !ran(fields) || !isObject(result) || result.Passed !== 'Y') return undefined;
    return isAnyScore(result.FaceComparisonScore) ? enough(['comparison'], asked, result.FaceComparisonScore) : undefined;
  },
};

const ekycLiveness: Attack = {
  action: 'FaceLiveness',
  answers: members({
    RequestId: requestId,
    Code: ekycCode,
    Result: members({
      Passed: mostly('Y', 'Y', 'N'),
      SubCode: mostly('200', '200', null, '205'),
      ExtFaceInfo: members({ FaceAttack: mostly('N', 'N', 'Y') }),
    }),
  }),
  mayPass(fields, asked) {
    const { Result: result } = fields;
    if (!isRequestId(fields.RequestId) || !ran(fields) || !isObject(result) || result.Passed !== 'Y') return undefined;
    if (!isSubCode(result.SubCode) || !isObject(result.ExtFaceInfo) || result.ExtFaceInfo.FaceAttack !== 'N') return undefined;
    return enough(['liveness'], { ...asked, threshold: undefined }, undefined);
  },
};

const ekycDocument: Attack = {
  action: 'EkycVerify',
  answers: members({
    RequestId: requestId,
    Code: ekycCode,
    Result: members({
      Passed: mostly('Y', 'Y', 'T', 'N'),
      SubCode: mostly('200', '200', null),
      ExtFaceInfo: inText(
        members({ facePassed: mostly('Y', 'Y', 'Y'), faceAttack: mostly('N', 'N', null, 'Y'), faceComparisonScore: mostly(91, 99.5) }),
      ),
      ExtIdInfo: inText(
        fc.oneof(
          members({
            ocrIdPassed: mostly('Y', 'Y', 'N', null),
            spoofInfo: fc.constantFrom({ spoofResult: 'N' }, { spoofResult: 'Y' }, null, {}),
          }),
          fc.constantFrom<unknown>(null, {}),
        ),
      ),
    }),
  }),
  mayPass(fields, asked) {
    const { Result: result } = fields;
    if (!isRequestId(fields.RequestId) || !ran(fields) || !isObject(result)) return undefined;
    if ((result.Passed !== 'Y' && result.Passed !== 'T') || !isSubCode(result.SubCode)) return undefined;
    const [face, id] = [opened(result.ExtFaceInfo), opened(result.ExtIdInfo) ?? {}];
    if (!isObject(face) || face.facePassed !== 'Y' || !(isNone(face.faceAttack) || face.faceAttack === 'N')) return undefined;
    if (!isAnyScore(face.faceComparisonScore) || !isObject(id)) return undefined;
    const spoof = id.spoofInfo ?? {};
    if (!isObject(spoof) || !(isNone(spoof.spoofResult) || spoof.spoofResult === 'N')) return undefined;
    if (!isNone(id.ocrIdPassed) && id.ocrIdPassed !== 'Y') return undefined;
    return enough(id.ocrIdPassed === 'Y' ? ['comparison', 'document'] : ['comparison'], asked, face.faceComparisonScore);
  },
};

const ekycChecked: Attack = {
  action: 'CheckResult',
  answers: members({
    RequestId: requestId,
    Code: ekycCode,
    Result: members({
      Passed: mostly('Y', 'Y', 'Y', 'P'),
      SubCode: mostly('200', '200', null),
      ExtFaceInfo: inText(
        members({ facePassed: mostly('Y', 'Y', null), faceAttack: mostly('N', 'N', null), faceComparisonScore: mostly(91, 99.5, null) }),
      ),
      ExtIdInfo: inText(fc.oneof(members({ ocrIdPassed: mostly('Y', 'Y', null) }), fc.constantFrom<unknown>({}))),
    }),
  }),
  mayPass(fields, asked) {
    const { Result: result } = fields;
    if (!isRequestId(fields.RequestId) || !ran(fields) || !isObject(result) || result.Passed !== 'Y' || !isSubCode(result.SubCode))
      return undefined;
    const [face, id] = [opened(result.ExtFaceInfo) ?? {}, opened(result.ExtIdInfo) ?? {}];
    if (!isObject(face) || !isObject(id)) return undefined;
    const { faceAttack, facePassed, faceComparisonScore: score } = face;
    if (!(isNone(faceAttack) || faceAttack === 'N') || !(isNone(facePassed) || facePassed === 'Y')) return undefined;
    if (!isNone(score) && !isAnyScore(score)) return undefined;
    if (!isNone(id.ocrIdPassed) && id.ocrIdPassed !== 'Y') return undefined;
    const shown: Check[] = [];
    if (faceAttack === 'N') shown.push('liveness');
    if (!isNone(score)) shown.push('comparison');
    if (id.ocrIdPassed === 'Y') shown.push('document');
    return shown.length === 0 ? undefined : enough(shown, asked, score);
  },
};

const ekycDeepfake: Attack = {
  action: 'DeepfakeDetectIntl',
  answers: members({
    RequestId: requestId,
    Code: ekycCode,
    ResultObject: members({ Result: mostly('0', '0', '1', '2'), RiskTag: mostly('', '', null, 'SuspectTemple') }),
  }),
  mayPass(fields, asked) {
    const { ResultObject: result } = fields;
    if (!isRequestId(fields.RequestId) || !ran(fields) || !isObject(result) || result.Result !== '0') return undefined;
    if (!isNone(result.RiskTag) && result.RiskTag !== '') return undefined;
    return enough(['deepfake'], { ...asked, threshold: undefined }, undefined);
  },
};

export const aliyunAttacks: readonly Attack[] = [
  ekycCompare,
  ekycLiveness,
  ekycDocument,
  ekycChecked,
  ekycDeepfake,
  verify,
  compare,
  living,
];
