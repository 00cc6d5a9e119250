import { describe, expect, it } from 'vitest';
import { mediaLeaves, remoteOf } from '../../../src/app/result/result.ts';
import { deepAction as action, deepAnswer as fields } from '../../support/deep-answer.ts';

describe('mediaLeaves', () => {
  it('finds files at any depth, and numbers them when there are several', () => {
    expect(mediaLeaves(action, structuredClone(fields)).map(({ path, fileName }) => [path, fileName])).toEqual([
      ['Frames[0]', 'frame-1'],
      ['Frames[1]', 'frame-2'],
      ['Cards[0].Image', 'card'],
      ['VideoUrl', 'video'],
    ]);
  });

  it('remoteOf gives the URL, the MD5 and the size of each file to download', () => {
    expect(mediaLeaves(action, structuredClone(fields)).map(remoteOf)).toEqual([
      undefined,
      undefined,
      { url: 'https://x.example/1', md5: 'abc', bytes: 3 },
      { url: 'https://x.example/v', md5: 'def', bytes: undefined },
    ]);
  });

  it('leaves out null and empty values', () => {
    expect(mediaLeaves(action, { Frames: null, Cards: [{ Image: null }], VideoUrl: '' })).toEqual([]);
  });
});
