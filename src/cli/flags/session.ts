import { chooseShape, nonceProblems } from '../../app/call/plan.ts';
import { redactor } from '../../app/privacy/redactor.ts';
import type { Settings, SettingsRequest } from '../../config/settings.ts';
import type { Action } from '../../core/declare/action.ts';
import { IdvError, type Problem, problemsError, usageProblem } from '../../core/errors.ts';
import type { OutputFormat } from '../../core/setting-shape.ts';
import { shownKeyId } from '../../core/text/printable.ts';
import type { Runtime } from '../../runtime.ts';
import { noticeLine } from '../../standard-stream.ts';
import { declaredVendors } from '../../vendors/catalogue.ts';
import type { AnswerFormat, RequestShape, Vendor } from '../../vendors/vendor.ts';
import { formatProblem, valueProblems } from '../action/flag-problems.ts';
import type { CommandProgress, Invocation } from '../handler.ts';
import { noticeLines } from '../show/notice-lines.ts';
import type { GlobalOptions } from './global-flags.ts';
import { readGlobals } from './read-globals.ts';
import { settingLines } from './verbose.ts';

/** What one command works with: checked flags, settings, and a way to print notices. */
export interface Session {
  runtime: Runtime;
  vendor: Vendor;
  options: GlobalOptions;
  settings: Settings;
  /** The request shape from --sign-method, --http-method and --body-format. */
  shape: RequestShape;
  /** The format of answers, from --wire-format. */
  answerFormat: AnswerFormat;
  output: OutputFormat;
  /** Prints a notice for people on standard error. With --quiet, it prints nothing. */
  notice(text: string): void;
  /** Prints a line on standard error, even with --quiet. `facts` are added if the line is JSON. */
  say(text: string, facts?: Readonly<Record<string, unknown>>): void;
  progress: CommandProgress;
  /** With --redact, removes key id and hosts from a text. Otherwise the text is unchanged. */
  redact(text: string): string;
}

/** The address that is signed in a dry run, because a sandbox has no port before it starts. */
export const sandboxPlaceholder = 'http://127.0.0.1';

interface Needs {
  credentials: 'required' | 'optional' | 'none';
  /** The product that is called. Region and host depend on it. */
  product: string;
  /** The action that is called, if it is known. */
  action?: Action | undefined;
  /** The vendor's page of the action that is called. */
  docsUrl?: string | undefined;
  /** True for a command that needs a key but sends nothing. */
  sends?: false;
}

/** A configuration problem is reported with the others, unless it is the only one. */
async function settingsOrProblems(
  load: () => Promise<Settings>,
): Promise<{ settings: Settings } | { problems: readonly Problem[]; error: IdvError }> {
  try {
    return { settings: await load() };
  } catch (error) {
    if (!(error instanceof IdvError)) throw error;
    const own: Problem = {
      category: 'config',
      flag: 'configuration',
      message: error.message,
      ...(error.hint ? { hint: error.hint.replaceAll('\n', ', ') } : {}),
    };
    return { problems: error.problems.length > 0 ? error.problems : [own], error };
  }
}

/** The parts of the flags that loading the settings needs. */
export const settingsRequest = (vendor: Vendor, options: GlobalOptions, needs: Needs): SettingsRequest => ({
  vendor,
  vendors: declaredVendors,
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
    region: vendor.defaultRegion(needs.product),
    endpoint: options.sandbox ? (options.endpoint ?? sandboxPlaceholder) : undefined,
    output: 'text',
    timeoutS: 60,
    connectTimeoutS: 10,
    retries: 2,
  },
  knownHosts: vendor.hosts.map(({ host }) => host),
  credentials: needs.credentials,
  sandbox: options.sandbox === true,
  sends: needs.credentials === 'required' && needs.sends !== false && options.dryRun === undefined,
});

interface RegionChoice {
  region: Settings['region'];
  problem?: Problem;
  notice?: string;
}

/**
 * The region in which a product is called. If `--region` names a region without a host, it is refused. A region from a profile or a
 * variable is meant for all products of the account, so it is ignored with a notice.
 */
