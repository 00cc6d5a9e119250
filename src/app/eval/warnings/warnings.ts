import type { CheckInput, DataCheck } from './check.ts';
import { countChecks } from './count-checks.ts';
import { scoreChecks } from './score-checks.ts';
import { settingChecks } from './setting-checks.ts';
import { sourceChecks } from './source-checks.ts';
import { verdictChecks } from './verdict-checks.ts';

/** In the order of a report: reasons that make the figures invalid come first. */
export const allChecks: readonly DataCheck[] = [...sourceChecks, ...scoreChecks, ...verdictChecks, ...settingChecks, ...countChecks];

export interface Warning {
  code: string;
  message: string;
}

export const warningsOf = (checked: CheckInput): Warning[] =>
  allChecks.flatMap(({ code, says }) => {
    const message = says(checked);
    return message === undefined ? [] : [{ code, message }];
  });
