import { all, alone, type Fields, type Member, type Members, type VerdictTable } from '../table.ts';
import { againstSuccess, comparisonCodes, ekycResults, livenessCodes } from './app-sdk.ts';
import {
  cardWarnings,
  deviceLevels,
  everyAnswer,
  expiredTokens,
  faceidAccount,
  lists,
  livenessTags,
  shapes,
  tencentGateway,
} from './common.ts';

/** One attempt as in the manual's sample. No comparison was made, so its code is empty text and its similarity is 0. */
const live = { ErrorCode: '0', LiveErrorCode: '0', CompareErrorCode: '', CompareErrorMsg: '', Sim: 0, LivenessInfoTag: [] };
const compared = { ...live, CompareErrorCode: '0', Sim: 91 };
const failed = (code: string, more: Fields = {}) => ({ ...live, ErrorCode: code, LiveErrorCode: code, ...more });
const card = { IsPass: true, IsEdit: false, EditDetails: [], WarnCardInfos: [] };
const process = (attempts: unknown, cards: unknown) => ({
  Result: '0',
  Description: 'abc',
  CompareResults: attempts,
  CardVerifyResults: cards,
  Extra: '',
  DeviceInfoLevel: '',
});

const alive = { exit: 0, checked: ['liveness'], score: null } as const;
const same = (score: number) => ({ exit: 0, checked: ['liveness', 'comparison'], score }) as const;
const documented = { exit: 0, checked: ['liveness', 'comparison', 'document'], score: 91 } as const;

const must = (values: Member['values']): Member => ({ kind: 'text', values, nothing: 23, empty: 23, other: 23 });

/** A mismatch with a similarity of 91 contradicts itself. */
const highMismatch = { 2016: 23 } as const;

const inEvery = (success: Member['nothing'], others: Member['values'] = {}): Members => ({
  Result: must({ 0: success, ...ekycResults, ...others }),
  'CompareResults[].ErrorCode': must(againstSuccess(`${livenessCodes} ${comparisonCodes}`)),
  'CompareResults[].LiveErrorCode': must(againstSuccess(livenessCodes)),
  'CompareResults[].LivenessInfoTag': livenessTags,
  DeviceInfoLevel: deviceLevels,
});

const similarity: Member = {
  kind: 'score',
  values: { 70: 0, '70.0': 0, 91: 0, 100: 0, ...all('0 0.0 0.01 1 69 69.99', 23) },
  nothing: 23,
  empty: 23,
  other: 23,
};

const withDocument = process([compared], [card]);

/** The members of a process that failed. */
const ended = (Result: string, attempt: Fields, cards: unknown = [card]) => ({
  Result,
  CompareResults: [attempt],
  CardVerifyResults: cards,
});

