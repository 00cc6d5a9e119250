import { describe, expect, it } from 'vitest';
import { type EvalRun, evalJson, evalText } from '../../../support/eval-run.ts';

const lines = (...rows: readonly string[]): string => rows.join('\n');
const setAsideOf = ({ report }: EvalRun) => ({ rows: report.input.rows, ...report.input.setAside });
const kept = (rows: number, duplicates = 0, differing = 0, sameFile = 0) => ({ rows, duplicates, differing, sameFile });

describe('the files of a row', () => {
  it.each([
    ['two columns', 'image-a,image-b', ['a,b', 'a,b'], kept(1, 1)],
    ['two columns with other names', 'Image_Front, ref_face ', ['a,b', 'a,b'], kept(1, 1)],
    ['three columns, of which one is empty', 'image,video,auth-face', ['a,,b', 'a,,b'], kept(1, 1)],
    ['two columns, of which one is empty', 'image,video', ['a,', 'a,'], kept(2)],
    ['a single column', 'image', ['a', 'a'], kept(2)],
    ['the same files in other roles', 'image,video', ['a,b', 'b,a'], kept(2)],
    ['one file twice', 'image,video', ['a,a', 'a,b'], kept(1, 0, 0, 1)],
    ['three files, of which two are one', 'image,video,ref-face', ['a,b,a', 'a,b,c'], kept(1, 0, 0, 1)],
  ])('in %s make pairs', async (_, columns, cells, wanted) => {
    const rows = cells.map((cell) => `genuine,90,${cell}`);
    expect(setAsideOf(await evalText(lines(`label,score,${columns}`, ...rows)))).toEqual(wanted);
  });

  it.each([
    ['a list of digests', { media: ['a', 'b'] }, { media: ['a', 'b'] }, 1],
    ['objects with digests', { media: [{ sha256: 'a' }, { digest: 'b' }] }, { media: ['a', 'b'] }, 1],
    ['roles in another order', { media: { video: 'b', image: 'a' } }, { media: { image: 'a', video: 'b' } }, 1],
    ['the member digests', { digests: { image: { sha256: 'a' } } }, { digests: { image: { sha256: 'a' } } }, 1],
    ['empty digests', { media: ['', ''] }, { media: ['', ''] }, 2],
    ['digests of other types', { media: [1, null] }, { media: [1, null] }, 2],
    ['text instead of a list', { media: 'a' }, { media: 'a' }, 2],
    ['names of two files', { image: 'a', video: 'b' }, { image: 'a', video: 'b' }, 1],
    ['the name of one file', { image: 'a' }, { image: 'a' }, 2],
    ['names that are not text', { image: 1, video: 2 }, { image: 1, video: 2 }, 2],
  ])('in JSON as %s', async (_, first, second, rows) => {
    const run = await evalJson([first, second].map((media) => ({ label: 'genuine', score: 90, ...media })));
    expect(run.report.input.rows).toBe(rows);
  });

  const of = (label: string, verdict: string | undefined, score: number | null) => ({ label, verdict, score, media: ['a', 'b'] });

  it.each([
    ['the same answer', [of('genuine', 'pass', 90), of('genuine', 'pass', 90)], kept(1, 1), 90],
    ['another score', [of('genuine', 'pass', 90), of('genuine', 'pass', 91)], kept(1, 1, 1), 90],
    ['another verdict', [of('genuine', 'pass', 90), of('genuine', 'mismatch', 90)], kept(1, 1, 1), 90],
    ['a failed call', [of('genuine', 'pass', 90), of('genuine', 'error', null)], kept(1, 1), 90],
    ['an answer after a failed call', [of('genuine', 'error', null), of('genuine', 'pass', 90)], kept(1, 1), 90],
    [
      'two answers after a failed call',
      [of('genuine', 'error', null), of('genuine', 'pass', 90), of('genuine', 'pass', 91)],
      kept(1, 2, 1),
      90,
    ],
  ])('that occur again with %s', async (_, rows, wanted, score) => {
    const run = await evalJson([...rows, { label: 'impostor', verdict: 'mismatch', score: 1 }]);
    expect(setAsideOf(run)).toEqual({ ...wanted, rows: wanted.rows + 1 });
    expect(run.report.figures?.mean.genuine).toBe(score);
  });

  it('with another label are refused, and the error names both lines', async () => {
    const run = await evalJson([
      { label: 'genuine', score: 1, media: ['c', 'd'] },
      of('impostor', undefined, 1),
      of('genuine', undefined, 1),
    ]);
    expect(JSON.parse(run.err).error.problems).toMatchObject([
      {
        flag: expect.stringMatching(/line 3, column label$/),
        message: 'labelled genuine, and the same files impostor on line 2',
        hint: 'correct one of the labels',
      },
    ]);
  });
});
