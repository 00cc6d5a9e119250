import { all, alone, codes, type Member, type VerdictTable } from '../table.ts';
import { everyAnswer, shapes, tencentGateway } from './common.ts';

/** The manual has three of the four in mixed case. Later, the service wrote all four in capitals. Billing is not documented. */
const statuses = codes(`
  Passed     0  ? document -
  PASSED     0  ? document -
  Warning    15 ? document -
  WARNING    15 ? document -
  Rejected   10 ? document -
  REJECTED   10 ? document -
  PROCESSING 13 ? - -
`);

const status: Member = { kind: 'text', values: statuses, nothing: 23, empty: 23, other: 23 };

const review = { exit: 15, checked: ['document'], score: null } as const;

export const getCardVerificationResult: VerdictTable = {
  action: 'GetCardVerificationResult',
  argv: ['card', 'result', 'token-1'],
  modes: {
    'only a status': alone('Status', status, 'Passed', 0),
    document: {
      answer: {
        Status: 'Passed',
        WarnInfo: [],
        Nationality: 'IDN',
        CardType: 'ID_CARD',
        CardSubType: 'abc',
        CardInfo: {},
        IDVerificationToken: 'abc',
      },
      ends: { exit: 0, checked: ['document'], score: null, billed: null },
      members: {
        Status: status,
        // Its values are not documented, so any value leads to review.
        WarnInfo: { kind: 'list of text', values: all('abc -9102 constructor', review), nothing: 0, empty: 0, other: 23 },
      },
      rows: [
        ...everyAnswer,
        ...shapes('CardInfo', 'object'),
        ...['Nationality', 'CardType', 'CardSubType', 'IDVerificationToken'].flatMap((name) => shapes(name, 'text')),
        ...['pAsSeD', 'passed', 'rejected', 'Processing', 'processing', 'warning', 'PASSED ', 'Pass', 'PASS', 'Approved'].map((Status) => ({
          what: Status,
          change: { Status },
          end: 23,
        })),
        { what: 'several warnings', change: { WarnInfo: ['abc', 'def'] }, end: review },
        { what: 'passed in capitals with a warning', change: { Status: 'PASSED', WarnInfo: ['abc'] }, end: review },
        { what: 'a rejection with warnings', change: { Status: 'REJECTED', WarnInfo: ['abc'] }, end: { exit: 10, checked: ['document'] } },
        { what: 'still processing with warnings', change: { Status: 'PROCESSING', WarnInfo: ['abc'] }, end: { exit: 13, checked: [] } },
        { what: 'requires the check that it makes', flags: ['--expect', 'document'], end: 0 },
        { what: 'requires a check that it never makes', flags: ['--expect', 'liveness'], end: 2 },
      ],
    },
  },
  refusals: {
    ...tencentGateway,
    'FailedOperation.UnKnowError': 22,
    'FailedOperation.UnOpenError': 20,
    // The action has only one parameter, the token.
    'InvalidParameterValue.InvalidParameterValueLimit': 14,
    'ResourceUnavailable.InArrears': 21,
    'ResourceUnavailable.ResourcePackageRunOut': 21,
  },
};
