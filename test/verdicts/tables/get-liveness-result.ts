import { alone, codes, type Member, type VerdictTable } from '../table.ts';
import { everyAnswer, expiredTokens, faceidAccount, shapes, tencentGateway } from './common.ts';

/** The manual lists no values; its sample has 1001. These are the values of liveness checks in the other App SDKs, and "not finished". */
const results = codes(`
  0    0  ? liveness -
  1001 22 ?
  1002 11 ? liveness -
  1004 12 ? - -
  1005 11 ? liveness -
  1201 12 ? - -
  -999 13 ? - -
`);

const file = { Url: 'https://a.cos.ap-singapore.myqcloud.com/a', MD5: '667c2448b10b09ee9ec14ab2b0d36608', Size: 232267 };

const result: Member = { kind: 'text', values: results, nothing: 23, empty: 23, other: 23 };

export const getLivenessResult: VerdictTable = {
  action: 'GetLivenessResult',
  argv: ['liveness', 'result', 'token-1'],
  modes: {
    'only a result': alone('Result', result, '0', 0),
    liveness: {
      answer: { Result: '0', Description: 'abc', BestFrame: file, Video: file },
      ends: { exit: 0, checked: ['liveness'], score: null, billed: null },
      members: { Result: result },
      rows: [
        ...everyAnswer,
        ...['BestFrame', 'Video'].flatMap((name) => shapes(name, 'object')),
        ...shapes('Description', 'text'),
        // Codes of a comparison, which this service never makes.
        ...['2004', '2012', '2016', '2017'].map((Result) => ({ what: Result, change: { Result }, end: 23 })),
        { what: 'requires the check that it makes', flags: ['--expect', 'liveness'], end: 0 },
        { what: 'requires a check that it never makes', flags: ['--expect', 'comparison'], end: 2 },
        { what: 'a threshold for an action without a score', flags: ['--threshold', '80'], end: 2 },
      ],
    },
  },
  refusals: { ...tencentGateway, ...faceidAccount, ...expiredTokens },
};
