import type { Action, Field } from '../../../core/declare/action.ts';
import { elementOf } from '../../../core/declare/params.ts';
import { errorObject } from '../../../core/error-object.ts';
import type { IdvError } from '../../../core/errors.ts';
import { isRecord } from '../../../core/json.ts';
import type { Outcome } from '../../call/call.ts';
import type { Artifact } from '../../files/artifacts.ts';
import { buildResult } from '../../result/result.ts';

/** What became of a row, as its result line has it, without what the manifest hands on. */
export type RowBody = Readonly<Record<string, unknown>>;

const masked = '••••';

/** A member that a declaration names and does not call sensitive is shown; anything else may be personal. */
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
  // Text where an object is declared is out of its place.
  return members && value !== null ? masked : value;
}

/** The result of a call as a row holds it; personal data only where it was asked for. */
export function answeredBody(vendor: string, outcome: Outcome, artifacts: readonly Artifact[], showPii: boolean): RowBody {
  const { schemaVersion: _, ...result } = buildResult(vendor, outcome, artifacts);
  const { action } = outcome.plan;
  if (showPii || !action) return result;
  return { ...result, response: shownMembers(result.response, action.output, action.types) };
}

/** A row that has no answer, and why. */
export const failedBody = (error: IdvError): RowBody => ({ verdict: null, billed: error.billed, error: errorObject(error) });

/** A call that may have been made, and whose answer nobody has. */
export const unsureBody = (reason: string, at: string): RowBody => ({ verdict: null, billed: null, unsure: { reason, at } });

/** Categories of failures after which nothing was done: such a row can be called again and is not paid twice. */
const undoneCategories: readonly unknown[] = ['usage', 'config', 'media', 'refused', 'limited', 'network', 'timeout'];

/** What calls a failed row again: the next run, `--retry failed`, or that with `--pay-again`. */
export type RepeatedBy = 'run' | 'retry' | 'payAgain';

/** What the journal does not keep, as a row that never left or a result that could not be read, is tried by the next run. */
export const repeatedBy = (body: RowBody, isKept: boolean): RepeatedBy => {
  if (!isKept) return 'run';
  return mayCallAgain(body) ? 'retry' : 'payAgain';
};

/** True of a failed row that cost nothing. */
export const mayCallAgain = ({ error }: RowBody): boolean =>
  isRecord(error) && error.billed !== true && (error.billed === false || undoneCategories.includes(error.category));
