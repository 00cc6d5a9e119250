import type { Action, Field } from '../../../core/declare/action.ts';
import { elementOf } from '../../../core/declare/params.ts';
import { errorObject } from '../../../core/error-object.ts';
import type { IdvError } from '../../../core/errors.ts';
import { isRecord } from '../../../core/json.ts';
import type { Outcome } from '../../call/call.ts';
import type { Artifact } from '../../files/artifacts.ts';
import { buildResult } from '../../result/result.ts';

/** The result of a row as its line contains it, without the columns that are copied from the manifest. */
export type RowBody = Readonly<Record<string, unknown>>;

const masked = '••••';

/** Shows only members that are declared and not sensitive. All others may be personal, and are masked. */
function shownMembers(
  record: Readonly<Record<string, unknown>>,
  fields: readonly Field[],
  types: Action['types'],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      const field = fields.find((candidate) => candidate.name === name);
      return [name, value === null || name === 'RequestId' || name === 'Error' ? value : field ? shownValue(value, field, types) : masked];
    }),
  );
}

function shownValue(value: unknown, field: Field, types: Action['types']): unknown {
  if (field.sensitive) return masked;
  const members = types?.[elementOf(field.type)];
  if (Array.isArray(value)) return value.map((entry) => shownValue(entry, field, types));
  if (isRecord(value)) return members ? shownMembers(value, members, types) : masked;
  // An object is declared, but this is text, so it may be anything.
  return members && value !== null ? masked : value;
}

/** The result of a call, for the line of a row. Personal data is masked unless the user asked for it. */
export function answeredBody(vendor: string, outcome: Outcome, artifacts: readonly Artifact[], showPii: boolean): RowBody {
  const { schemaVersion: _, ...result } = buildResult(vendor, outcome, artifacts);
  const { action } = outcome.plan;
  if (showPii || !action) return result;
  return { ...result, response: shownMembers(result.response, action.output, action.types) };
}

/** The result of a row whose call failed. */
export const failedBody = (error: IdvError): RowBody => ({ verdict: null, billed: error.billed, error: errorObject(error) });

/** The result of a row whose call may have been made, and whose answer was lost. */
export const unsureBody = (reason: string, at: string): RowBody => ({ verdict: null, billed: null, unsure: { reason, at } });

/** Categories of failures in which the service did nothing: such a row can be called again, and is not paid for twice. */
const notDoneCategories: readonly unknown[] = ['usage', 'config', 'media', 'refused', 'limited', 'network', 'timeout'];

/** What calls a failed row again: the next run, `--retry failed`, or `--retry failed` with `--pay-again`. */
export type RepeatedBy = 'run' | 'retry' | 'payAgain';

/** The next run tries every row again that the journal has no result of: its call was not sent, or its result could not be read. */
export const repeatedBy = (body: RowBody, isKept: boolean): RepeatedBy => {
  if (!isKept) return 'run';
  return mayCallAgain(body) ? 'retry' : 'payAgain';
};

/** True if a failed row cost nothing. */
export const mayCallAgain = ({ error }: RowBody): boolean =>
  isRecord(error) && error.billed !== true && (error.billed === false || notDoneCategories.includes(error.category));
