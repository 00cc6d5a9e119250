import { alone, type Member, type VerdictTable } from '../table.ts';
import { selfieResults } from './app-sdk.ts';
import { deviceLevels, everyAnswer, expiredTokens, faceidAccount, livenessTags, shapes, tencentGateway } from './common.ts';

const both = ['liveness', 'comparison'] as const;
const alive = { exit: 0, checked: ['liveness'], score: null } as const;
const same = (score: number) => ({ exit: 0, checked: both, score });

/** There is a similarity only if two faces were compared; otherwise null, or a 0 "to be ignored". Below 70 it contradicts a success. */
const similarity = (without: Member['nothing']): Member => ({
  kind: 'score',
  values: {
    ...{ 70: same(70), '70.0': same(70), '98.8': same(98.8), 100: same(100), 0: without, '0.0': without, '-0': without },
    ...{ '0.01': 23, 1: 23, 12: 23, 69: 23, '69.99': 23 },
  },
  nothing: without,
  empty: 23,
  other: 23,
});

const result = (success: Member['nothing'], score: number | null): Member => ({
  kind: 'text',
  values: { 0: success, ...selfieResults(score) },
  nothing: 23,
  empty: 23,
  other: 23,
});

const answer = {
  Result: '0',
  Description: 'Success',
  BestFrame: 'abc',
  Video: 'abc',
  Similarity: 98.8,
  Extra: 'abc',
  DeviceInfoLevel: '',
  LivenessInfoTag: [],
};
const more = { DeviceInfoLevel: deviceLevels, LivenessInfoTag: livenessTags };

export const getFaceIdResultIntl: VerdictTable = {
  action: 'GetFaceIdResultIntl',
  argv: ['faceid', 'result', 'token-1'],
  modes: {
    'only liveness': {
      answer: { ...answer, Similarity: 0 },
      ends: { ...alive, billed: null },
      members: { Result: result(alive, null), Similarity: similarity(alive), ...more },
      rows: [
        ...everyAnswer,
        ...['BestFrame', 'Video', 'ActionVideo', 'Extra'].flatMap((name) => shapes(name, 'text')),
        {
          what: 'all optional members null or missing',
          change: {
            Similarity: undefined,
            Description: null,
            BestFrame: null,
            Video: null,
            Extra: null,
            DeviceInfoLevel: null,
            LivenessInfoTag: null,
          },
          end: alive,
        },
        { what: 'requires a comparison', flags: ['--expect', 'comparison'], end: 23 },
        { what: 'requires the check that was made', flags: ['--expect', 'liveness'], end: 0 },
        { what: 'requires a document', flags: ['--expect', 'document'], end: 2 },
        { what: 'a threshold', flags: ['--threshold', '70'], end: 23 },
        {
          what: 'a spoof with only liveness checked, and a required comparison',
          change: { Result: '1002' },
          flags: ['--expect', 'comparison'],
          end: 11,
        },
        {
          what: 'not finished, and a required comparison',
          change: { Result: '-999', Similarity: null },
          flags: ['--expect', 'comparison'],
          end: { exit: 13, checked: [], score: null },
        },
        { what: 'a high risk, and reasons against liveness', change: { DeviceInfoLevel: '4', LivenessInfoTag: ['03'] }, end: 23 },
      ],
    },
    'with a comparison': {
      answer,
      ends: { ...same(98.8), billed: null },
      members: { Result: result(same(98.8), 98.8), Similarity: similarity(alive), ...more },
      rows: [
        { what: 'the threshold reached', flags: ['--threshold', '98.8'], end: 0 },
        { what: 'the threshold missed', flags: ['--threshold', '98.9'], end: { exit: 10, checked: both, score: 98.8 } },
        { what: 'a high risk', change: { DeviceInfoLevel: '4' }, end: { exit: 15, checked: both, score: 98.8 } },
        { what: 'a high risk below the threshold', change: { DeviceInfoLevel: '4' }, flags: ['--threshold', '99'], end: 10 },
        {
          what: 'a mismatch with its similarity',
          change: { Result: '2016', Similarity: 12.5 },
          end: { exit: 10, checked: both, score: 12.5, billed: null },
        },
        {
          what: 'a mismatch without its similarity',
          change: { Result: '2016', Similarity: null },
          end: { exit: 10, checked: both, score: null },
        },
        { what: 'a mismatch with text as its similarity', change: { Result: '2016', Similarity: '12.5' }, end: { exit: 10, score: null } },
        { what: 'not finished', change: { Result: '-999' }, end: { exit: 13, checked: [], score: null } },
      ],
    },
    'with a required comparison': {
      answer,
      ends: same(98.8),
      flags: ['--expect', 'liveness,comparison'],
      members: { Similarity: similarity(23) },
    },
    'only a result': alone('Result', result(alive, null), '0', 0),
    'with a threshold': {
      answer,
      ends: same(98.8),
      flags: ['--threshold', '80'],
      members: {
        Similarity: {
          kind: 'score',
          values: {
            80: same(80),
            100: same(100),
            '79.99': { exit: 10, score: 79.99, checked: both },
            70: { exit: 10, score: 70, checked: both },
            '69.99': 23,
            1: 23,
            0: 23,
            '0.0': 23,
          },
          nothing: 23,
          empty: 23,
          other: 23,
        },
      },
    },
  },
  refusals: { ...tencentGateway, ...faceidAccount, ...expiredTokens },
};
