import { expect, it } from 'vitest';
import { batchFolder } from '../../support/batch-folder.ts';

it('a run of standard input is refused once, and no file with the name - is looked for', async () => {
  const folder = await batchFolder(1);
  const { exitCode, err } = await folder.idv(['batch', 'run', '-', '--action', 'compare', '--sandbox']);
  expect(err).toContain('<manifest>: cannot be standard input\n');
  expect(err).not.toContain('cannot be read');
  expect(err).not.toContain('does not exist');
  expect(exitCode).toBe(2);
});

it.each([[['batch', 'run', 'nope.csv', '--action', 'compare', '--sandbox']], [['batch', 'run', 'nope.csv']], [['eval', 'nope.csv']]])(
  'a missing file does not exist, says idv %j',
  async (words) => {
    const { err } = await (await batchFolder(1)).idv(words);
    expect(err).toContain('nope.csv does not exist');
    expect(err).not.toContain('ENOENT');
  },
);
