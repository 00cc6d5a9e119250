import { describe, expect, it } from 'vitest';
import { categoryOfSignal, exitCodeOfCategory, exitCodeOfVerdict, failureTable, verdictTable } from '../../src/core/exit.ts';

describe('exit codes', () => {
  it('are unique, and 1 is not used', () => {
    const codes = [...verdictTable, ...failureTable].map((row) => row.exitCode as number);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).not.toContain(1);
  });

  it('are 0 only for pass, and 10 to 19 for the other verdicts', () => {
    for (const { verdict, exitCode } of verdictTable) {
      expect(exitCodeOfVerdict(verdict)).toBe(exitCode);
      if (verdict === 'pass') expect(exitCode).toBe(0);
      else expect(Math.floor(exitCode / 10)).toBe(1);
    }
  });

  it('have the values that scripts rely on', () => {
    expect(Object.fromEntries(failureTable.map(({ category }) => [category, exitCodeOfCategory(category)]))).toEqual({
      usage: 2,
      config: 3,
      media: 4,
      refused: 20,
      limited: 21,
      failed: 22,
      unreadable: 23,
      output: 24,
      network: 30,
      timeout: 31,
      unknown: 32,
      check: 40,
      internal: 70,
      hangup: 129,
      interrupted: 130,
      terminated: 143,
    });
  });

  it('allow a repeat only for 21, 30 and 31', () => {
    expect(failureTable.filter(({ repeat }) => repeat).map(({ exitCode }) => exitCode)).toEqual([21, 30, 31]);
  });

  it.each([
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('for %s are those that a shell reports for the signal', (name, exitCode) => {
    expect(exitCodeOfCategory(categoryOfSignal(name))).toBe(exitCode);
  });
});
