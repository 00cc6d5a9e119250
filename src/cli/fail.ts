import { errorObject, hintOf } from '../core/error-object.ts';
import { IdvError } from '../core/errors.ts';
import { plainText, printable, withCleanTexts, withKeysHidden, withKeysHiddenInPaths } from '../core/text/printable.ts';
import type { Runtime } from '../runtime.ts';
import { wrapped } from './help/layout.ts';
import { type Painter, painter, toJson, wantsColour } from './show/format.ts';

/** How a failure, and the notices before it, are written to standard error. */
export interface FailureFormat {
  json: boolean;
  colour: boolean;
}

/** What is known about the command, for an error that does not say it. */
export interface CommandFacts {
  hint: string;
  requestId: string | undefined;
  billed: boolean | null;
}

/** An error that idv did not expect. The message of a library's error may quote data, so only its kind is shown. */
function internalError(error: unknown, { hint, requestId, billed }: CommandFacts): IdvError {
  const kind = error instanceof Error ? error.name : typeof error;
  const repeatHint = billed === false ? 'run the command again with --debug' : 'run it with --sandbox --debug, which pays for nothing,';
  const report = `${repeatHint} for the place in the code, and report it; the place holds no secret and no face`;
  return new IdvError('internal', `idv itself failed (${kind})`, {
    code: 'internal',
    hint: `${hint}; ${report}`,
    requestId,
    billed,
    cause: error,
  });
}

/** Only the frames, because the first line of a stack repeats the message. */
const framesOf = (error: unknown): string =>
  error instanceof Error
    ? `${(error.stack ?? '')
        .split('\n')
        .filter((line) => /^\s+at /.test(line))
        .join('\n')}\n`
    : '';

/** True for a vendor's code: in capitals, in lower case, or a number. idv's own codes are kebab-case, and say no more than the sentence. */
const isVendorCode = ({ category, code }: IdvError): boolean =>
  /^[A-Z]/.test(code) || (['refused', 'limited', 'failed'].includes(category) && !/^[a-z]+(-[a-z]+)+$/.test(code));

/** Hides keys in an error that repeats what the user typed: it is easy to paste a key in the wrong place. */
function withoutPastedKeys(error: IdvError): IdvError {
  const hide = { usage: withKeysHidden, config: withKeysHidden, media: withKeysHiddenInPaths }[error.category as string];
  if (!hide) return error;
  const { hint, problems } = error;
  return error.saying(hide(error.message)).with({
    problems: withCleanTexts(problems, hide),
    hint: hint === undefined ? undefined : hide(hint),
  });
}

/** A line of an error. For a terminal it is wrapped, because a terminal would break it in the middle of a word. A log gets one line. */
function screenLines({ stderr }: Runtime, mark: string, shownMark: string, text: string): string {
  const { isTTY, columns } = stderr;
  const [first = '', ...rest] = isTTY && columns !== undefined ? wrapped(text, Math.max(20, columns - mark.length)) : [text];
  return [`${shownMark}${first}`, ...rest.map((line) => `${' '.repeat(mark.length)}${line}`)].map((line) => `${line}\n`).join('');
}

function textOfError(error: IdvError, runtime: Runtime, paint: Painter): string {
  const code = isVendorCode(error) ? `${printable(error.code).slice(0, 120)}: ` : '';
  const message = error.problems.length > 0 ? plainText(error.message) : printable(error.message);
  return [
    screenLines(runtime, 'error ', `${paint.red('error')} `, `${code}${message}`),
    ...hintOf(error)
      .split('\n')
      .map((line) => screenLines(runtime, '  → ', '  → ', plainText(line))),
    ...error.problems
      .slice(1)
      .map(({ flag, message: what, hint }) =>
        screenLines(runtime, '  - ', '  - ', plainText(`${flag}: ${what}${hint === undefined ? '' : ` (${hint})`}`)),
      ),
    ...(error.requestId ? [screenLines(runtime, '  request id ', '  request id ', printable(error.requestId))] : []),
  ].join('');
}

/** Prints a failure as one sentence with its hint, or as one JSON object, on standard error. Returns the exit code. */
export async function fail(
  thrown: unknown,
  runtime: Runtime,
  format: FailureFormat & { facts: CommandFacts },
  debug: boolean,
): Promise<number> {
  const error = withoutPastedKeys(thrown instanceof IdvError ? thrown : internalError(thrown, format.facts));
  if (format.json) runtime.stderr.write(toJson({ error: errorObject(error) }, 0));
  else {
    const paint = await painter(wantsColour(runtime.stderr, runtime.env, format.colour));
    runtime.stderr.write(textOfError(error, runtime, paint));
  }
  if (debug && error.category === 'internal') runtime.stderr.write(framesOf(error.cause));
  return error.exitCode;
}
