import { describe, expect, it } from 'vitest';
import { type Case, casesOf } from './cases.ts';
import { endOf } from './run.ts';
import type { Ends } from './table.ts';
import { tables } from './tables/all.ts';

/**
 * Every judged action: a good answer for each way in which it can be asked for, and what every change of every deciding member must
 * end in. The ends are written by hand, from the vendors' documents and from what doubt must come to.
 */

const shown = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

/** One line for each thing that is otherwise than it must be. */
async function complaints({ what, argv, answer, ends }: Case): Promise<string[]> {
  const ended = await endOf(argv, answer);
  const differing = (Object.keys(ends) as (keyof Ends)[]).filter((name) => shown(ended[name]) !== shown(ends[name]));
  return differing.map((name) => `${what}: ${name} is ${shown(ended[name])}, not ${shown(ends[name])} (${ended.said})`);
}

describe.each(tables.map((table) => [table.action, casesOf(table)] as const))('%s', (_action, cases) => {
  it.each([...new Set(cases.map(({ group }) => group))])('%s', async (name) => {
    const tried = cases.filter(({ group }) => group === name);
    expect((await Promise.all(tried.map(complaints))).flat()).toEqual([]);
  });
});

it('are more than 1,500 answers', () => {
  expect(tables.flatMap(casesOf).length).toBeGreaterThan(1500);
});
