import { dryRunFormats } from './app/dry-run/dry-run-format.ts';
import { type Command, CommanderError } from './cli/commander.ts';
import type { FailureFormat } from './cli/fail.ts';
import type { GlobalOptions } from './cli/flags/global-flags.ts';
import type { CommandProgress } from './cli/handler.ts';
import { HelpRequested } from './cli/help/help-requested.ts';
import { allRows, buildProgram, type ChosenCommand } from './cli/program.ts';
import { IdvError } from './core/errors.ts';
import { categoryOfSignal, meaningOfCategory } from './core/exit.ts';
import type { OutputFormat } from './core/setting-shape.ts';
import type { Runtime } from './runtime.ts';
import { noticeStream } from './standard-stream.ts';

/** How long a command may take to end by itself: it says whether something was sent, and removes half-written files. */
const graceMs = 100;

/**
 * Settles as `work` does, or rejects with the signal's reason shortly after the signal aborts. Opening a FIFO, or a file on a dead disk,
 * cannot be cancelled.
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

/** The words before `--`. Only these can be flags. */
const flagWords = (argv: readonly string[]): readonly string[] => (argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv);

/** Writes `--dry-run` as `--dry-run=text`. Otherwise the parser would take the next word as its format. */
const withFormats = (argv: readonly string[]): string[] => {
  const { length } = flagWords(argv);
  return argv.map((word, index) => (word === bareDryRun && index < length ? `${bareDryRun}=text` : word));
};

/** The hint if a format follows `--dry-run` as a separate word: it is then not read as a format. */
function formatHint(argv: readonly string[]): string | undefined {
  const words = flagWords(argv);
  const format = dryRunFormats.find((each) => words.some((word, index) => word === bareDryRun && words[index + 1] === each));
  return format && `did you mean ${bareDryRun}=${format}?`;
}

/** Refuses a format after `--dry-run` that is a separate word. A command that accepts words would read the format as one of them. */
function refuseSeparateFormat(argv: readonly string[]): void {
  const hint = formatHint(argv);
  if (hint === undefined) return;
  throw new IdvError('usage', `${bareDryRun} takes its format after an equals sign`, { code: 'invalid-usage', hint });
}

async function errorOfParser(error: CommanderError, argv: readonly string[], runtime: Runtime, version: string): Promise<IdvError> {
  const { usageError } = await import('./cli/usage-error.ts');
  const { errorWithKeysMasked } = await import('./cli/show/mask-keys.ts');
  const program = buildProgram(argv, { runtime, version, everyFlag: true }, () => undefined);
  return errorWithKeysMasked(usageError(error, program, flagWords(argv), formatHint(argv)), runtime.env);
}

const stopCategories = ['hangup', 'interrupted', 'terminated'] as const;

/** The facts about the calls of a command, for a failure that has none itself. */
function factsOf({ sent, hint, requestId, billed }: CommandProgress = { sent: false }) {
  const sentence = hint ?? (sent ? 'a request was sent: it may have been done and billed' : 'nothing was sent');
  return { hint: sentence, requestId, billed: billed ?? (sent ? null : false) };
}

function failureOf(thrown: unknown, runtime: Runtime, progress: CommandProgress | undefined): unknown {
  const isStopped = thrown instanceof IdvError && stopCategories.some((category) => category === thrown.category);
  // A signal can cause many errors: standard input that cannot be read, a process that was ended.
  if (!runtime.signal.aborted || isStopped) return thrown;
  // After an answer, an error in saving it says more than the signal that caused it.
  if (thrown instanceof IdvError && progress?.sent && thrown.hint !== undefined)
    return thrown.as(categoryOfSignal(runtime.signal.reason), { retryable: false });
  const category = categoryOfSignal(runtime.signal.reason);
  return new IdvError(category, meaningOfCategory(category), { code: String(runtime.signal.reason), ...factsOf(progress) });
}

async function showHelp({ words }: HelpRequested, program: Command, runtime: Runtime): Promise<void> {
  const { printHelp } = await import('./cli/help/print-help.ts');
  await printHelp(words, allRows(), runtime, program.opts().color !== false, false);
}

/** Gives a command without other settings the format of the configuration file, as if a flag had named it. */
async function useConfiguredOutput({ row, invocation }: ChosenCommand, runtime: Runtime): Promise<void> {
  // The command of an action reads the format with its other settings.
  if (row.vendor !== undefined) return;
  const { configuredOutput } = await import('./cli/flags/configured-output.ts');
  const output = await configuredOutput(row, invocation.options as unknown as GlobalOptions, runtime);
  if (output !== undefined) Object.assign(invocation, { output, options: { ...invocation.options, output } });
}

/** Parses the command line and runs the command. Resolves when everything that it printed is written. */
async function run(program: Command, argv: readonly string[], runtime: Runtime, chosen: () => ChosenCommand | undefined): Promise<number> {
  let exitCode = 0;
  try {
    program.parse(withFormats(argv), { from: 'user' });
    const found = chosen();
    if (found) {
      refuseSeparateFormat(argv);
      await useConfiguredOutput(found, runtime);
      exitCode = await (await found.row.load())(found.invocation);
    }
  } catch (thrown) {
    // The version has been printed by now.
    if (!(thrown instanceof CommanderError && thrown.exitCode === 0)) throw thrown;
    if (thrown instanceof HelpRequested) await showHelp(thrown, program, runtime);
  }
  await runtime.stdout.finish();
  return exitCode;
}

/** The same runtime. If the results are JSON, each line of its standard error is one JSON object. */
const withNoticeStream = (runtime: Runtime, isJson: () => boolean): Runtime =>
  // Getters stay getters: the current folder may be gone, and many commands do not need it.
  Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(runtime),
      stderr: { value: noticeStream(runtime.stderr, isJson), enumerable: true, writable: true },
    },
  ) as Runtime;

/** The flags that the parser had read when the command failed. It reads these flags, which every command has, before all others. */
interface ReadSoFar {
  json?: boolean;
  output?: string;
  color?: boolean;
  debug?: boolean;
}

/** `configured` is the format in the settings, if they were loaded. */
const failureFormat = ({ json, output, color }: ReadSoFar, configured: OutputFormat | undefined, env: Runtime['env']): FailureFormat => ({
  json: json === true || (output ?? configured ?? env.IDV_OUTPUT) === 'json',
  colour: color !== false,
});

/** Runs one command. `argv` are the words after `idv`. Resolves to the exit code and never rejects. */
export async function main(argv: readonly string[], given: Runtime, version: string): Promise<number> {
  let chosen: ChosenCommand | undefined;
  const format = (): FailureFormat => failureFormat(program.opts(), chosen?.invocation.output, given.env);
  const runtime = withNoticeStream(given, () => format().json);
  const program = buildProgram(argv, { runtime, version }, (found) => {
    chosen = found;
  });
  try {
    const running = run(program, argv, runtime, () => chosen);
    return await (chosen?.row.finishesAtSignal ? running : untilSignal(running, runtime.signal));
  } catch (thrown) {
    const { fail } = await import('./cli/fail.ts');
    const progress = chosen?.invocation.progress;
    const failure =
      thrown instanceof CommanderError ? await errorOfParser(thrown, argv, runtime, version) : failureOf(thrown, runtime, progress);
    return fail(failure, given, { ...format(), facts: factsOf(progress) }, program.opts().debug === true);
  }
}
