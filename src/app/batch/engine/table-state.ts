import { IdvError } from '../../../core/errors.ts';

/** Whether the tables exist, and whether their version is the right one. */
export type TableState = 'ready' | 'missing' | 'older' | 'newer';

const faults: Readonly<Record<Exclude<TableState, 'ready'>, readonly [message: string, hint: string]>> = {
  missing: ['the database has no tables of this idv', 'run idv batch init --engine …'],
  older: ['the tables are those of an older idv', 'end all workers, and run idv batch init with this version'],
  newer: ['the tables are those of a newer idv', 'use the version of idv that made them'],
};

/** What is wrong with the tables, as a message and a hint; undefined if they can be used. */
export const tableProblem = (state: TableState): readonly [message: string, hint: string] | undefined =>
  state === 'ready' ? undefined : faults[state];

/** Throws IdvError `config` if one of the states is not `ready`. */
export function requireTables(...states: readonly TableState[]): void {
  const state = states.find((each) => each !== 'ready');
  const fault = state && tableProblem(state);
  if (fault) throw new IdvError('config', `--engine: ${fault[0]}`, { code: 'engine', hint: fault[1] });
}
