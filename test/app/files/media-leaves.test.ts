import { describe, expect, it } from 'vitest';
import { mediaLeaves, remoteOf } from '../../../src/app/files/media-leaves.ts';
import { readableRows } from '../../../src/app/result/readable.ts';
import type { Action } from '../../../src/core/declare/action.ts';
import { getAsyncJobResult } from '../../../src/vendors/aliyun/actions/get-async-job-result.ts';
import { aliyun } from '../../../src/vendors/aliyun/vendor.ts';
import { compareFaceLiveness } from '../../../src/vendors/tencent/actions/compare-face-liveness.ts';
import { tencent } from '../../../src/vendors/tencent/vendor.ts';
import { explained } from '../../support/explained.ts';

const action: Action = {
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
const fields = {
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

describe('mediaLeaves', () => {
  it('finds files wherever they stand, numbered where there are several', () => {
    expect(mediaLeaves(action, structuredClone(fields)).map(({ path, fileName }) => [path, fileName])).toEqual([
      ['Frames[0]', 'frame-1'],
      ['Frames[1]', 'frame-2'],
      ['Cards[0].Image', 'card'],
      ['VideoUrl', 'video'],
    ]);
  });

  it('tells what is to be fetched from where', () => {
    expect(mediaLeaves(action, structuredClone(fields)).map(remoteOf)).toEqual([
      undefined,
      undefined,
      { url: 'https://x.example/1', md5: 'abc', bytes: 3 },
      { url: 'https://x.example/v', md5: 'def', bytes: undefined },
    ]);
  });

  it('leaves out null and empty ones', () => {
    expect(mediaLeaves(action, { Frames: null, Cards: [{ Image: null }], VideoUrl: '' })).toEqual([]);
  });
});

describe('readableRows', () => {
  const text = (showPii: boolean) =>
    readableRows({ vendor: tencent, product: 'faceid', action }, fields, { showPii, keepsFiles: false })
      .map((row) => `${' '.repeat(row.depth)}${row.name} ${row.text}`)
      .join('\n');

  it('masks personal data and what no declaration knows', () => {
    expect(text(false)).not.toContain('SANDBOX PERSON');
    expect(text(false)).not.toContain('PERHAPS A NAME');
    expect(text(true)).toContain('SANDBOX PERSON');
    expect(text(false)).toContain('Passed true');
  });

  it('shows records of scalars as a table', () => {
    expect(text(false)).toContain('Attempts \n  Code  Text\n  1     blurred\n  0');
  });

  it('leaves out what the summary has said', () => {
    expect(text(false)).not.toContain('ErrorCode');
    expect(text(false)).not.toContain('RequestId');
  });

  it('masks what an action answers that nobody knows, where its product is about persons', () => {
    const unknown = (product: string) =>
      readableRows({ vendor: aliyun, product, action: undefined }, { Name: 'SOMEBODY' }, { showPii: false, keepsFiles: false });
    expect(JSON.stringify(unknown('ocr'))).not.toContain('SOMEBODY');
    expect(JSON.stringify(unknown('viapi'))).not.toContain('SOMEBODY');
    expect(JSON.stringify(unknown('ecs'))).toContain('SOMEBODY');
  });

  it('shows the short words of an action that nobody knows, for one of them is its result', () => {
    const answer = {
      AttackRiskLevel: 'High',
      Result: -1,
      Passed: 'N',
      Score: 96.3,
      Sure: true,
      FullName: 'WANG',
      IdNumber: '12',
      Owner: 'A B',
      Num: '7',
    };
    const rows = readableRows({ vendor: tencent, product: 'faceid', action: undefined }, answer, { showPii: false, keepsFiles: false });
    const shown = Object.fromEntries(rows.map(({ name, text }) => [name, text]));
    expect(shown).toMatchObject({ AttackRiskLevel: 'High', Result: '-1', Passed: 'N', Score: '96.3', Sure: 'true' });
    for (const name of ['FullName', 'IdNumber', 'Owner', 'Num']) expect(shown[name]).toContain('••••');
  });

  it('masks what a job was about', () => {
    const asked = { vendor: aliyun, product: 'ocr', action: getAsyncJobResult };
    const answer = { Data: { JobId: 'job-1', Status: 'PROCESS_SUCCESS', Result: '{"Name":"SOMEBODY"}' } };
    expect(JSON.stringify(readableRows(asked, answer, { showPii: false, keepsFiles: false }))).not.toContain('SOMEBODY');
    expect(JSON.stringify(readableRows(asked, answer, { showPii: true, keepsFiles: false }))).toContain('SOMEBODY');
    expect(JSON.stringify(readableRows(asked, answer, { showPii: false, keepsFiles: false }))).toContain('job-1');
  });
});
