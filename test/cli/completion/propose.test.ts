import { describe, expect, it } from 'vitest';
import type { Sources } from '../../../src/cli/completion/flag-values.ts';
import { propose } from '../../../src/cli/completion/propose.ts';
import { topicNames } from '../../../src/cli/help/topic-names.ts';
import { topics } from '../../../src/cli/help/topics.ts';
import { allRows } from '../../../src/cli/program.ts';

const sources: Sources = { profiles: async () => ['work'], outcomes: async (action) => [action?.name ?? 'any'] };
const proposed = async (...typed: string[]) => propose(typed, allRows(), sources);
const values = async (...typed: string[]) => (await proposed(...typed)).candidates.map(({ value }) => value);

describe('a proposal', () => {
  it('is the next word of a command, also after flags', async () => {
    expect(await values('--profile', 'vision', 'vis')).toEqual(['vision']);
    expect(await values('faceid', '')).toEqual(['token', 'result']);
    expect(await values('faceid', '--sandbox', 're')).toEqual(['result']);
    expect(await values('actions', '')).toEqual(['show']);
  });

  it('is every flag of the command, and every global flag', async () => {
    for (const row of allRows()) {
      const flags = await values(...row.words, '--');
      for (const { long } of row.options?.() ?? []) expect(flags).toContain(long);
      expect(flags).toEqual(expect.arrayContaining(['--json', '--profile', '--help']));
      expect(new Set(flags).size).toBe(flags.length);
    }
  });

  it('is a value of a flag, after a blank or an equals sign', async () => {
    expect(await values('compare', '--liveness-type', '')).toEqual(['silent', 'action', 'lip']);
    expect(await values('compare', '--liveness=A')).toEqual(['--liveness=action']);
    expect(await values('web', 'token', '--config.check-mode', '')).toEqual(expect.arrayContaining(['compare']));
    expect(await values('compare', '--outcome', '')).toEqual(['CompareFaceLiveness']);
    expect(await values('explain', '-o', 'y')).toEqual(['yaml']);
    expect(await values('compare', '--expect', 'l')).toEqual(['liveness']);
    expect(await values('compare', '--timeout', '')).toEqual([]);
  });

  it('is a file of a type that the flag accepts', async () => {
    expect((await proposed('compare', '--image', '')).files).toEqual(['jpg', 'jpeg', 'png']);
    expect((await proposed('compare', '--input', '')).files).toEqual([]);
    expect((await proposed('compare', '--save-dir', '')).files).toEqual(['/']);
    expect((await proposed('upload', 'file', '')).files).toEqual([]);
    expect((await proposed('compare', '')).files).toBeUndefined();
  });

  it('is a help topic', async () => {
    expect(await values('help', '')).toEqual(expect.arrayContaining([...topicNames, 'compare']));
    expect([...topicNames].sort()).toEqual(Object.keys(topics).sort());
  });
});
