import { withScheme } from '../core/setting-shape.ts';
import { environmentValues } from './environment.ts';
import type { OwnFile } from './own-files.ts';
import type { ChosenProfile } from './profile.ts';
import type { ConfigEnvironment, Settings, SettingsRequest, Sourced } from './settings.ts';
import type { VendorCli } from './vendor-file.ts';

type Values = Omit<Settings, 'provider' | 'profile' | 'credentials' | 'notices'>;
type Candidate<T> = Sourced<T> | undefined;

/** Settings that a file can give at its top level as well as in a profile. */
type Anywhere = 'output' | 'timeout' | 'connectTimeout' | 'retries' | 'proxy';

/** Where one value can come from, short of the vendor's CLI and the default. Each list is strongest first. */
interface Places<T> {
  flag?: Candidate<T>;
  environment?: Candidate<T>;
  inProfile: readonly Candidate<T>[];
  inFiles: readonly Candidate<T>[];
}

const sourced = <T>(value: T, source: string): Candidate<NonNullable<T>> =>
  value === undefined || value === null ? undefined : { value, source };

function strongest<T>({ onCommandLine }: ChosenProfile, { flag, environment, inProfile, inFiles }: Places<T>): Candidate<T> {
  const ordered = [flag, ...(onCommandLine ? inProfile : []), environment, ...inFiles];
  return ordered.find((candidate) => candidate !== undefined);
}

/** Of each file its profile before its top level. */
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

async function regionOf(
  { flags, defaults }: SettingsRequest,
  profile: ChosenProfile,
  environment: Candidate<string>,
  vendor: VendorCli | undefined,
): Promise<Sourced<string | undefined>> {
  const inVendorCli = () => vendor?.region(profile.inVendorCli ? profile.name : undefined);
  const named = profile.onCommandLine && profile.inVendorCli;
  const flag = sourced(flags.region, 'flag --region') ?? (named ? await inVendorCli() : undefined);
  const found = strongest(profile, { flag, environment, ...placesInProfile('region', profile) });
  return found ?? (await inVendorCli()) ?? { value: defaults.region, source: 'default' };
}

function endpointOf({ flags, defaults, sandbox }: SettingsRequest, profile: ChosenProfile, environment: Candidate<string>) {
  if (sandbox) return { value: defaults.endpoint, source: 'flag --sandbox' };
  const flag = sourced(flags.endpoint, 'flag --endpoint');
  const found = strongest(profile, { flag, environment, ...placesInProfile('endpoint', profile) }) ?? sourced(defaults.endpoint, 'default');
  return found ? { ...found, value: withScheme(found.value) } : { value: undefined, source: 'default' };
}

/** Every value but the key, each from the strongest source that has it. */
export async function resolveValues(
  request: SettingsRequest,
  files: readonly OwnFile[],
  profile: ChosenProfile,
  env: ConfigEnvironment['env'],
  vendor: VendorCli | undefined,
): Promise<Values> {
  const { flags, defaults } = request;
  const environment = environmentValues(request, env);
  const resolve = <T>(places: Places<T>, fallback: T): Sourced<T> => strongest(profile, places) ?? { value: fallback, source: 'default' };
  const places = <K extends Anywhere>(key: K) => placesOf(key, files, profile);

  const output = { flag: sourced(flags.output, 'flag --output'), environment: environment.output, ...places('output') };
  const timeout = { flag: sourced(flags.timeoutS, 'flag --timeout'), environment: environment.timeoutS, ...places('timeout') };
  const connectTimeout = { flag: sourced(flags.connectTimeoutS, 'flag --connect-timeout'), ...places('connectTimeout') };
  const retries = { flag: sourced(flags.retries, 'flag --retries'), ...places('retries') };
  const proxy = strongest(profile, places('proxy'));
  return {
    region: await regionOf(request, profile, environment.region, vendor),
    endpoint: endpointOf(request, profile, environment.endpoint),
    output: resolve(output, defaults.output),
    timeoutS: resolve(timeout, defaults.timeoutS),
    connectTimeoutS: resolve(connectTimeout, defaults.connectTimeoutS),
    retries: resolve(retries, defaults.retries),
    ...(proxy ? { proxy } : {}),
  };
}
