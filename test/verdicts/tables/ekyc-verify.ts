import type { VerdictTable } from '../table.ts';
import { aliyunGateway, everyAnswer } from './common.ts';
import { codes, ekycErrors, holders, must, pictureErrors, similarity, subCode } from './ekyc.ts';

const both = ['comparison', 'document'] as const;
const same = (score: number) => ({ exit: 0, checked: both, score }) as const;
const attack = { exit: 11, checked: both } as const;
const refused = { exit: 10, checked: both } as const;

const face = { faceAttack: 'N', faceComparisonScore: 99.5, facePassed: 'Y', authorityComparisonScore: null };
const id = {
  ocrIdInfo: { firstName: 'A', lastName: 'B', countryCode: 'UTO', docType: 'abc', dateOfBirth: '2000-01-01', idNumber: '0' },
  ocrIdPassed: 'Y',
  spoofInfo: { spoofResult: 'N', spoofType: [] as string[] },
};
const result = { TransactionId: 'hksb7ba1b28130d24e015d6', Passed: 'Y', SubCode: '200', ExtFaceInfo: face, ExtIdInfo: id };

/** As the service writes it: the two parts are JSON text. */
const asText = (ofFace: object, ofId: object = id) => ({
  'Result.ExtFaceInfo': JSON.stringify({ ...face, ...ofFace }),
  'Result.ExtIdInfo': JSON.stringify({ ...id, ...ofId }),
});

/** https://www.alibabacloud.com/help/en/ekyc/latest/im1u641gyesiqmbg */
export const ekycVerify: VerdictTable = {
  action: 'EkycVerify',
  argv: [
    ...['ekyc', 'verify', '--document', 'fixtures/portrait.jpg', '--image', 'fixtures/portrait.jpg'],
    ...['--doc-type', '01000000', '--biz-id', 'order-7', '--user-id', 'customer-9'],
  ],
  modes: {
    'the person of the document': {
      answer: { Code: 'Success', Message: 'success', Result: result },
      ends: { ...same(99.5), billed: null },
      members: {
        // The SDK describes the member with T and F.
        'Result.Passed': must({ Y: same(99.5), T: same(99.5), N: { ...refused, score: 99.5 }, F: { ...refused, score: 99.5 } }),
        'Result.SubCode': subCode(),
        'Result.ExtFaceInfo.faceAttack': must({ N: 0, Y: attack }, 0),
        'Result.ExtFaceInfo.facePassed': must({ Y: 0, N: 23 }),
        'Result.ExtFaceInfo.faceComparisonScore': similarity(same),
        'Result.ExtIdInfo.ocrIdPassed': must({ Y: 0, N: 23 }),
        'Result.ExtIdInfo.spoofInfo.spoofResult': must({ N: 0, Y: refused }, 0),
      },
      rows: [
        ...everyAnswer,
        ...codes,
        ...holders('Result', result),
        ...holders('Result.ExtFaceInfo', face),
        ...[null, undefined, '', {}].map((none) => ({
          what: `ExtIdInfo ${JSON.stringify(none)}`,
          change: { 'Result.ExtIdInfo': none },
          end: 23,
        })),
        ...['abc', '{', '[]', 'null', [], true, 1, [id]].map((held) => ({
          what: `ExtIdInfo ${JSON.stringify(held).slice(0, 40)}`,
          change: { 'Result.ExtIdInfo': held },
          end: 23,
        })),
        { what: 'as text', change: asText({}), end: same(99.5) },
        { what: 'as text, an attack', change: asText({ faceAttack: 'Y' }), end: attack },
        {
          what: 'as text, a copy of a document',
          change: asText({}, { spoofInfo: { spoofResult: 'Y', spoofType: ['SCREEN_REMARK'] } }),
          end: refused,
        },
        { what: 'as text, another face', change: asText({ facePassed: 'N' }), end: 23 },
        { what: 'as text inside a text', change: { 'Result.ExtFaceInfo': JSON.stringify(JSON.stringify(face)) }, end: 23 },
        {
          what: 'as text, a member twice',
          change: { 'Result.ExtFaceInfo': JSON.stringify(face).replace('{', '{"facePassed":"N",') },
          end: 23,
        },
        { what: 'as text that is cut off', change: { 'Result.ExtIdInfo': JSON.stringify(id).slice(0, -1) }, end: 23 },
        {
          what: 'as in the sample of the SDK, which contradicts itself',
          change: { ...asText({ facePassed: 'N' }), 'Result.SubCode': '205' },
          end: 23,
        },
        { what: 'an attack next to a copy', change: asText({ faceAttack: 'Y' }, { spoofInfo: { spoofResult: 'Y' } }), end: attack },
        { what: 'a threshold that was reached', flags: ['--threshold', '99.5'], end: 0 },
        { what: 'a threshold that was missed', flags: ['--threshold', '99.6'], end: { exit: 10, score: 99.5 } },
        { what: 'requires both checks', flags: ['--expect', 'comparison,document'], end: 0 },
        { what: 'requires a check that it never makes', flags: ['--expect', 'liveness'], end: 2 },
      ],
    },
    'the authority’s record, and a check for copies': {
      flags: ['--authorize', 'yes', '--id-threshold', 'strict'],
      answer: {
        Code: 'Success',
        Message: 'success',
        Result: { ...result, ExtFaceInfo: { ...face, authorityComparisonScore: 98 } },
      },
      ends: { ...same(99.5), billed: null },
      members: {
        'Result.ExtFaceInfo.authorityComparisonScore': {
          kind: 'score',
          values: { 100: 0, 91: 0, 0: 0 },
          nothing: 23,
          empty: 23,
          other: 23,
        },
        'Result.ExtIdInfo.spoofInfo.spoofResult': must({ N: 0, Y: refused }),
      },
      rows: [
        { what: 'no check for copies', change: { 'Result.ExtIdInfo.spoofInfo': null }, end: 23 },
        { what: 'nothing about the document', change: { 'Result.ExtIdInfo': null }, end: 23 },
      ],
    },
    'another person': {
      answer: {
        Code: 'Success',
        Message: 'success',
        Result: { ...result, Passed: 'N', SubCode: '205', ExtFaceInfo: { ...face, facePassed: 'N', faceComparisonScore: 12.5 } },
      },
      ends: { ...refused, score: 12.5, billed: null },
      members: {
        'Result.ExtFaceInfo.faceAttack': must({ N: refused, Y: attack }, refused, refused),
        'Result.ExtIdInfo.ocrIdPassed': must(
          { Y: refused, N: refused },
          { exit: 10, checked: ['comparison'] },
          { exit: 10, checked: ['comparison'] },
        ),
      },
      rows: [
        {
          what: 'no other member',
          change: { 'Result.ExtFaceInfo': null, 'Result.ExtIdInfo': null },
          end: { exit: 10, checked: [], score: null },
        },
      ],
    },
  },
  refusals: { ...aliyunGateway, ...ekycErrors, ...pictureErrors },
};
