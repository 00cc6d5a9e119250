import { errorObject } from '../core/error-object.ts';
import { IdvError } from '../core/errors.ts';
import type { OutputFormat } from '../core/setting-shape.ts';
import { plainText, printable } from '../core/text/printable.ts';
import type { Runtime } from '../runtime.ts';
import { toJson } from './show/format.ts';
import { painter, wantsColour } from './show/render.ts';

export interface FailureFormat {
  json: boolean;
  colour: boolean;
}

/** What the parser had read when the command failed; it takes the flags of every command before it looks at any other. */
export interface ReadSoFar {
  json?: boolean;
  output?: string;
  color?: boolean;
  debug?: boolean;
}

/** `configured` is what the settings came to, once there were any. */
export const failureFormat = (
  { json, output, color }: ReadSoFar,
  configured: OutputFormat | undefined,
  env: Runtime['env'],
): FailureFormat => ({
  json: json === true || (output ?? configured ?? env.IDV_OUTPUT) === 'json',
  colour: color !== false,
});

/** Something idv did not expect. The message of a foreign error may quote data, so only its kind is shown. */
function internalFault(error: unknown): IdvError {
  const kind = error instanceof Error ? error.name : typeof error;
  return new IdvError('internal', `idv itself failed (${kind})`, {
    code: 'internal',
    hint: 'run the command again with --debug for the place in the code, and report it; the place holds no secret and no face',
    cause: error,
  });
}

/** Frames alone: a stack's first line repeats the message. */
const framesOf = (error: unknown): string =>
  error instanceof Error
    ? `${(error.stack ?? '')
        .split('\n')
        .filter((line) => /^\s+at /.test(line))
        .join('\n')}\n`
    : '';

/** The vendors spell their codes as they like, also as numbers or in lower case; ours are kebab-case and say no more than the sentence. */
const isVendors = ({ category, code }: IdvError): boolean =>
  /^[A-Z]/.test(code) || (['refused', 'limited', 'failed'].includes(category) && !/^[a-z]+(-[a-z]+)+$/.test(code));

/** Prints a failure as one sentence with its hint, or as one JSON object, on standard error. Returns the exit code. */
export async function fail(thrown: unknown, runtime: Runtime, format: FailureFormat, debug: boolean): Promise<number> {
  const error = thrown instanceof IdvError ? thrown : internalFault(thrown);
  if (format.json) runtime.stderr.write(toJson({ error: errorObject(error) }, 0));
  else {
    const paint = await painter(wantsColour(runtime.stderr, runtime.env, format.colour));
    const code = isVendors(error) ? `${printable(error.code).slice(0, 120)}: ` : '';
    runtime.stderr.write(
      `${paint.red('error')} ${code}${error.problems.length > 0 ? plainText(error.message) : printable(error.message)}\n`,
    );
    for (const line of error.hint?.split('\n') ?? []) runtime.stderr.write(`  ${paint.dim('→')} ${line}\n`);
    for (const { flag, message, hint } of error.problems.slice(1))
      runtime.stderr.write(`  - ${plainText(`${flag}: ${message}${hint === undefined ? '' : ` (${hint})`}`)}\n`);
    if (error.requestId) runtime.stderr.write(`  ${paint.dim('request id')} ${printable(error.requestId)}\n`);
  }
  if (debug && error.category === 'internal') runtime.stderr.write(framesOf(error.cause));
  return error.exitCode;
}
