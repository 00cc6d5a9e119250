import type { Fields, Member, VerdictTable } from '../table.ts';
import { aliyunGateway, everyAnswer, visionErrors } from './common.ts';

/** One picture with one face. */
const face = { Suggestion: 'pass', Label: 'normal', Rate: 99.5, Rect: { Left: 1, Top: 2, Width: 30, Height: 40 }, MessageTips: '' };
const picture = (...faces: readonly unknown[]) => ({ TaskId: 'task-1', FaceNumber: faces.length, Results: faces });
const pictures = (...all: readonly unknown[]) => ({ Data: { Elements: all } });

const alive = (score: number) => ({ exit: 0, checked: ['liveness'], score }) as const;
const unsure = (score: number | null) => ({ exit: 15, checked: ['liveness'], score }) as const;
const attack = { exit: 11, checked: ['liveness'], score: null } as const;
const noFace = { exit: 12, checked: [], score: null } as const;

const must = (values: Member['values']): Member => ({ kind: 'text', values, nothing: 23, empty: 23, other: 23 });

/** The vendor recommends that a normal face passes with 80 or more. */
const rate: Member = {
  kind: 'score',
  values: { 80: alive(80), '80.0': alive(80), 99: alive(99), 100: alive(100), '79.99': unsure(79.99), 1: unsure(1), 0: unsure(0) },
  nothing: 23,
  empty: 23,
  other: 23,
};

const results = 'Data.Elements[].Results';
const withFaces = (FaceNumber: unknown, ...faces: readonly Fields[]) => pictures({ ...picture(...faces), FaceNumber });

export const detectLivingFace: VerdictTable = {
  action: 'DetectLivingFace',
  argv: ['vision', 'liveness', '--image', 'fixtures/portrait.jpg'],
  modes: {
    'a live person': {
      answer: pictures(picture(face)),
      ends: { ...alive(99.5), billed: null },
      members: {
        [`${results}[].Suggestion`]: must({ pass: alive(99.5), review: unsure(99.5), block: attack }),
        [`${results}[].Label`]: must({ normal: 0, liveness: attack }),
        [`${results}[].Rate`]: rate,
        'Data.Elements[].FaceNumber': {
          kind: 'integer',
          values: { 1: 0, 2: noFace, 3: noFace, 4242: noFace, 0: 23 },
          // Each listed face is judged. The number shows whether there are faces that are not listed.
          nothing: 0,
          empty: 23,
          other: 23,
        },
      },
      rows: [
        ...everyAnswer,
        ...[null, undefined, 'abc', [], {}, true, 1, [picture(face)]].map((Data) => ({
          what: `Data ${JSON.stringify(Data)}`,
          change: { Data },
          end: 23,
        })),
        ...[null, undefined, 'abc', [], {}, true, 1, picture(face), [null], ['abc'], [[picture(face)]]].map((Elements) => ({
          what: `Elements ${JSON.stringify(Elements)}`,
          change: { 'Data.Elements': Elements },
          end: 23,
        })),
        ...['abc', '', {}, true, 1, face, [null], ['abc'], [[face]], [{}], []].map((faces) => ({
          what: `Results ${JSON.stringify(faces)}`,
          change: { [results]: faces },
          end: 23,
        })),
        ...[null, undefined].map((faces) => ({
          what: `Results ${JSON.stringify(faces)}, one face counted`,
          change: { [results]: faces },
          end: 23,
        })),
        ...[null, undefined, []].map((faces) => ({
          what: `Results ${JSON.stringify(faces)}, no face counted`,
          change: { [results]: faces, 'Data.Elements[].FaceNumber': 0 },
          end: noFace,
        })),
        { what: 'two pictures in the answer to one', change: pictures(picture(face), { ...picture(face), TaskId: 'task-2' }), end: 23 },
        { what: 'two faces', change: withFaces(2, face, face), end: noFace },
        {
          what: 'two faces, one is an attack',
          change: withFaces(2, face, { ...face, Suggestion: 'block', Label: 'liveness' }),
          end: attack,
        },
        {
          what: 'two faces, the first is an attack',
          change: withFaces(2, { ...face, Suggestion: 'block', Label: 'liveness' }, face),
          end: attack,
        },
        { what: 'two faces, of which one is counted', change: withFaces(1, face, face), end: 23 },
        { what: 'two faces, one of them unknown', change: withFaces(2, { ...face, Label: 'New' }, face), end: 23 },
        {
          what: 'an attack with the suggestion pass',
          change: { [`${results}[].Label`]: 'liveness', [`${results}[].Rate`]: 100 },
          end: attack,
        },
        { what: 'a normal face with the suggestion block', change: { [`${results}[].Suggestion`]: 'block' }, end: attack },
        {
          what: 'a normal face with the suggestion review',
          change: { [`${results}[].Suggestion`]: 'review', [`${results}[].Rate`]: 90 },
          end: unsure(90),
        },
        {
          what: 'the suggestion review without a rate',
          change: { [`${results}[].Suggestion`]: 'review', [`${results}[].Rate`]: null },
          end: unsure(null),
        },
        { what: 'above the threshold', flags: ['--threshold', '99'], end: 0 },
        { what: 'below the threshold', flags: ['--threshold', '99.6'], end: unsure(99.5) },
        { what: 'a threshold below the vendor’s', flags: ['--threshold', '79'], end: 2 },
        { what: 'requires a check that it never makes', flags: ['--expect', 'comparison'], end: 2 },
      ],
    },
    'two pictures': {
      answer: pictures(picture(face), { ...picture(face), TaskId: 'task-2' }),
      ends: alive(99.5),
      flags: ['--image', 'fixtures/portrait.jpg'],
      members: {
        [`${results}[].Suggestion`]: must({ pass: alive(99.5), review: unsure(99.5), block: attack }),
        [`${results}[].Label`]: must({ normal: 0, liveness: attack }),
      },
      rows: [
        // Any id that no other picture has.
        ...['task-2', 'abc'].map((TaskId) => ({ what: TaskId, change: { 'Data.Elements[].TaskId': TaskId }, end: 0 })),
        ...['task-1', '', null, undefined, 1, true, [], {}, ['task-2']].map((TaskId) => ({
          what: `TaskId ${JSON.stringify(TaskId)}`,
          change: { 'Data.Elements[].TaskId': TaskId },
          end: 23,
        })),
        { what: 'one is missing', change: pictures(picture(face)), end: 23 },
        {
          what: 'one too many',
          change: pictures(picture(face), { ...picture(face), TaskId: 'b' }, { ...picture(face), TaskId: 'c' }),
          end: 23,
        },
        {
          what: 'the first is an attack',
          change: pictures(picture({ ...face, Label: 'liveness' }), { ...picture(face), TaskId: 'task-2' }),
          end: attack,
        },
        { what: 'the first has no face', change: pictures(picture(), { ...picture(face), TaskId: 'task-2' }), end: noFace },
        { what: 'the first is null', change: pictures(null, picture(face)), end: 23 },
        {
          what: 'the lower rate is shown',
          change: pictures(picture({ ...face, Rate: 81 }), { ...picture(face), TaskId: 'task-2' }),
          end: alive(81),
        },
      ],
    },
  },
  refusals: { ...aliyunGateway, ...visionErrors },
};
