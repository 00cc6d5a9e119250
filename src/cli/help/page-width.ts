import type { Runtime } from '../../runtime.ts';

const usual = 80;
/** Longer lines are hard to read. */
const widest = 100;

/** The width of a page: that of the terminal, or COLUMNS in a pipe. */
export function pageWidth({ stdout, env }: Pick<Runtime, 'stdout' | 'env'>): number {
  const columnsVariable = Number(env.COLUMNS);
  const columns = stdout.columns ?? (Number.isInteger(columnsVariable) && columnsVariable > 0 ? columnsVariable : usual);
  return Math.max(20, Math.min(columns, widest));
}
