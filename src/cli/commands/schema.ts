import { evalJsonSchema } from '../../app/eval/schema/eval-schema.ts';
import type { Schema } from '../../app/eval/schema/schema-words.ts';
import { batchSchema } from '../../app/schema/batch-schema.ts';
import { inputSchema } from '../../app/schema/input-schema.ts';
import { errorSchema, resultSchema } from '../../app/schema/result-schema.ts';
import { plainOptions, printValue } from '../flags/plain-options.ts';
import type { Handler } from '../handler.ts';
import { toJson } from '../show/format.ts';
import { namedAction } from './actions.ts';

/** The schemas of what idv prints, by name. */
const printed: Readonly<Record<string, () => Schema>> = {
  result: resultSchema,
  error: errorSchema,
  eval: evalJsonSchema,
  batch: batchSchema,
};

/** `idv schema`: JSON Schema of what idv prints, or of what an action accepts with `--input`. */
export const showSchema: Handler = async ({ runtime, options: raw, args }) => {
  const [name = 'result', ...others] = args;
  const known = others.length === 0 && Object.hasOwn(printed, name) ? printed[name] : undefined;
  const schema = known ? known() : inputSchema(namedAction(args));
  await printValue(runtime, schema, () => toJson(schema), plainOptions(raw, runtime));
  return 0;
};
