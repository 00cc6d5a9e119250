import type { Member, Row, VerdictTable } from '../table.ts';
import { aliyunGateway, everyAnswer, visionErrors } from './common.ts';

/** The vendor's thresholds are 61, 69 and 75. They are reached by 1 stranger in 1,000, 10,000 and 100,000. idv uses 69. */
const same = (score: number) => ({ exit: 0, checked: ['comparison'], score }) as const;
const other = (score: number) => ({ exit: 10, checked: ['comparison'], score }) as const;
const noFace = { exit: 12, checked: [], score: null } as const;

const confidence: Member = {
  kind: 'score',
  values: {
    ...{ 69: same(69), '69.0': same(69), '69.01': same(69.01), 75: same(75), 100: same(100) },
    ...{ '68.99': other(68.99), 61: other(61), 1: other(1), 0: other(0), '0.0': other(0) },
  },
  nothing: 23,
  empty: 23,
  other: 23,
};

const rectangles = (path: string): Row[] => {
  const row = (value: unknown, end: Row['end']): Row => ({ what: `${path} ${JSON.stringify(value)}`, change: { [path]: value }, end });
  return [
    ...[
      [1, 2, 3, 4],
      [0, 0, 1, 1],
      [-5, -6, 100, 100],
      [1, 2, 3, 4, 5, 6, 7, 8],
    ].map((faces) => row(faces, same(85.5))),
    row([], noFace),
    ...[null, undefined, 'abc', '', '[1,2,3,4]', 0, 1, true, false, {}, { 0: 1 }].map((held) => row(held, 23)),
    ...[
      [null],
      [1],
      [1, 2, 3],
      [0, 0, 0, 0],
      [1, 2, 0, 4],
      [1, 2, 3, 0],
      [1, 2, -3, 4],
      ['1', '2', '3', '4'],
      [1.5, 2, 3, 4],
      [[1, 2, 3, 4]],
      [{}],
      [1, 2, 3, 4, 5],
    ].map((faces) => row(faces, 23)),
  ];
};

const thresholds: Row[] = [
  ...[null, undefined, [61, 69, 75], [50, 60, 70]].map((Thresholds) => ({
    what: `thresholds ${JSON.stringify(Thresholds)}`,
    change: { 'Data.Thresholds': Thresholds },
    end: same(85.5),
  })),
  { what: 'a higher threshold of the service', change: { 'Data.Thresholds': [61, 86, 90] }, end: other(85.5) },
  { what: 'a higher threshold at another position', change: { 'Data.Thresholds': [61, 69, 90] }, end: same(85.5) },
  ...[
    'abc',
    '',
    69,
    true,
    {},
    [],
    [69],
    [61, 69],
    [61, 69, 75, 80],
    ['61', '69', '75'],
    [61, null, 75],
    [61, 169, 75],
    [61, -1, 75],
    [[61, 69, 75]],
  ].map((Thresholds) => ({ what: `thresholds ${JSON.stringify(Thresholds)}`, change: { 'Data.Thresholds': Thresholds }, end: 23 })),
];

const data = {
  Confidence: 85.5,
  Thresholds: [61, 69, 75],
  RectAList: [1, 2, 30, 40],
  RectBList: [5, 6, 70, 80],
  MessageTips: '',
  IsMaskA: 0,
  IsMaskB: 0,
};

export const compareFace: VerdictTable = {
  action: 'CompareFace',
  argv: ['vision', 'compare', '--image-a', 'fixtures/portrait.jpg', '--image-b', 'fixtures/portrait.jpg'],
  modes: {
    'the same person': {
      answer: { Data: data },
      ends: { ...same(85.5), billed: null },
      members: { 'Data.Confidence': confidence },
      rows: [
        ...everyAnswer,
        ...['A', 'B'].flatMap((side) => rectangles(`Data.Rect${side}List`)),
        ...thresholds,
        ...[null, undefined, 'abc', [], {}, true, 1, JSON.stringify(data), [data]].map((Data) => ({
          what: `Data ${JSON.stringify(Data)}`,
          change: { Data },
          end: 23,
        })),
        { what: 'no face in both pictures', change: { 'Data.RectAList': [], 'Data.RectBList': [], 'Data.Confidence': 0 }, end: noFace },
        { what: 'no face, and a confidence that is text', change: { 'Data.RectAList': [], 'Data.Confidence': '99' }, end: noFace },
        { what: 'the threshold reached', flags: ['--threshold', '85.5'], end: 0 },
        { what: 'the threshold missed', flags: ['--threshold', '85.6'], end: other(85.5) },
        { what: 'the lowest threshold', change: { 'Data.Confidence': 61 }, flags: ['--threshold', '61'], end: same(61) },
        { what: 'below the lowest threshold', change: { 'Data.Confidence': 60.9 }, flags: ['--threshold', '61'], end: other(60.9) },
        { what: 'a threshold below the lowest', flags: ['--threshold', '60.9'], end: 2 },
        { what: 'the highest threshold', change: { 'Data.Confidence': 74.9 }, flags: ['--threshold', '75'], end: other(74.9) },
        {
          what: 'the highest threshold raised by the service',
          change: { 'Data.Confidence': 80, 'Data.Thresholds': [61, 69, 81] },
          flags: ['--threshold', '75'],
          end: other(80),
        },
        { what: 'requires a check that it never makes', flags: ['--expect', 'liveness'], end: 2 },
      ],
    },
    'another person': {
      answer: { Data: { ...data, Confidence: 12.5 } },
      ends: { ...other(12.5), billed: null },
      members: {},
      rows: [{ what: 'no face to compare', change: { 'Data.RectAList': [] }, end: noFace }],
    },
  },
  refusals: { ...aliyunGateway, ...visionErrors },
};
