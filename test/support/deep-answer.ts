import type { Action } from '../../src/core/declare/action.ts';
import { compareFaceLiveness } from '../../src/vendors/tencent/actions/compare-face-liveness.ts';
import { explained } from './explained.ts';

/** An action whose answer has files, records and personal data at several depths. */
export const deepAction: Action = {
  ...compareFaceLiveness,
  output: explained([
    { name: 'ErrorCode', type: 'Integer' },
    { name: 'Frames', type: 'Array of String', media: 'image', file: 'frame' },
    { name: 'Cards', type: 'Array of Card' },
    { name: 'Attempts', type: 'Array of Attempt' },
    { name: 'VideoUrl', type: 'String', media: 'video', file: 'video', md5: 'VideoMd5' },
    { name: 'VideoMd5', type: 'String' },
    { name: 'RequestId', type: 'String' },
  ]),
  types: {
    Card: explained([
      { name: 'Image', type: 'FileInfo', media: 'image', file: 'card' },
      { name: 'Info', type: 'Info', sensitive: true },
      { name: 'Passed', type: 'Boolean' },
    ]),
    Info: explained([{ name: 'Name', type: 'String' }]),
    Attempt: explained([
      { name: 'Code', type: 'Integer' },
      { name: 'Text', type: 'String' },
    ]),
    FileInfo: explained([{ name: 'Url', type: 'String' }]),
  },
  judgement: { checked: [], decision: { path: 'ErrorCode', type: 'Integer', success: 0, results: [] } },
};
export const deepAnswer = {
  ErrorCode: 0,
  Frames: ['YQ==', 'Yg=='],
  Cards: [
    { Image: { Url: 'https://x.example/1', MD5: 'abc', Size: 3 }, Info: { Name: 'SANDBOX PERSON' }, Passed: true, Later: 'PERHAPS A NAME' },
  ],
  Attempts: [
    { Code: 1, Text: 'blurred' },
    { Code: 0, Text: null },
  ],
  VideoUrl: 'https://x.example/v',
  VideoMd5: 'def',
  RequestId: 'r-1',
};
