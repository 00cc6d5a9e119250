import { dryRunFormats } from './app/dry-run/dry-run-format.ts';
import { type Command, CommanderError } from './cli/commander.ts';
import type { FailureFormat } from './cli/fail.ts';
import type { CommandProgress } from './cli/handler.ts';
import { HelpAsked } from './cli/help/help-asked.ts';
import { allRows, buildProgram, type Chosen } from './cli/program.ts';
import { IdvError } from './core/errors.ts';
import { categoryOfSignal, meaningOfCategory } from './core/exit.ts';
import type { OutputFormat } from './core/setting-shape.ts';
import type { Runtime } from './runtime.ts';
import { noticeStream } from './standard-stream.ts';

/** Time for a command to end on its own: to say whether something was sent, and to take back half-written files. */
const graceMs = 100;

/**
 * Settles as `work` does, or rejects with the signal's reason shortly after it aborts: opening a FIFO, or a file on a
 * dead disk, cannot be called off.
 */
export async function untilSignal<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort = (): void => undefined;
  const overdue = new Promise<never>((_resolve, reject) => {
    onAbort = () => {
      timer = setTimeout(() => reject(signal.reason), graceMs);
    };
  });
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, overdue]);
  } finally {
    signal.removeEventListener('abort', onAbort);
    clearTimeout(timer);
  }
}

export { nodeRuntime } from './runtime.ts';

const bareDryRun = '--dry-run';

/** The words before `--`, which alone are flags. */
const flagWords = (argv: readonly string[]): readonly string[] => (argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv);

/** A bare `--dry-run` would take the next word for its format. */
const withFormats = (argv: readonly string[]): string[] => {
  const { length } = flagWords(argv);
  return argv.map((word, index) => (word === bareDryRun && index < length ? `${bareDryRun}=text` : word));
};

/** What was meant where a format stands after a bare `--dry-run` as a word of its own, and so is not a format. */
function meantFormat(argv: readonly string[]): string | undefined {
  const words = flagWords(argv);
  const format = dryRunFormats.find((each) => words.some((word, index) => word === bareDryRun && words[index + 1] === each));
  return format && `did you mean ${bareDryRun}=${format}?`;
}

/** A command with a word of its own would take the format for it. */
function refuseStrayFormat(argv: readonly string[]): void {
  const hint = meantFormat(argv);
  if (hint === undefined) return;
  throw new IdvError('usage', `${bareDryRun} takes its format after an equals sign`, { code: 'invalid-usage', hint });
}

async function misused(error: CommanderError, argv: readonly string[], runtime: Runtime, version: string): Promise<IdvError> {
  const { usageError } = await import('./cli/usage-error.ts');
  const { errorWithoutKeys } = await import('./cli/show/keys-off-screen.ts');
  const program = buildProgram(argv, { runtime, version, everyFlag: true }, () => undefined);
  return errorWithoutKeys(usageError(error, program, flagWords(argv), meantFormat(argv)), runtime.env);
}

const stopped = ['hangup', 'interrupted', 'terminated'] as const;

/** What a failure that knows nothing of the command's calls says of them. */
function factsOf({ sent, hint, requestId, billed }: CommandProgress = { sent: false }) {
  const said = hint ?? (sent ? 'a request was sent: it may have been done and billed' : 'nothing was sent');
  return { hint: said, requestId, billed: billed ?? (sent ? null : false) };
}

function failureOf(thrown: unknown, runtime: Runtime, progress: CommandProgress | undefined): unknown {
  const isStopped = thrown instanceof IdvError && stopped.some((category) => category === thrown.category);
  // A signal shows as all sorts of faults: standard input that cannot be read, a process that did not end.
  if (!runtime.signal.aborted || isStopped) return thrown;
  // Once the answer is there, a fault in keeping it says more than the signal that caused it.
  if (thrown instanceof IdvError && progress?.sent && thrown.hint !== undefined)
    return thrown.as(categoryOfSignal(runtime.signal.reason), { retryable: false });
  const category = categoryOfSignal(runtime.signal.reason);
  return new IdvError(category, meaningOfCategory(category), { code: String(runtime.signal.reason), ...factsOf(progress) });
}

async function showHelp({ words }: HelpAsked, program: Command, runtime: Runtime): Promise<void> {
  const { printHelp } = await import('./cli/help/print-help.ts');
  await printHelp(words, allRows(), runtime, program.opts().color !== false, false);
}

/** Parses the command line and runs the command; resolves once all that it printed is written. */
async function run(program: Command, argv: readonly string[], runtime: Runtime, chosen: () => Chosen | undefined): Promise<number> {
  let exitCode = 0;
  try {
    program.parse(withFormats(argv), { from: 'user' });
    const found = chosen();
    if (found) {
      refuseStrayFormat(argv);
      exitCode = await (await found.row.load())(found.invocation);
    }
  } catch (thrown) {
    // The version has been printed by now.
    if (!(thrown instanceof CommanderError && thrown.exitCode === 0)) throw thrown;
    if (thrown instanceof HelpAsked) await showHelp(thrown, program, runtime);
  }
  await runtime.stdout.finish();
  return exitCode;
}

/** The same runtime, with one JSON object on each line of standard error where the results are JSON. */
const noticing = (runtime: Runtime, isJson: () => boolean): Runtime =>
  // Its getters stay getters: the current folder may be gone, and need not be asked for.
  Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(runtime),
      stderr: { value: noticeStream(runtime.stderr, isJson), enumerable: true, writable: true },
    },
  ) as Runtime;

/** What the parser had read when the command failed; it takes the flags of every command before it looks at any other. */
interface ReadSoFar {
  json?: boolean;
  output?: string;
  color?: boolean;
  debug?: boolean;
}

/** `configured` is what the settings came to, once there were any. */
const failureFormat = ({ json, output, color }: ReadSoFar, configured: OutputFormat | undefined, env: Runtime['env']): FailureFormat => ({
  json: json === true || (output ?? configured ?? env.IDV_OUTPUT) === 'json',
  colour: color !== false,
});

/** Runs one command. `argv` is what follows `idv`; resolves to the exit code and never rejects. */
export async function main(argv: readonly string[], given: Runtime, version: string): Promise<number> {
  let chosen: Chosen | undefined;
  const format = (): FailureFormat => failureFormat(program.opts(), chosen?.invocation.output, given.env);
  const runtime = noticing(given, () => format().json);
  const program = buildProgram(argv, { runtime, version }, (found) => {
    chosen = found;
  });
  try {
    const running = run(program, argv, runtime, () => chosen);
    return await (chosen?.row.drains ? running : untilSignal(running, runtime.signal));
  } catch (thrown) {
    const { fail } = await import('./cli/fail.ts');
    const progress = chosen?.invocation.progress;
    const failure = thrown instanceof CommanderError ? await misused(thrown, argv, runtime, version) : failureOf(thrown, runtime, progress);
    return fail(failure, given, { ...format(), facts: factsOf(progress) }, program.opts().debug === true);
  }
}
