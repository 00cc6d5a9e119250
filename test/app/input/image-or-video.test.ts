import { readFile, stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { RawInput } from '../../../src/app/input/raw-input.ts';
import { readInput } from '../../../src/app/input/read-input.ts';
import { detectAiFakeFaces } from '../../../src/vendors/tencent/actions/detect-ai-fake-faces.ts';

/** One parameter takes an image or a video, and another says which of the two it is. */

const given = new Map<string, string | Buffer>();
const io = {
  readFile: async (path: string) => Buffer.from(given.get(path) ?? (await readFile(path))),
  stat: async (path: string) => (given.has(path) ? stat('package.json') : stat(path)),
  readStdin: () => readFile('fixtures/selfie-3s.mp4'),
};
const read = (raw: RawInput, preflight = true) => readInput(detectAiFakeFaces, raw, io, preflight);
const faults = async (raw: RawInput, preflight = true) =>
  (await read(raw, preflight)).problems.map(({ flag, category, message, hint }) => [flag, category, message, hint]);

const picture = 'fixtures/portrait.jpg';
const clip = 'fixtures/selfie-3s.mp4';

describe('an image or a video', () => {
  it.each([
    [{ 'FaceInput.image': picture }, 'image/jpeg', 1],
    [{ 'FaceInput.video': clip }, 'video/mp4', 2],
    [{ 'FaceInput.video': '-' }, 'video/mp4', 2],
    [{ 'FaceInput.video': clip, FaceInputType: 'video' }, 'video/mp4', 2],
  ])('is sent with its kind for %j', async (raw, mediaType, FaceInputType) => {
    const { problems, values } = await read(raw);
    expect(problems).toEqual([]);
    expect(values).toMatchObject({ FaceInput: { mediaType }, FaceInputType });
    expect(Object.keys(values).sort()).toEqual(['FaceInput', 'FaceInputType']);
  });

  it.each([
    [{}, ['--image', 'usage', 'is required: the picture or the clip', 'give --image or --video']],
    [
      { 'FaceInput.image': picture, 'FaceInput.video': clip },
      ['--image', 'usage', 'and --video are given together', 'one call judges one file: give only one of them'],
    ],
    [
      { 'FaceInput.image': clip },
      [
        '--image',
        'media',
        'the content is MP4, but only JPEG or PNG is accepted',
        'give an image here, or send it unchanged with --no-preflight',
      ],
    ],
    [
      { 'FaceInput.video': picture },
      [
        '--video',
        'media',
        'the content is JPEG, but only MP4, AVI or FLV is accepted',
        'give a video here, or send it unchanged with --no-preflight',
      ],
    ],
    [
      { 'FaceInput.image': picture, FaceInputType: 'video' },
      ['--face-input-type', 'usage', 'is 2, but the file is an image', 'leave it out: it follows from the file'],
    ],
  ])('is refused for %j', async (raw, fault) => {
    expect(await faults(raw)).toEqual([fault]);
  });

  it('is sent as the kind of its flag when checks are off', async () => {
    const { problems, values } = await read({ 'FaceInput.video': picture }, false);
    expect(problems).toEqual([]);
    expect(values).toMatchObject({ FaceInput: { mediaType: 'image/jpeg' }, FaceInputType: 2 });
  });

  it.each([
    [{ FaceInput: `@${picture}` }, 1],
    [{ FaceInput: `@${clip}` }, 2],
    [{ FaceInput: `@${clip}`, FaceInputType: 2 }, 2],
  ])('can come from a file of parameters: %j', async (parameters, FaceInputType) => {
    given.set('deepfake.json', JSON.stringify(parameters));
    const { problems, values } = await read({ '--input': 'deepfake.json' });
    expect(problems).toEqual([]);
    expect(values).toMatchObject({ FaceInput: {}, FaceInputType });
  });

  it('is refused when a file of parameters names the wrong kind', async () => {
    given.set('deepfake.json', JSON.stringify({ FaceInput: `@${clip}`, FaceInputType: 1 }));
    expect(await faults({ '--input': 'deepfake.json' })).toEqual([
      ['--face-input-type', 'usage', 'is 1, but the file is a video', 'leave it out: it follows from the file'],
    ]);
  });

  it('from a flag replaces the file in a file of parameters', async () => {
    given.set('deepfake.json', JSON.stringify({ FaceInput: `@${picture}` }));
    const { values, notices } = await read({ '--input': 'deepfake.json', 'FaceInput.video': clip });
    expect(values).toMatchObject({ FaceInput: { mediaType: 'video/mp4' }, FaceInputType: 2 });
    expect(notices).toEqual(['--video is used in place of FaceInput in --input']);
  });
});