export function regionOf(vendor: Vendor, product: string, { region, endpoint }: Pick<Settings, 'region' | 'endpoint'>): RegionChoice {
  const { value, source } = region;
  const isFlag = source.startsWith('flag ');
  // With an explicit host the region does not matter, and a sandbox serves every region.
  const hasOwnHost = endpoint.value !== undefined && endpoint.source !== 'flag --sandbox';
  if (value === undefined || (hasOwnHost && (!isFlag || endpoint.source === 'flag --endpoint'))) return { region };
  const found = vendor.hostOf(product, value);
  if ('host' in found) return { region };
  const regions = found.regions.join(', ');
  if (isFlag) {
    const hint = `use --region ${found.regions[0]}, or --endpoint with a host`;
    return {
      region,
      problem: usageProblem('--region', `${product} has no host in ${value}, only in ${regions}`, hint),
    };
  }
  return {
    region: { value: found.regions[0], source: `the only region of ${product}` },
    notice: `${product} is served only in ${regions}; region ${value} (${source}) is not used`,
  };
}

/** Makes the function that prints lines on standard error, in the format in which failures are printed. */
function linePrinter(runtime: Runtime, redact: (text: string) => string, format: OutputFormat): Session['say'] {
  return (text, facts) => {
    const shown = redact(text);
    runtime.stderr.write(facts && format === 'json' ? noticeLine(shown, facts) : noticeLines(shown, runtime.stderr));
  };
}

/** Adds the page of the action. Problems with a key get no page, because they are not on that page. */
const withPage = (error: IdvError, { docsUrl }: Needs): IdvError => (error.category === 'config' ? error : error.with({ docsUrl }));

/** Makes the function that hides the key id and the hosts of the calls. */
function redactorOf({ hosts }: Vendor, { credentials, endpoint }: Settings): (text: string) => string {
  const named = endpoint.value === undefined ? [] : [new URL(endpoint.value).host, new URL(endpoint.value).hostname];
  const ids = credentials ? [credentials.id, shownKeyId(credentials.id)] : [];
  return redactor([
    ...ids.map((text) => ({ text, word: '<key id>' })),
    ...[...hosts.map(({ host }) => host), ...named].map((text) => ({ text, word: '<host>' })),
  ]);
}

/**
 * Reads flags and settings. `readMore` finds the command's own problems, so that they are reported together with
 * those of flags and configuration; nothing has been sent when it runs.
 */
export async function openSession<T>(
  vendor: Vendor,
  invocation: Invocation,
  needs: Needs,
  readMore: (options: GlobalOptions) => Promise<{ problems: readonly Problem[]; value: T }>,
): Promise<{ session: Session; value: T }> {
  const { runtime, options: raw } = invocation;
  const { options, problems } = readGlobals(raw);
  if (options.query !== undefined || options.outcome !== undefined) problems.push(...(await valueProblems(options, needs.action)));
  const answerFormat = options.wireFormat ?? vendor.answerFormats[0] ?? 'json';
  const formatProblems = vendor.answerFormats.includes(answerFormat) ? [] : [formatProblem(vendor, answerFormat)];
  const found = await settingsOrProblems(async () => {
    const { loadSettings } = await import('../../config/load.ts');
    const onOutput = (output: OutputFormat): void => void Object.assign(invocation, { output });
    return loadSettings({ ...settingsRequest(vendor, options, needs), onOutput }, runtime);
  });
  const regionChoice = 'settings' in found ? regionOf(vendor, needs.product, found.settings) : undefined;
  const { problems: more, value } = await readMore(options);
  const { shape, problem } = chooseShape(vendor, options);
  problems.push(...(problem ? [problem] : nonceProblems(vendor, shape.signMethod, options.nonce)), ...formatProblems);
  if (regionChoice?.problem) problems.push(regionChoice.problem);
  const all = [...problems, ...more, ...('problems' in found ? found.problems : [])];
  if (!('settings' in found) && problems.length === 0 && more.length === 0) throw found.error;
  if (all.length > 0 || !shape || !('settings' in found)) throw withPage(problemsError(all), needs);
  const progress: CommandProgress = { sent: false };
  invocation.progress = progress;
  const settings = { ...found.settings, ...(regionChoice ? { region: regionChoice.region } : {}) };
  const redact = options.redact ? redactorOf(vendor, settings) : (text: string): string => text;
  const say = linePrinter(runtime, redact, settings.output.value);
  const notice = (text: string): void => {
    if (!options.quiet) say(text);
  };
  // The notice about the key is printed even with --quiet, because a file found in a folder may belong to someone else.
  for (const text of settings.notices) say(text);
  if (regionChoice?.notice) notice(regionChoice.notice);
  if (options.verbose || options.debug) for (const text of settingLines(settings, shape)) say(text);
  const output = settings.output.value;
  return { session: { runtime, vendor, options, settings, shape, answerFormat, output, notice, say, redact, progress }, value };
}
