import type { Settings } from '../config/settings.ts';
import { IdvError, type Problem, problemsError } from '../core/errors.ts';
import type { Provider } from '../providers/provider.ts';
import type { Runtime } from '../runtime.ts';
import { queryProblem } from './format.ts';
import type { GlobalOptions } from './global-flags.ts';
import { readGlobals } from './read-globals.ts';

/** One command's view of the world: flags checked, settings found, and a way to speak. */
export interface Session {
  runtime: Runtime;
  provider: Provider;
  options: GlobalOptions;
  settings: Settings;
  output: 'text' | 'json' | 'yaml' | 'table';
  /** For people, on standard error; silent with --quiet. */
  notice(text: string): void;
  /** The same, with --verbose only. */
  detail(text: string): void;
}

/** Where a sandbox would be signed for before it has a port. */
export const sandboxPlaceholder = 'http://127.0.0.1';

interface Needs {
  credentials: 'required' | 'optional' | 'none';
}

/** A configuration fault is one more problem, unless it is the only thing that can be said. */
async function settingsOrProblems(
  load: () => Promise<Settings>,
): Promise<{ settings: Settings } | { problems: readonly Problem[]; error: IdvError }> {
  try {
    return { settings: await load() };
  } catch (error) {
    if (!(error instanceof IdvError)) throw error;
    const own: Problem = { category: 'config', flag: 'configuration', message: error.message, ...(error.hint ? { cure: error.hint } : {}) };
    return { problems: error.problems.length > 0 ? error.problems : [own], error };
  }
}

/**
 * Reads flags and settings. `also` finds the command's own problems, so that they are reported together with
 * those of flags and configuration; nothing has been sent when it runs.
 */
export async function openSession<T>(
  provider: Provider,
  raw: Readonly<Record<string, unknown>>,
  runtime: Runtime,
  needs: Needs,
  also: (options: GlobalOptions) => Promise<{ problems: readonly Problem[]; value: T }>,
): Promise<{ session: Session; value: T }> {
  const { options, problems } = readGlobals(raw);
  const misquery = options.query === undefined ? undefined : await queryProblem(options.query);
  if (misquery) problems.push(misquery);
  const found = await settingsOrProblems(async () => {
    const { loadSettings } = await import('../config/load.ts');
    return loadSettings(
      {
        provider: provider.name,
        flags: {
          profile: options.profile,
          region: options.region,
          endpoint: options.endpoint,
          output: options.json ? 'json' : options.output,
          timeoutS: options.timeout,
          connectTimeoutS: options.connectTimeout,
          retries: options.retries,
          configFile: options.configFile,
        },
        defaults: {
          region: provider.defaultRegion,
          endpoint: options.sandbox ? (options.endpoint ?? sandboxPlaceholder) : undefined,
          output: 'text',
          timeoutS: 60,
          connectTimeoutS: 10,
          retries: 2,
        },
        knownHosts: provider.hosts,
        credentials: needs.credentials,
        sandbox: options.sandbox === true,
      },
      runtime,
    );
  });
  const { problems: more, value } = await also(options);
  const all = [...problems, ...more, ...('problems' in found ? found.problems : [])];
  if (!('settings' in found) && problems.length === 0 && more.length === 0) throw found.error;
  if (all.length > 0 || !('settings' in found)) throw problemsError(all);
  const { settings } = found;
  const notice = (text: string): void => {
    if (!options.quiet) runtime.stderr.write(`${text}\n`);
  };
  for (const text of settings.notices) notice(text);
  const detail = (text: string): void => {
    if (options.verbose || options.debug) runtime.stderr.write(`${text}\n`);
  };
  return { session: { runtime, provider, options, settings, output: settings.output.value, notice, detail }, value };
}
