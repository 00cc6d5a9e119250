import { maskKeyLike, maskOf, type SecretMask } from '../../app/sign/secret-mask.ts';
import { IdvError } from '../../core/errors.ts';
import type { OutputStream, Runtime } from '../../runtime.ts';

/** Names of variables with the secret half of a key, or a session token. */
const secretVariable = /(SECRET|TOKEN|PASSWORD)(_?KEY)?$/i;

/** A shorter text is an ordinary word and not a key. */
const shortestKey = 6;

/** Hides the keys of the environment. */
const maskOfEnvironment = (env: Runtime['env']): SecretMask =>
  maskOf(
    Object.entries(env).flatMap(([name, value]) =>
      value !== undefined && value.length >= shortestKey && secretVariable.test(name) ? [value] : [],
    ),
  );

const maskInWords = (text: string): string => text.replace(/\u2022+/g, '<masked>');

/** The same error without keys. Its sentences may quote the command line, and a person may have pasted a key in the wrong place. */
export function errorWithKeysMasked(error: IdvError, env: Runtime['env']): IdvError {
  const mask = maskOfEnvironment(env);
  const clean = (text: string): string => maskInWords(maskKeyLike(mask(text)));
  const problems = error.problems.map(({ flag, message, hint, ...problem }) => ({
    ...problem,
    flag: clean(flag),
    message: clean(message),
    ...(hint === undefined ? {} : { hint: clean(hint) }),
  }));
  return new IdvError(error.category, clean(error.message), {
    code: error.code,
    problems,
    ...(error.hint === undefined ? {} : { hint: clean(error.hint) }),
  });
}

/** A stream that masks the keys of the environment in everything that is written to it. */
const maskedStream = (stream: OutputStream, mask: SecretMask): OutputStream => ({
  isTTY: stream.isTTY,
  columns: stream.columns,
  write: (data) => stream.write(typeof data === 'string' ? maskInWords(mask(data)) : data),
  finish: () => stream.finish(),
});

/** Runs a command for pasted texts. No key of the environment appears in its output. */
export async function withKeysMasked<T>(runtime: Runtime, run: (runtime: Runtime) => Promise<T>): Promise<T> {
  const mask = maskOfEnvironment(runtime.env);
  // This is not a copy, because a copy would read the current folder, which may be gone.
  const masked: Runtime = Object.assign(Object.create(runtime), {
    stdout: maskedStream(runtime.stdout, mask),
    stderr: maskedStream(runtime.stderr, mask),
  });
  try {
    return await run(masked);
  } catch (error) {
    throw error instanceof IdvError ? errorWithKeysMasked(error, runtime.env) : error;
  }
}
