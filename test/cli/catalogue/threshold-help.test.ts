import { describe, expect, it } from 'vitest';
import { thresholdHelp } from '../../../src/cli/catalogue/threshold-help.ts';
import { main } from '../../../src/main.ts';
import { allActions } from '../../../src/vendors/catalogue.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

async function helpOf(command: readonly string[]): Promise<string> {
  const runtime = memoryRuntime();
  expect(await main([...command, '--help'], runtime, '0.0.0')).toBe(0);
  return runtime.out().replace(/\s+/g, ' ');
}

const score = { path: 'Score', of: 'comparison' as const, validFor: [], required: true };

describe('the help of --threshold', () => {
  it('has the service’s own threshold, and how often a stranger passes', () => {
    const thresholds = [
      { score: 61, falseAcceptRate: 1e-3 },
      { score: 69, falseAcceptRate: 1e-4 },
    ];
    expect(thresholdHelp({ ...score, threshold: 61, thresholds })).toBe(
      'the lowest score that passes (the service’s own is 61; 61 lets 1 stranger in 1,000 pass, 69 lets 1 stranger in 10,000 pass)',
    );
    expect(thresholdHelp({ ...score, threshold: 69, thresholds })).toContain('(the service’s own is 69; at least 61; ');
  });

  it('says so when no odds or no threshold are published', () => {
    expect(thresholdHelp({ ...score, threshold: 80 })).toBe('the lowest score that passes (the service’s own is 80)');
    expect(thresholdHelp({ ...score, threshold: null })).toBe('the lowest score that passes (the vendor publishes none)');
  });

  it.each([
    ...['compare', 'liveness compare', 'video compare', 'reflect compare'],
    ...['faceid result', 'sdk result', 'web result', 'web-v1 result'],
  ])('for idv %s names 70 and 80 with their odds', async (words) => {
    expect(await helpOf(words.split(' '))).toContain('70 lets 1 stranger in 1,000 pass, 80 lets 1 stranger in 10,000 pass');
  });

  it.each(allActions.map((action) => [action.command.join(' '), action] as const))(
    'for idv %s exists only if the action has a score',
    async (_words, action) => {
      const help = await helpOf(action.command);
      expect(help.includes(' --threshold <n> ')).toBe(action.judgement?.score !== undefined);
      for (const published of action.judgement?.score?.thresholds ?? []) expect(help).toContain(` ${published.score} lets 1 stranger in `);
    },
  );
});
