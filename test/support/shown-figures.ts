import { expect } from 'vitest';

/** The numbers of a text in their order, without the commas between thousands. */
export const numbersIn = (text: string): number[] =>
  [...text.replaceAll(/(\d),(?=\d{3})/g, '$1').matchAll(/-?\d+(\.\d+)?(e-?\d+)?/g)].map(([number]) => Number(number));

/** A percentage of 10 or more has one decimal, a smaller one has two digits that count. `over 99.9` is less than 100. */
const isRounded = (shown: number, exact: number): boolean =>
  (shown === 99.9 && exact > 99.85 && exact < 100) ||
  Math.abs(shown - exact) <= (Math.abs(exact) >= 10 ? 0.0501 : Math.abs(exact) * 0.0501);

/** A text such as `4.5 % (2.4 to 7.3)` shows these shares in their order, and no other number. */
export function expectShares(text: string, shares: readonly number[], where: string): void {
  const shown = numbersIn(text);
  expect(shown.length, `${where}: ${text}`).toBe(shares.length);
  for (const [index, share] of shares.entries())
    expect(isRounded(shown[index] as number, share * 100), `${where}: ${text} is not ${share * 100}`).toBe(true);
}
