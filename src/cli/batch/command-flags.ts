import type { Action } from '../../core/declare/action.ts';
import { actionRow } from '../action/action-rows.ts';
import { globalFlags } from '../flags/global-flags.ts';

const longName = /--([a-z][a-z0-9.-]*)/;

/** Names of all flags of an action's command, without dashes: its own, and those that every command takes. */
export const flagsOfCommand = (action: Action): ReadonlySet<string> =>
  new Set(
    [...(actionRow(action).options?.() ?? []), ...globalFlags].flatMap(({ flags }) => {
      const [, name] = longName.exec(flags) ?? [];
      return name === undefined ? [] : [name];
    }),
  );
