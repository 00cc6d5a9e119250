import { type Problem, problemsError } from '../../core/errors.ts';
import { asOutputFormat, expectations, type OutputFormat } from '../../core/setting-shape.ts';
import type { Runtime } from '../../runtime.ts';
import { formatted } from '../show/format.ts';
import type { GlobalOptions } from './global-flags.ts';
import { readGlobals } from './read-globals.ts';

/** The options of a command that calls no service, and so reads no configuration file. */
export interface PlainOptions {
  options: GlobalOptions;
  output: OutputFormat;
}

/** A flag takes precedence over IDV_OUTPUT, whose value is then not checked. */
function readOutput({ json, output }: GlobalOptions, env: Runtime['env']): { output: OutputFormat; problems: Problem[] } {
  const flag = json ? 'json' : output;
  if (flag !== undefined || !env.IDV_OUTPUT) return { output: flag ?? 'text', problems: [] };
  const named = asOutputFormat(env.IDV_OUTPUT);
  if (named) return { output: named, problems: [] };
  const problem: Problem = { category: 'config', flag: 'IDV_OUTPUT', message: expectations.output ?? '', hint: 'fix or unset IDV_OUTPUT' };
  return { output: 'text', problems: [problem] };
}

/** Throws IdvError for all problems of flags and IDV_OUTPUT, and for those in `also`. */
export function plainOptions(
  raw: Readonly<Record<string, unknown>>,
  { env }: Pick<Runtime, 'env'>,
  also: readonly Problem[] = [],
): PlainOptions {
  const { options, problems } = readGlobals(raw);
  const { output, problems: more } = readOutput(options, env);
  const all = [...problems, ...also, ...more];
  if (all.length > 0) throw problemsError(all);
  return { options, output };
}

/** Prints the value of such a command. `text` is its own text for people. */
export async function printValue(
  { stdout }: Pick<Runtime, 'stdout'>,
  value: unknown,
  text: () => string,
  { options, output }: PlainOptions,
): Promise<void> {
  stdout.write(await formatted(value, text, { output, query: options.query, isTerminal: stdout.isTTY, columns: stdout.columns }));
}
