import { CommanderError } from './cli/commander.ts';
import { buildProgram } from './cli/program.ts';
import { IdvError } from './core/errors.ts';
import type { Runtime } from './runtime.ts';

export { nodeRuntime } from './runtime.ts';

/** A bare `--dry-run` would take the next word for its format. */
const withFormats = (argv: readonly string[]): string[] => {
  const end = argv.indexOf('--');
  return argv.map((word, index) => (word === '--dry-run' && (end < 0 || index < end) ? '--dry-run=text' : word));
};

/** What commander found wrong, in idv's words and with idv's exit code. */
function usageError(error: CommanderError): IdvError {
  const message = error.message.replace(/^error: /, '');
  const [sentence = message, suggestion] = message.split('\n');
  const hint = suggestion?.replace(/^\(Did you mean (.+)\?\)$/, 'did you mean $1?');
  return new IdvError('usage', sentence, { code: error.code, hint: hint ?? 'see idv help' });
}

function failureOf(thrown: unknown, runtime: Runtime): unknown {
  if (thrown instanceof CommanderError) return usageError(thrown);
  if (runtime.signal.aborted && !(thrown instanceof IdvError)) {
    const terminated = runtime.signal.reason === 'SIGTERM';
    return new IdvError(terminated ? 'terminated' : 'interrupted', terminated ? 'terminated' : 'interrupted', {
      code: String(runtime.signal.reason),
    });
  }
  return thrown;
}

/** Runs one command. `argv` is what follows `idv`; resolves to the exit code and never rejects. */
export async function main(argv: readonly string[], runtime: Runtime, version: string): Promise<number> {
  let exitCode = 0;
  try {
    const program = buildProgram(runtime, version, (code) => {
      exitCode = code;
    });
    await program.parseAsync(withFormats(argv), { from: 'user' });
    return exitCode;
  } catch (thrown) {
    // Help, asked for or shown in place of a missing subcommand, has been printed by now.
    if (thrown instanceof CommanderError && (thrown.exitCode === 0 || thrown.code === 'commander.help')) return 0;
    const { fail, failureFormat } = await import('./cli/fail.ts');
    return fail(failureOf(thrown, runtime), runtime, failureFormat(argv, runtime.env), argv.includes('--debug'));
  }
}
