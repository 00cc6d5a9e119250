import { all, alone, codes, type End, type Fields, type Member, type Mode, type VerdictTable } from '../table.ts';
import { cardWarnings, everyAnswer, expiredTokens, faceidAccount, lists, livenessTags, tencentGateway } from './common.ts';

/**
 * Codes of the verification page: the table "Mobile HTML5" of https://www.tencentcloud.com/document/product/1061/55390, in which only 0
 * is charged; the longer list "SaaS error codes" of https://github.com/tencentyun/intlcloud-documents; and 1409, 1410 and 2012 from the
 * notice of 2026-03-10.
 */
const pageCodes = codes(`
  1    20 N
  2    20 N
  3    20 N
  4    22 N
  8    22 N
  9    22 N
  10   22 N
  11   22 N
  14   14 N - -
  15   14 N - -
  16   12 N
  17   13 ? - -
  202  12 N
  1001 22 N
  1002 11 N
  1003 11 N
  1004 12 N
  1005 11 N
  1101 12 N
  1102 12 N
  1103 12 N
  1104 12 N
  1105 22 N
  1106 12 N
  1107 12 N
  1108 12 N
  1109 12 N
  1201 12 N
  1202 12 ?
  1203 12 ?
  1204 12 ?
  1205 12 ?
  1206 12 ?
  1207 12 ?
  1208 12 ?
  1209 12 ?
  1210 12 ?
  1301 11 ?
  1302 11 ?
  1303 12 ?
  1401 11 ?
  1409 14 N - -
  1410 12 N
  2001 22 ?
  2004 12 ?
  2009 12 ?
  2010 12 ?
  2011 11 ?
  2012 12 N
  2013 12 ?
  2014 12 ?
  2015 12 ?
  2016 10 ?
`);

const livenessCodes = `1001 1002 1003 1004 1005 1101 1102 1103 1104 1105 1106 1107 1108 1109 1201 1202 1203 1204 1205 1206 1207 1208
  1209 1210 1301 1302 1303 1401`;
const comparisonCodes = '2001 2004 2009 2010 2011 2012 2013 2014 2015 2016';

/** A finished page has the verdict of its last attempt, if that is about the person. Otherwise its token was used, which is 14. */
const lastAttempts: Readonly<Record<string, End>> = {
  ...Object.fromEntries(Object.entries(pageCodes).map(([code, end]) => [code, typeof end === 'number' || end.exit > 12 ? 14 : end])),
  0: 14,
};

const attempt = { ErrorCode: 0, ErrorMsg: 'abc', LivenessErrorCode: 0, CompareErrorCode: null, Similarity: null, LivenessInfoTag: [] };
const compared = { ...attempt, CompareErrorCode: 0, Similarity: 90 };
const card = { IsPass: true, WarnCardInfos: [] };
const page = (attempts: unknown, cards?: unknown) => ({
  ErrorCode: 0,
  ErrorMsg: 'abc',
  VerificationDetailList: attempts,
  ...(cards === undefined ? {} : { OCRResult: cards }),
});

const alive = { exit: 0, checked: ['liveness'], score: null } as const;
const same = (score: number) => ({ exit: 0, checked: ['liveness', 'comparison'], score }) as const;
const documented = { exit: 0, checked: ['liveness', 'comparison', 'document'], score: 90 } as const;

const must = (success: End, others: string, nothing: End = 23): Member => ({
  kind: 'integer',
  values: { 0: success, ...all(others, 23) },
  nothing,
  empty: 23,
  other: 23,
});

/** A mismatch with a similarity of 90 contradicts itself. */
const highMismatch = { 2016: 23 } as const;

const decision = (success: End, others: Member['values'] = {}): Member => ({
  kind: 'integer',
  values: { 0: success, ...pageCodes, ...others },
  nothing: 13,
  empty: 23,
  other: 23,
});

const inEvery = {
  'VerificationDetailList[].ErrorCode': must(0, Object.keys(pageCodes).join(' ')),
  'VerificationDetailList[].LivenessErrorCode': must(0, livenessCodes),
  'VerificationDetailList[].LivenessInfoTag': livenessTags,
};

/** A comparison has a similarity. A 0 means that no faces were compared; the end is then `without`, and `nothing` for null. */
const similarity = (without: End, nothing: End): Member => ({
  kind: 'score',
  values: { 70: same(70), '70.0': same(70), 100: same(100), ...all('0 0.0 -0', without), ...all('0.01 1 12 69 69.99', 23) },
  nothing,
  empty: 23,
  other: 23,
});

