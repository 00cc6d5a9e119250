import { IdvError, type Problem, problemsError } from '../core/errors.ts';
import { asOutputFormat, expectations, isEndpoint, isRegion, isSeconds, type OutputFormat, withScheme } from '../core/setting-shape.ts';
import { suggest } from '../core/text/suggest.ts';
import type { OwnFile } from './files/own-files.ts';
import type { ChosenProfile } from './load.ts';
import type { OwnCliFiles } from './own-cli.ts';
import type { ConfigEnvironment, Settings, SettingsRequest, Sourced } from './settings.ts';

type Values = Pick<Settings, 'region' | 'endpoint' | 'output' | 'timeoutS' | 'connectTimeoutS' | 'retries' | 'proxy' | 'notices'>;
type Candidate<T> = Sourced<T> | undefined;

/** Settings that are allowed both at the top level of a file and in a profile. */
type Anywhere = 'output' | 'timeout' | 'connectTimeout' | 'retries' | 'proxy';

/** The sources of one value, except the vendor's own files and the default. Each list is in the order of precedence. */
interface Places<T> {
  flag?: Candidate<T>;
  environment?: Candidate<T>;
  inProfile: readonly Candidate<T>[];
  inFiles: readonly Candidate<T>[];
}

const sourced = <T>(value: T, source: string): Candidate<NonNullable<T>> =>
  value === undefined || value === null ? undefined : { value, source };

function firstGiven<T>({ onCommandLine }: ChosenProfile, { flag, environment, inProfile, inFiles }: Places<T>): Candidate<T> {
  const ordered = [flag, ...(onCommandLine ? inProfile : []), environment, ...inFiles];
  return ordered.find((candidate) => candidate !== undefined);
}

/** The places of a setting in files. In each file, the profile takes precedence over the top level. */
function placesOf<K extends Anywhere>(key: K, files: readonly OwnFile[], { layers }: ChosenProfile) {
  const inLayer = ({ profile, source }: ChosenProfile['layers'][number]) => sourced(profile[key], source);
  const inFiles = files.flatMap((file) => [
    ...layers.filter((layer) => layer.file === file).map(inLayer),
    sourced(file.config[key], file.label),
  ]);
  return { inProfile: layers.map(inLayer), inFiles };
}

function placesInProfile(key: 'region' | 'endpoint', { layers }: ChosenProfile) {
  const inProfile = layers.map(({ profile, source }) => sourced(profile[key], source));
  return { inProfile, inFiles: inProfile };
}

interface EnvironmentValues {
  region: Candidate<string>;
  endpoint: Candidate<string>;
  output: Candidate<OutputFormat>;
  timeoutS: Candidate<number>;
}

/**
 * The values of environment variables, except those that a flag replaces. All wrong values are reported in one error. An empty variable
 * counts as not set.
 */
function environmentValues({ vendor, flags }: SettingsRequest, env: ConfigEnvironment['env']): EnvironmentValues {
  const problems: Problem[] = [];
  const read = <T>(names: readonly string[], flag: unknown, expectation: string | undefined, parse: (text: string) => T | undefined) => {
    const name = names.find((candidate) => env[candidate]);
    if (!name || flag !== undefined) return undefined;
    const value = parse(env[name] ?? '');
    if (value !== undefined) return { value, source: `environment ${name}` };
    problems.push({ category: 'config', flag: name, message: expectation ?? '', hint: `fix or unset ${name}` });
    return undefined;
  };
  const textThat = (accepts: (text: string) => boolean) => (text: string) => (accepts(text) ? text : undefined);
  const values: EnvironmentValues = {
    region: read(['IDV_REGION', vendor.credentials.variables.region], flags.region, expectations.region, textThat(isRegion)),
    endpoint: read(['IDV_ENDPOINT'], flags.endpoint, expectations.endpoint, textThat(isEndpoint)),
    output: read(['IDV_OUTPUT'], flags.output, expectations.output, asOutputFormat),
    timeoutS: read(['IDV_TIMEOUT'], flags.timeoutS, expectations.timeout, (text) => (isSeconds(Number(text)) ? Number(text) : undefined)),
  };
  if (problems.length > 0) throw problemsError(problems);
  return values;
}

