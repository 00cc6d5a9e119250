import type { Action } from '../core/declare/action.ts';
import { isRecord } from '../core/json.ts';
import { reasonCode } from '../core/judge/signal.ts';
import { readPath, writePath } from '../core/path.ts';

/** A good result with a value in it by which the vendor asks for a person's eye. */
export interface CautionOutcome {
  /** As idv writes it into a reason: `DeviceInfoLevel=4`. */
  name: string;
  path: string;
  value: string | boolean;
  meaning: string;
}

/** A list is a caution by having entries, which go with a value of their own. */
export const cautionOutcomes = ({ judgement }: Pick<Action, 'judgement'>): CautionOutcome[] =>
  (judgement?.cautions ?? [])
    .filter(({ type }) => type !== 'List')
    .flatMap(({ path, type, codes }) =>
      Object.entries(codes).map(([code, { meaning }]) => ({
        name: reasonCode({ path: path.replaceAll('[]', '') }, code),
        path,
        value: type === 'Boolean' ? code === 'true' : code,
        meaning,
      })),
    );

/** What the service writes next to an edited document. */
const edit = { FieldName: 'Name', OriginalFieldValue: 'SANDBOX PERSON', RevisedFieldValue: 'SANDBOX OTHER PERSON' };

/** Undefined where the result has no such member, because its token did not ask for what it is about. */
export function withCaution(fields: Record<string, unknown>, { path, value }: CautionOutcome): Record<string, unknown> | undefined {
  if (readPath(fields, path) === undefined) return undefined;
  writePath(fields, path, value);
  const holder = readPath(fields, path.slice(0, path.lastIndexOf('.')));
  if (isRecord(holder) && 'EditDetails' in holder) holder.EditDetails = [edit];
  return fields;
}
