import { readFile, stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { RawInput } from '../../../src/app/input/raw-input.ts';
import { readInput } from '../../../src/app/input/read-input.ts';
import { defineAction } from '../../../src/core/declare/action.ts';
import { compareFaceLiveness } from '../../../src/vendors/tencent/actions/compare-face-liveness.ts';

const io = { readFile: (path: string) => readFile(path), stat, readStdin: () => readFile('fixtures/portrait.jpg') };
const good = { ImageBase64: 'fixtures/portrait.jpg', VideoBase64: 'fixtures/selfie-3s.mp4' };
const read = (raw: RawInput, preflight = true) => readInput(compareFaceLiveness, raw, io, preflight);

describe('readInput', () => {
  it('takes a photo and a video, and chooses silent liveness', async () => {
    const input = await read(good);
    expect(input.problems).toEqual([]);
    expect(Object.keys(input.values)).toEqual(['ImageBase64', 'VideoBase64', 'LivenessType']);
    expect(input.values).toMatchObject({
      LivenessType: 'SILENT',
      ImageBase64: { mediaType: 'image/jpeg' },
      VideoBase64: { mediaType: 'video/mp4' },
    });
  });

  it('reads friendly values and wire values', async () => {
    for (const ValidateData of ['shake,blink', '4,2', 'Shake, Blink', 'shake-head,2']) {
      expect((await read({ ...good, LivenessType: 'action', ValidateData })).values).toMatchObject({
        LivenessType: 'ACTION',
        ValidateData: '4,2',
      });
    }
  });

  it('names every problem at once, each with its flag and a hint', async () => {
    const { problems } = await read({
      ImageBase64: 'fixtures/empty.jpg',
      VideoBase64: 'fixtures/selfie-1s.mp4',
      LivenessType: 'loud',
      ValidateData: 'jump',
    });
    expect(problems.map((problem) => [problem.flag, problem.category])).toEqual([
      ['--image', 'media'],
      ['--video', 'media'],
      ['--liveness', 'usage'],
      ['--actions', 'usage'],
    ]);
    for (const problem of problems) expect(problem.hint).toMatch(/^\w.{5,}$/);
  });

  it('names the required parameters that are missing', async () => {
    expect((await read({})).problems.map((problem) => problem.flag)).toEqual(['--image', '--video']);
  });

  it.each([
    ['ACTION without actions', { LivenessType: 'ACTION' }, 'is required with --liveness action'],
    ['ACTION with three', { LivenessType: 'ACTION', ValidateData: '1,2,3' }, 'has 3 values'],
    ['ACTION with digits', { LivenessType: 'ACTION', ValidateData: '1234' }, 'four digits'],
    ['SILENT with actions', { LivenessType: 'SILENT', ValidateData: '4,2' }, 'is not allowed with --liveness silent'],
    ['the default with actions', { ValidateData: 'blink' }, 'is not allowed with --liveness silent'],
  ])('refuses %s', async (_what, raw, message) => {
    const { problems } = await read({ ...good, ...raw });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(message);
  });

  // The manual does not say which other values LIP takes in this action.
  it.each([undefined, '1234', 'blink'])(
    'accepts LIP with %s, with a notice that the service no longer supports it',
    async (ValidateData) => {
      const input = await read({ ...good, LivenessType: 'lip', ...(ValidateData === undefined ? {} : { ValidateData }) });
      expect(input.problems).toEqual([]);
      expect(input.notices).toEqual([expect.stringContaining('no longer supports it')]);
    },
  );

  it('skips every check of content when checks are off', async () => {
    const input = await read({ ImageBase64: 'fixtures/not-an-image.jpg', VideoBase64: 'fixtures/selfie-1s.mp4' }, false);
    expect(input.problems).toEqual([]);
    expect(input.values).toMatchObject({ ImageBase64: { bytes: expect.any(Buffer) } });
  });

  it('refuses to read standard input twice', async () => {
    expect((await read({ ImageBase64: '-', VideoBase64: '-' })).problems).toHaveLength(1);
    expect((await read({ ...good, ImageBase64: '-' })).problems).toEqual([]);
  });
});

describe('values of every type', () => {
  const action = defineAction({
    ...compareFaceLiveness,
    params: [
      { name: 'Count', type: 'Integer', minimum: 1, maximum: 5, help: '' },
      { name: 'Level', type: 'Integer', values: { 1: ['low'], 2: ['high'] }, help: '' },
      { name: 'Rate', type: 'Float', help: '' },
      { name: 'Skip', type: 'Boolean', help: '' },
      { name: 'Extra', type: 'String', maxLength: 5, help: '' },
    ],
    rules: [],
    notices: [],
  });
  const values = async (raw: RawInput) => (await readInput(action, raw, io, true)).values;
  const problems = async (raw: RawInput) => (await readInput(action, raw, io, true)).problems;

  it('become values of the wire types', async () => {
    expect(await values({ Count: '3', Level: 'high', Rate: '0.5', Skip: true, Extra: 'abc' })).toEqual({
      Count: 3,
      Level: 2,
      Rate: 0.5,
      Skip: true,
      Extra: 'abc',
    });
    expect(await values({ Skip: 'false' })).toEqual({ Skip: false });
  });

  it.each([
    { Count: '' },
    { Count: 'NaN' },
    { Count: '1.5' },
    { Count: '6' },
    { Count: '1e999' },
    { Level: '3' },
    { Rate: 'x' },
    { Rate: 'Infinity' },
    { Skip: 'maybe' },
    { Extra: 'abcdef' },
  ])('are refused when they do not fit: %o', async (raw) => {
    expect(await problems(raw as unknown as RawInput)).toHaveLength(1);
  });
});