const failing = (ErrorCode: number, last: Fields) => ({ ErrorCode, VerificationDetailList: [last] });
const blink = { ErrorCode: 1207, LivenessErrorCode: 1207, CompareErrorCode: 0, Similarity: 0 };
const another = { ErrorCode: 2016, LivenessErrorCode: 0, CompareErrorCode: 2016, Similarity: 40.5 };

const failures = [
  {
    what: 'a missed blink with the initial values of a comparison',
    change: failing(1207, blink),
    end: { exit: 12, checked: ['liveness'], score: null },
  },
  {
    what: 'used up attempts, the last a missed blink',
    change: failing(16, blink),
    end: { exit: 12, checked: ['liveness'], score: null, billed: false },
  },
  {
    what: 'a spoof',
    change: failing(1002, { ErrorCode: 1002, LivenessErrorCode: 1002, CompareErrorCode: null }),
    end: { exit: 11, checked: ['liveness'], score: null, billed: false },
  },
  { what: 'a mismatch', change: failing(2016, another), end: { exit: 10, checked: ['liveness', 'comparison'], score: 40.5 } },
  {
    what: 'a mismatch without its similarity',
    change: failing(2016, { ...another, Similarity: null }),
    end: { exit: 10, checked: ['liveness', 'comparison'], score: null },
  },
  {
    what: 'used up attempts, the last a mismatch',
    change: failing(16, another),
    end: { exit: 12, checked: ['liveness', 'comparison'], score: null },
  },
  {
    what: 'no face',
    change: failing(1210, { ErrorCode: 1210, LivenessErrorCode: 1210, CompareErrorCode: null }),
    end: { exit: 12, checked: [], score: null },
  },
  {
    what: 'a token that expired after a good attempt',
    change: failing(15, compared),
    end: { exit: 14, checked: [], score: null, billed: false },
  },
  {
    what: 'a page that is not finished',
    change: { ErrorCode: null, ErrorMsg: null, VerificationDetailList: [compared] },
    end: { exit: 13, checked: [], score: null },
  },
  {
    what: 'a page that was not opened',
    change: { ErrorCode: undefined, ErrorMsg: undefined, VerificationDetailList: null },
    end: { exit: 13, checked: [], score: null },
  },
  {
    what: 'a used token without attempts',
    change: { ErrorCode: 14, VerificationDetailList: [] },
    end: { exit: 14, checked: [], score: null },
  },
] as const;

const settled: Mode = {
  answer: { ErrorCode: 14, ErrorMsg: 'abc', VerificationDetailList: [another] },
  ends: { exit: 10, checked: ['liveness', 'comparison'], score: 40.5 },
  members: {
    'VerificationDetailList[].ErrorCode': { kind: 'integer', values: lastAttempts, nothing: 14, empty: 14, other: 14 },
  },
};

const comparison: Mode = {
  answer: page([compared]),
  ends: { ...same(90), billed: true },
  members: {
    ErrorCode: decision(same(90), highMismatch),
    ...inEvery,
    'VerificationDetailList[].CompareErrorCode': must(0, comparisonCodes),
    'VerificationDetailList[].Similarity': similarity(alive, 23),
  },
  rows: [
    ...everyAnswer,
    ...lists('VerificationDetailList', compared, { ...compared, ErrorCode: 1004, LivenessErrorCode: 1004 }, 23),
    ...failures,
    { what: 'the threshold reached', flags: ['--threshold', '90'], end: 0 },
    { what: 'the threshold missed', flags: ['--threshold', '90.1'], end: { ...same(90), exit: 10 } },
    { what: 'requires all checks that were made', flags: ['--expect', 'liveness,comparison'], end: same(90) },
    { what: 'a comparison without a liveness check', change: { 'VerificationDetailList[].LivenessErrorCode': undefined }, end: 23 },
    {
      what: 'a threshold without a comparison',
      change: { 'VerificationDetailList[].CompareErrorCode': null, 'VerificationDetailList[].Similarity': null },
      flags: ['--threshold', '70.1'],
      end: 23,
    },
    {
      what: 'a threshold, and a similarity of 0',
      change: { 'VerificationDetailList[].Similarity': 0 },
      flags: ['--threshold', '70'],
      end: 23,
    },
  ],
};