export const getSdkVerificationResult: VerdictTable = {
  action: 'GetSdkVerificationResult',
  argv: ['sdk', 'result', 'token-1'],
  modes: {
    'only liveness': {
      answer: process([live], []),
      ends: { ...alive, billed: null },
      members: {
        ...inEvery(alive),
        'CompareResults[].CompareErrorCode': {
          kind: 'text',
          // With a similarity of 0, the code 0 for a successful comparison cannot be true.
          values: all(`0 ${comparisonCodes}`, 23),
          nothing: alive,
          empty: alive,
          other: 23,
        },
        'CompareResults[].Sim': {
          kind: 'score',
          values: { 0: alive, '0.0': alive, ...all('0.01 12 70 91 100', 23) },
          nothing: alive,
          empty: 23,
          other: 23,
        },
      },
      rows: [
        ...everyAnswer,
        ...lists('CompareResults', live, failed('1004'), 23),
        ...shapes('Extra', 'text'),
        {
          what: 'all optional members null or missing',
          change: {
            'CompareResults[].CompareErrorCode': null,
            'CompareResults[].Sim': null,
            CardVerifyResults: null,
            'CompareResults[].LivenessInfoTag': null,
            DeviceInfoLevel: null,
            Extra: null,
          },
          end: alive,
        },
        ...['comparison', 'document', 'liveness,document'].map((checks) => ({
          what: 'requires more checks',
          flags: ['--expect', checks],
          end: 23,
        })),
        { what: 'requires the check that was made', flags: ['--expect', 'liveness'], end: 0 },
        { what: 'a threshold', flags: ['--threshold', '70'], end: 23 },
        { what: 'only a document', change: { CompareResults: [], CardVerifyResults: [card] }, end: 23 },
        { what: 'only a document, without a list of attempts', change: { CompareResults: undefined, CardVerifyResults: [card] }, end: 23 },
      ],
    },
    'with a comparison': {
      answer: process([compared], null),
      ends: { ...same(91), billed: null },
      members: {
        ...inEvery(same(91), highMismatch),
        'CompareResults[].CompareErrorCode': must(againstSuccess(comparisonCodes)),
        'CompareResults[].Sim': similarity,
      },
      rows: [
        ...lists('CompareResults', compared, failed('2016', { LiveErrorCode: '0', CompareErrorCode: '2016', Sim: 9 }), 23),
        { what: 'no liveness check', change: { 'CompareResults[].LiveErrorCode': null }, end: 23 },
        { what: 'the threshold reached', flags: ['--threshold', '91'], end: 0 },
        { what: 'the threshold missed', flags: ['--threshold', '91.1'], end: { ...same(91), exit: 10 } },
        { what: 'requires a document', flags: ['--expect', 'document'], end: 23 },
        {
          what: 'neither code nor similarity of a comparison',
          change: { 'CompareResults[].CompareErrorCode': null, 'CompareResults[].Sim': null },
          end: alive,
        },
        {
          what: 'neither code nor similarity of a required comparison',
          change: { 'CompareResults[].CompareErrorCode': null, 'CompareResults[].Sim': null },
          flags: ['--expect', 'comparison'],
          end: 23,
        },
      ],
    },
    'only a result': alone('Result', must({ 0: 0, ...ekycResults }), '0', 23),
    'with a document': {
      answer: withDocument,
      ends: { ...documented, billed: null },
      members: {
        Result: must({ 0: documented, ...ekycResults, ...highMismatch }),
        'CompareResults[].CompareErrorCode': must(againstSuccess(comparisonCodes)),
        'CompareResults[].Sim': similarity,
        'CardVerifyResults[].IsPass': { kind: 'boolean', values: { true: 0, false: 23 }, nothing: 23, empty: 23, other: 23 },
        'CardVerifyResults[].IsEdit': {
          kind: 'boolean',
          values: { false: 0, true: { ...documented, exit: 15 } },
          nothing: 0,
          empty: 0,
          other: 23,
        },
        'CardVerifyResults[].WarnCardInfos': cardWarnings,
      },
      rows: [
        ...lists('CardVerifyResults', card, { ...card, IsPass: false }, same(91)),
        ...[0, 1, 4].map((ChargeCount) => ({
          what: `${ChargeCount} checks charged`,
          change: { ChargeCount },
          end: { exit: 0, billed: ChargeCount > 0 },
        })),
        ...[null, undefined, -1, 1.5, 2 ** 53, '1', '', true].map((ChargeCount) => ({
          what: `${JSON.stringify(ChargeCount)} checks charged`,
          change: { ChargeCount },
          end: { exit: 0, billed: null },
        })),
        ...[[], {}, [1]].map((ChargeCount) => ({
          what: `${JSON.stringify(ChargeCount)} checks charged`,
          change: { ChargeCount },
          end: 23,
        })),
        { what: 'requires all checks that were made', flags: ['--expect', 'liveness,comparison,document'], end: documented },
        ...[null, undefined, []].map((CardVerifyResults) => ({
          what: `the document is ${JSON.stringify(CardVerifyResults)}`,
          change: { CardVerifyResults },
          flags: ['--expect', 'document'],
          end: 23,
        })),
        ...[[{ FieldName: 'a' }], [{}], ['a'], [null]].map((EditDetails) => ({
          what: `edits ${JSON.stringify(EditDetails)}`,
          change: { 'CardVerifyResults[].EditDetails': EditDetails },
          end: 15,
        })),
        ...[null, undefined, []].map((EditDetails) => ({
          what: `edits ${JSON.stringify(EditDetails)}`,
          change: { 'CardVerifyResults[].EditDetails': EditDetails },
          end: 0,
        })),
        ...['a', '', 1, true, false, {}].map((EditDetails) => ({
          what: `edits ${JSON.stringify(EditDetails)}`,
          change: { 'CardVerifyResults[].EditDetails': EditDetails },
          end: 23,
        })),
        { what: 'a warning next to a notice', change: { 'CardVerifyResults[].WarnCardInfos': [-9109, -9102] }, end: 15 },
        {
          what: 'an edit and a failed document',
          change: { 'CardVerifyResults[].IsEdit': true, 'CardVerifyResults[].IsPass': false },
          end: 23,
        },
        {
          what: 'warnings only of an earlier document',
          change: { CardVerifyResults: [{ ...card, WarnCardInfos: [-9102] }, card] },
          end: 0,
        },
        { what: 'a spoof', change: ended('1002', failed('1002'), []), end: { exit: 11, checked: ['liveness'], score: null, billed: true } },
        {
          what: 'a spoof after a good document',
          change: ended('1002', failed('1002')),
          end: { exit: 11, checked: ['liveness', 'document'], score: null },
        },
        {
          what: 'a spoof with the initial code of a comparison',
          change: ended('1002', failed('1002', { CompareErrorCode: '0' })),
          end: { exit: 11, checked: ['liveness', 'document'], score: null },
        },
        {
          what: 'a spoof with half of a comparison',
          change: ended('1005', failed('1005', { CompareErrorCode: '0', Sim: null }), []),
          end: { exit: 11, checked: ['liveness'], score: null },
        },
        { what: 'a dark room', change: ended('1201', failed('1201'), null), end: { exit: 12, checked: [], score: null, billed: true } },
        {
          what: 'a mismatch',
          change: ended('2016', failed('2016', { LiveErrorCode: '0', CompareErrorCode: '2016', Sim: 9.2 })),
          end: { exit: 10, checked: ['liveness', 'comparison', 'document'], score: 9.2, billed: null },
        },
        {
          what: 'a mismatch without its similarity',
          change: ended('2016', failed('2016', { LiveErrorCode: '0', CompareErrorCode: '2016', Sim: null }), []),
          end: { exit: 10, checked: ['liveness', 'comparison'], score: null },
        },
        {
          what: 'a face that was covered in the comparison',
          change: ended('2017', failed('2017', { LiveErrorCode: '0', CompareErrorCode: '2017' }), []),
          end: { exit: 12, checked: ['liveness'], score: null, billed: true },
        },
        {
          what: 'no attempt',
          change: { Result: '-999', CompareResults: [], CardVerifyResults: [] },
          end: { exit: 13, checked: [], score: null },
        },
        {
          what: 'a failure that was charged',
          change: { ...ended('1004', failed('1004')), ChargeCount: 2 },
          end: { exit: 12, billed: true },
        },
        {
          what: 'a spoof that was not charged',
          change: { ...ended('1002', failed('1002')), ChargeCount: 0 },
          end: { exit: 11, billed: false },
        },
      ],
    },
  },
  refusals: { ...tencentGateway, ...faceidAccount, ...expiredTokens },
};
