import { describe, expect, it } from 'vitest';
import { type Case, casesOf } from './cases.ts';
import { endOf } from './run.ts';
import type { Ends } from './table.ts';
import { tables } from './tables/all.ts';

/**
 * For every action that gives a verdict: a good answer for each way in which it can be requested, and how the command must end after each
 * change of each deciding member. The ends are written by hand, from the vendors' documents. In doubt, nothing passes.
 */

const shown = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

/** One line for each difference from the expected end. */
async function complaints({ what, argv, answer, ends }: Case): Promise<string[]> {
  const ended = await endOf(argv, answer);
  const differing = (Object.keys(ends) as (keyof Ends)[]).filter((name) => shown(ended[name]) !== shown(ends[name]));
  return differing.map((name) => `${what}: ${name} is ${shown(ended[name])}, not ${shown(ends[name])} (${ended.said})`);
}

describe.each(tables.map((table) => [table.action, casesOf(table)] as const))('%s', (_action, cases) => {
  it.each([...new Set(cases.map(({ group }) => group))])('ends as the table says: %s', async (name) => {
    const tried = cases.filter(({ group }) => group === name);
    expect((await Promise.all(tried.map(complaints))).flat()).toEqual([]);
  });
});

it('the tables have more than 1,500 answers', () => {
  expect(tables.flatMap(casesOf).length).toBeGreaterThan(1500);
});