const liveness: Mode = {
  answer: page([attempt], null),
  ends: { ...alive, billed: true },
  members: {
    ErrorCode: decision(alive),
    ...inEvery,
    'VerificationDetailList[].CompareErrorCode': { ...must(23, comparisonCodes), nothing: alive },
    'VerificationDetailList[].Similarity': {
      kind: 'score',
      values: { ...all('0 0.0', alive), ...all('0.01 12 70 90 100', 23) },
      nothing: alive,
      empty: 23,
      other: 23,
    },
  },
  rows: [
    ...['comparison', 'document', 'liveness,document'].map((checks) => ({
      what: `requires ${checks}`,
      flags: ['--expect', checks],
      end: 23,
    })),
    { what: 'requires the check that was made', flags: ['--expect', 'liveness'], end: 0 },
    { what: 'no check is shown', change: { 'VerificationDetailList[].LivenessErrorCode': null }, end: 23 },
  ],
};

/** A page without a comparison, as in the manual's sample: its code and its similarity are 0. */
const zeros: Mode = {
  answer: page([{ ...attempt, CompareErrorCode: 0, Similarity: 0 }], null),
  ends: { ...alive, billed: true },
  members: {
    ErrorCode: decision(alive),
    'VerificationDetailList[].CompareErrorCode': { ...must(alive, comparisonCodes), nothing: alive },
    'VerificationDetailList[].Similarity': similarity(alive, 23),
  },
  rows: [{ what: 'requires a comparison', flags: ['--expect', 'comparison'], end: 23 }],
};

const withDocument: Mode = {
  answer: page([compared], [card]),
  ends: { ...documented, billed: true },
  members: {
    ErrorCode: decision(documented, highMismatch),
    'OCRResult[].IsPass': { kind: 'boolean', values: { true: 0, false: 23 }, nothing: 23, empty: 23, other: 23 },
    'OCRResult[].WarnCardInfos': cardWarnings,
  },
  rows: [
    ...lists('OCRResult', card, { ...card, IsPass: false }, same(90)),
    { what: 'requires all checks that were made', flags: ['--expect', 'liveness,comparison,document'], end: documented },
    ...[null, undefined, []].map((OCRResult) => ({
      what: `the document is ${JSON.stringify(OCRResult)}`,
      change: { OCRResult },
      flags: ['--expect', 'document'],
      end: 23,
    })),
    { what: 'a warning', change: { 'OCRResult[].WarnCardInfos': [-9102] }, end: { ...documented, exit: 15 } },
  ],
};

/** A page that only reads a document. */
const documentAlone: Mode = {
  answer: page([], [card]),
  ends: { exit: 0, checked: ['document'], score: null, billed: true },
  members: {
    ErrorCode: decision({ exit: 0, checked: ['document'], score: null }),
    'OCRResult[].IsPass': { kind: 'boolean', values: { true: 0, false: 23 }, nothing: 23, empty: 23, other: 23 },
    'OCRResult[].WarnCardInfos': cardWarnings,
  },
  rows: [
    ...[null, undefined].map((VerificationDetailList) => ({ what: 'no attempt', change: { VerificationDetailList }, end: 0 })),
    ...['liveness', 'comparison'].map((check) => ({ what: `requires ${check}`, flags: ['--expect', check], end: 23 })),
    { what: 'neither document nor attempt', change: { OCRResult: null }, end: 23 },
  ],
};

const refusals = { ...tencentGateway, ...faceidAccount, ...expiredTokens };

export const getWebVerificationResultIntl: VerdictTable = {
  action: 'GetWebVerificationResultIntl',
  argv: ['web', 'result', 'token-1'],
  modes: {
    'only liveness': liveness,
    'only liveness, as in the manual': zeros,
    'with a comparison': comparison,
    'with a document': withDocument,
    'only a document': documentAlone,
    'a finished page': settled,
    'only a code': alone('ErrorCode', decision(0), 0, 23),
  },
  refusals,
};

/** A page of GetWebVerificationResult always compares. */
export const getWebVerificationResult: VerdictTable = {
  action: 'GetWebVerificationResult',
  argv: ['web-v1', 'result', 'token-1'],
  modes: {
    'with a comparison': { ...comparison, members: { ...comparison.members, 'VerificationDetailList[].Similarity': similarity(23, 23) } },
    'a finished page': settled,
    'only a code': alone('ErrorCode', decision(0), 0, 23),
    'without members that only GetWebVerificationResultIntl may lack': {
      answer: comparison.answer,
      ends: same(90),
      members: {},
      rows: [
        attempt,
        { ...attempt, CompareErrorCode: 0, Similarity: 0 },
        { ...attempt, Similarity: 90 },
        { ...attempt, CompareErrorCode: 0 },
      ].map((last) => ({
        what: JSON.stringify(last),
        change: { VerificationDetailList: [last] },
        end: 23,
      })),
    },
  },
  refusals,
};
