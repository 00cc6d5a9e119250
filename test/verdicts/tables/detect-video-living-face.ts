import type { End, Member, VerdictTable } from '../table.ts';
import { aliyunGateway, everyAnswer, visionErrors } from './common.ts';

/** The vendor publishes no threshold. Without a threshold of the caller, no score passes. https://help.aliyun.com/document_detail/167847.html */
const unsure = (score: number) => ({ exit: 15, checked: ['liveness'], score }) as const;
const alive = (score: number) => ({ exit: 0, checked: ['liveness'], score }) as const;
const attack = (score: number) => ({ exit: 11, checked: ['liveness'], score }) as const;
const noFace = { exit: 12, checked: [], score: null } as const;

const confidence = (end: (score: number) => End): Member => ({
  kind: 'score',
  values: { 0: end(0), '0.5': end(0.5), '0.899': end(0.899), '0.9': end(0.9), 1: end(1) },
  nothing: 23,
  empty: 23,
  other: 23,
});

const face = { LiveConfidence: 0.95, FaceConfidence: 0.99, Rect: [1, 2, 30, 40] };
const elements = (...all: readonly unknown[]) => ({ Data: { Elements: all } });
const rect = 'Data.Elements[].Rect';

export const detectVideoLivingFace: VerdictTable = {
  action: 'DetectVideoLivingFace',
  argv: ['vision', 'video-liveness', '--video-url', 'https://photos.oss-cn-shanghai.aliyuncs.com/a.mp4'],
  modes: {
    'without a threshold': {
      answer: elements(face),
      ends: { ...unsure(0.95), billed: null },
      members: { 'Data.Elements[].LiveConfidence': confidence(unsure) },
      rows: [
        // Without a threshold nothing passes. So a change that would not prevent a pass ends with review.
        ...everyAnswer.map((row) => (row.change && 'RequestId' in row.change ? row : { ...row, end: unsure(0.95) })),
        { what: 'no face', change: { 'Data.Elements': [] }, end: noFace },
        { what: 'two faces, although the action judges one', change: elements(face, face), end: 23 },
        ...[null, undefined, 'abc', {}, true, 1, [null], ['abc'], [[face]], [{}]].map((held) => ({
          what: `Elements ${JSON.stringify(held)}`,
          change: { 'Data.Elements': held },
          end: 23,
        })),
        ...[null, undefined, 'abc', {}, 1, [1, 2, 3], [1, 2, 0, 4], ['1', '2', '3', '4']].map((held) => ({
          what: `Rect ${JSON.stringify(held)}`,
          change: { [rect]: held },
          end: 23,
        })),
        { what: 'no rectangle', change: { [rect]: [] }, end: noFace },
        { what: 'a number above every score', change: { 'Data.Elements[].LiveConfidence': 1.01 }, end: 23 },
        { what: 'a percentage', change: { 'Data.Elements[].LiveConfidence': 95 }, end: 23 },
        { what: 'requires a check that it never makes', flags: ['--expect', 'comparison'], end: 2 },
        { what: 'a threshold above every score', flags: ['--threshold', '90'], end: 2 },
        { what: 'the highest threshold', flags: ['--threshold', '1'], end: attack(0.95) },
      ],
    },
    'with a threshold': {
      answer: elements(face),
      ends: { ...alive(0.95), billed: null },
      flags: ['--threshold', '0.9'],
      members: { 'Data.Elements[].LiveConfidence': confidence((score) => (score >= 0.9 ? alive(score) : attack(score))) },
      rows: [
        { what: 'no face', change: { 'Data.Elements': [] }, end: noFace },
        { what: 'requires the check that it makes', flags: ['--expect', 'liveness'], end: 0 },
      ],
    },
  },
  refusals: { ...aliyunGateway, ...visionErrors },
};