/** All variables that idv reads. */
const ownVariables = ['IDV_PROFILE', 'IDV_REGION', 'IDV_ENDPOINT', 'IDV_OUTPUT', 'IDV_TIMEOUT', 'IDV_CONFIG_FILE'];
const onlyFlags = ['IDV_SANDBOX', 'IDV_OUTCOME'];

/** Notices about variables that look like idv's but have no effect. A user who sets IDV_SANDBOX would send faces to the service. */
const unusedVariables = ({ sandbox }: SettingsRequest, env: ConfigEnvironment['env']): string[] =>
  Object.keys(env).flatMap((name) => {
    if (!env[name] || !/^IDV_\w+$/.test(name) || ownVariables.includes(name)) return [];
    if (onlyFlags.includes(name)) return sandbox ? [] : [`${name} is ignored: no variable turns on the sandbox, use --sandbox`];
    const meant = suggest(
      name,
      ownVariables.filter((own) => !env[own]),
    );
    return meant ? [`${name} is ignored: did you mean ${meant}?`] : [];
  });

interface Region {
  region: Sourced<string | undefined>;
  notices: string[];
}

async function regionOf(
  { flags, defaults }: SettingsRequest,
  profile: ChosenProfile,
  environment: Candidate<string>,
  ownCli: OwnCliFiles | undefined,
): Promise<Region> {
  const inOwnCli = () => ownCli?.region(profile.inOwnCli ? profile.name : undefined);
  const named = profile.onCommandLine && profile.inOwnCli;
  const flag = sourced(flags.region, 'flag --region') ?? (named ? await inOwnCli() : undefined);
  const found = firstGiven(profile, { flag, environment, ...placesInProfile('region', profile) });
  if (found) return { region: found, notices: [] };
  const fallback = { value: defaults.region, source: 'default' };
  try {
    return { region: (await inOwnCli()) ?? fallback, notices: [] };
  } catch (error) {
    // Every vendor has a default region, so it is not an error if this file cannot be used.
    if (!(error instanceof IdvError)) throw error;
    return { region: fallback, notices: [`${error.message}; region ${fallback.value ?? '(none)'} is used`] };
  }
}

function endpointOf({ flags, defaults, sandbox }: SettingsRequest, profile: ChosenProfile, environment: Candidate<string>) {
  if (sandbox) return { value: defaults.endpoint, source: 'flag --sandbox' };
  const flag = sourced(flags.endpoint, 'flag --endpoint');
  const found =
    firstGiven(profile, { flag, environment, ...placesInProfile('endpoint', profile) }) ?? sourced(defaults.endpoint, 'default');
  return found ? { ...found, value: withScheme(found.value) } : { value: undefined, source: 'default' };
}

/** All values except the key, each from the first source that has it. */
export async function resolveValues(
  request: SettingsRequest,
  files: readonly OwnFile[],
  profile: ChosenProfile,
  env: ConfigEnvironment['env'],
  ownCli: OwnCliFiles | undefined,
): Promise<Values> {
  const { flags, defaults } = request;
  const environment = environmentValues(request, env);
  const resolve = <T>(places: Places<T>, fallback: T): Sourced<T> => firstGiven(profile, places) ?? { value: fallback, source: 'default' };
  const places = <K extends Anywhere>(key: K) => placesOf(key, files, profile);

  const output = { flag: sourced(flags.output, 'flag --output'), environment: environment.output, ...places('output') };
  const timeout = { flag: sourced(flags.timeoutS, 'flag --timeout'), environment: environment.timeoutS, ...places('timeout') };
  const connectTimeout = { flag: sourced(flags.connectTimeoutS, 'flag --connect-timeout'), ...places('connectTimeout') };
  const retries = { flag: sourced(flags.retries, 'flag --retries'), ...places('retries') };
  const proxy = firstGiven(profile, places('proxy'));
  const { region, notices } = await regionOf(request, profile, environment.region, ownCli);
  return {
    region,
    endpoint: endpointOf(request, profile, environment.endpoint),
    output: resolve(output, defaults.output),
    timeoutS: resolve(timeout, defaults.timeoutS),
    connectTimeoutS: resolve(connectTimeout, defaults.connectTimeoutS),
    retries: resolve(retries, defaults.retries),
    ...(proxy ? { proxy } : {}),
    notices: [...unusedVariables(request, env), ...notices],
  };
}
