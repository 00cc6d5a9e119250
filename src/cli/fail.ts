import { IdvError } from '../core/errors.ts';
import type { OutputFormat } from '../core/setting-shape.ts';
import { plainText, printable } from '../core/text/printable.ts';
import type { Runtime } from '../runtime.ts';
import { wrapped } from './help/layout.ts';
import { toJson } from './show/format.ts';
import { type Painter, painter, wantsColour } from './show/render.ts';

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

function errorObject(error: IdvError): Record<string, unknown> {
  return {
    error: {
      category: error.category,
      code: error.code,
      message: error.message,
      hint: error.hint ?? null,
      requestId: error.requestId ?? null,
      retryable: error.retryable,
      billed: error.billed,
      docsUrl: error.docsUrl ?? null,
      exitCode: error.exitCode,
      ...(error.problems.length > 0 ? { problems: error.problems } : {}),
    },
  };
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

/** A line of an error. A terminal would break it in the middle of a word; a log gets it in one piece. */
function onScreen({ stderr }: Runtime, mark: string, shownMark: string, text: string): string {
  const { isTTY, columns } = stderr;
  const [first = '', ...rest] = isTTY && columns !== undefined ? wrapped(text, Math.max(20, columns - mark.length)) : [text];
  return [`${shownMark}${first}`, ...rest.map((line) => `${' '.repeat(mark.length)}${line}`)].map((line) => `${line}\n`).join('');
}

function textOfError(error: IdvError, runtime: Runtime, paint: Painter): string {
  const code = isVendors(error) ? `${printable(error.code).slice(0, 120)}: ` : '';
  const message = error.problems.length > 0 ? plainText(error.message) : printable(error.message);
  return [
    onScreen(runtime, 'error ', `${paint.red('error')} `, `${code}${message}`),
    ...(error.hint?.split('\n') ?? []).map((line) => onScreen(runtime, '  → ', `  ${paint.dim('→')} `, line)),
    ...error.problems
      .slice(1)
      .map(({ flag, message: what, hint }) =>
        onScreen(runtime, '  - ', '  - ', plainText(`${flag}: ${what}${hint === undefined ? '' : ` (${hint})`}`)),
      ),
    ...(error.requestId ? [onScreen(runtime, '  request id ', `  ${paint.dim('request id')} `, printable(error.requestId))] : []),
  ].join('');
}

/** Prints a failure as one sentence with its hint, or as one JSON object, on standard error. Returns the exit code. */
export async function fail(thrown: unknown, runtime: Runtime, format: FailureFormat, debug: boolean): Promise<number> {
  const error = thrown instanceof IdvError ? thrown : internalFault(thrown);
  if (format.json) runtime.stderr.write(toJson(errorObject(error), 0));
  else {
    const paint = await painter(wantsColour(runtime.stderr, runtime.env, format.colour));
    runtime.stderr.write(textOfError(error, runtime, paint));
  }
  if (debug && error.category === 'internal') runtime.stderr.write(framesOf(error.cause));
  return error.exitCode;
}
