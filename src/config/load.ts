import { type Problem, problemsError } from '../core/errors.ts';
import { isOwnHost } from '../core/http.ts';
import { sandboxCredentials } from '../core/sandbox-credentials.ts';
import { suggest } from '../core/text/suggest.ts';
import { type OwnFile, readOwnFiles } from './files/own-files.ts';
import { type KeyPart, keyFrom } from './key.ts';
import { type KeySearch, noCredentials, placesWithoutKey } from './no-key.ts';
import { type FoundKey, type OwnCliFiles, ownCliFiles } from './own-cli.ts';
import { hasKey, layerKey } from './profile-key.ts';
import type { Profile } from './schema.ts';
import type { ConfigEnvironment, Settings, SettingsRequest, Sourced, SourcedKey } from './settings.ts';
import { isProfileName, shownName } from './shown.ts';
import { trustNotices } from './trust.ts';
import { resolveValues } from './values.ts';

/** The settings of the chosen profile in one file. */
export interface ProfileLayer {
  file: OwnFile;
  profile: Profile;
  source: string;
}

export interface ChosenProfile {
  name: string | undefined;
  source: string;
  /** True if `--profile` names it: its values then take precedence over those of the environment. */
  onCommandLine: boolean;
  /** In the order of precedence; empty for a profile of the vendor's own command line tool. */
  layers: readonly ProfileLayer[];
  inOwnCli: boolean;
}

const entriesOf = (files: readonly OwnFile[]) =>
  files.flatMap((file) =>
    Object.entries(file.config.profiles ?? {}).map(([name, profile]) => ({
      name,
      file,
      profile,
      source: `${file.label}, profile ${shownName(name)}`,
    })),
  );

/** The profiles of a vendor in all files, in the order of precedence of the files. */
export const profilesOf = (files: readonly OwnFile[], vendor: string): (ProfileLayer & { name: string })[] =>
  entriesOf(files).filter(({ profile }) => profile.provider === vendor);

/** The profile that is used if none is named: the one called `default`, or else the only one. */
function implicitProfile(files: readonly OwnFile[], vendor: string): Sourced<string> | undefined {
  const entries = profilesOf(files, vendor);
  const [first] = entries;
  const called = entries.find(({ name }) => name === 'default');
  if (called) return { value: called.name, source: `${called.file.label}, called default` };
  if (!first || entries.some(({ name }) => name !== first.name)) return undefined;
  return { value: first.name, source: `${first.file.label}, the only one of ${vendor}` };
}

function wantedName(
  { flags, vendor }: SettingsRequest,
  files: readonly OwnFile[],
  env: ConfigEnvironment['env'],
): Sourced<string> | undefined {
  if (flags.profile !== undefined) return { value: flags.profile, source: 'flag --profile' };
  if (env.IDV_PROFILE) return { value: env.IDV_PROFILE, source: 'environment IDV_PROFILE' };
  for (const { config, label } of files) {
    const value = config.defaultProfiles?.[vendor.name];
    if (value !== undefined) return { value, source: `${label}, defaultProfiles.${vendor.name}` };
  }
  return implicitProfile(files, vendor.name);
}

function profileProblem(wanted: Sourced<string>, files: readonly OwnFile[], vendor: string): Problem {
  const shown = shownName(wanted.value);
  const fitting = [...new Set(profilesOf(files, vendor).map(({ name }) => name))];
  const listed = fitting.map(shownName).join(', ');
  const flag = wanted.source.replace(/^(flag|environment) /, '');
  const other = entriesOf(files).find(({ name }) => name === wanted.value)?.profile.provider;
  if (other) {
    const hint = fitting.length > 0 ? `profiles of ${vendor}: ${listed}` : `no profile of ${vendor} exists: add one`;
    return { category: 'config', flag, message: `profile ${shown} belongs to ${other}, but the command belongs to ${vendor}`, hint };
  }
  const meant = suggest(wanted.value, fitting);
  const exist =
    fitting.length > 0
      ? `profiles of ${vendor}: ${listed}`
      : `no .faceidrc defines a profile of ${vendor}, and the vendor’s own files have none with this name: create one with idv config init ${vendor}`;
  const hint = meant ? `did you mean ${shownName(meant)}? ${exist}` : exist;
  return { category: 'config', flag, message: `there is no profile ${shown}`, hint };
}

/** The profile to use. Throws IdvError `config` if it does not exist, or belongs to another vendor. */
export async function chooseProfile(
  request: SettingsRequest,
  files: readonly OwnFile[],
  env: ConfigEnvironment['env'],
  ownCli: OwnCliFiles | undefined,
): Promise<ChosenProfile> {
  const { name: vendor } = request.vendor;
  const wanted = wantedName(request, files, env);
  if (!wanted) return { name: undefined, source: 'none chosen', onCommandLine: false, layers: [], inOwnCli: false };
  const chosen = { name: wanted.value, source: wanted.source, onCommandLine: request.flags.profile !== undefined };
  const layers = profilesOf(files, vendor).filter(({ name }) => name === wanted.value);
  if (layers.length > 0) return { ...chosen, layers, inOwnCli: false };
  const isOthers = entriesOf(files).some(({ name }) => name === wanted.value);
  const inOwnCli = !isOthers && isProfileName(wanted.value) && ((await ownCli?.has(wanted.value)) ?? false);
  if (!inOwnCli) throw problemsError([profileProblem(wanted, files, vendor)]);
  return { ...chosen, layers, inOwnCli };
}

type Found = Pick<Settings, 'credentials' | 'withoutKey' | 'notices'>;

/** The key in the vendor's own environment variables. */
function environmentKey(request: SettingsRequest, env: ConfigEnvironment['env']): SourcedKey | undefined {
  const { id, secret, tokens } = request.vendor.credentials.variables;
  const token = tokens.find((name) => env[name]) ?? tokens[0] ?? '';
  const part = (name: string): KeyPart => ({ flag: name, value: env[name] });
  const key = keyFrom({ id: part(id), secret: part(secret), token: part(token) }, request);
  return key && { ...key, source: `environment ${id}` };
}

/** Notices about variables that are set but have no effect. Without them, users would search for hours. */
function ignoredVariables({ vendor }: SettingsRequest, env: ConfigEnvironment['env'], source: string | undefined, profileHasKey: boolean) {
  const { id, tokens } = vendor.credentials.variables;
  const fromEnvironment = source === `environment ${id}`;
  const unusedToken = tokens.find((name) => env[name]);
  return [
    ...(fromEnvironment && env.IDV_PROFILE && profileHasKey
      ? [`the key in ${id} takes precedence over the key of the profile in IDV_PROFILE`]
      : []),
    ...(!fromEnvironment && unusedToken && !env[id] ? [`${unusedToken} is ignored, because ${id} is not set`] : []),
  ];
}

/** The key of the first source that has one. Throws IdvError `config`; its code is `no-credentials` if there is no key. */
async function resolveCredentials(request: SettingsRequest, known: KeySearch, environment: ConfigEnvironment): Promise<Found> {
  const { profile, ownCli } = known;
  if (request.sandbox) return { credentials: { ...sandboxCredentials, source: 'flag --sandbox' }, withoutKey: [], notices: [] };
  if (request.credentials === 'none') return { withoutKey: [], notices: [] };
  const cliProfile = profile.inOwnCli ? profile.name : undefined;
  const ofProfile = async () => {
    const layer = profile.layers.find((each) => hasKey(each, request));
    if (layer) return layerKey(layer, profile.name ?? '', request, environment);
    return profile.inOwnCli ? ownCli?.key(cliProfile) : undefined;
  };
  const ofEnvironment = (): FoundKey | undefined => {
    const credentials = environmentKey(request, environment.env);
    return credentials && { credentials, notices: [] };
  };
  const found =
    (profile.onCommandLine ? await ofProfile() : undefined) ?? ofEnvironment() ?? (await ofProfile()) ?? (await ownCli?.key(cliProfile));
  if (!found && request.credentials === 'required') {
    const layers = profilesOf(known.own.files, request.vendor.name).filter((layer) => hasKey(layer, request));
    throw noCredentials(
      request,
      known,
      layers.map(({ name }) => name),
    );
  }
  const profileHasKey = profile.inOwnCli || profile.layers.some((layer) => hasKey(layer, request));
  const ignored = ignoredVariables(request, environment.env, found?.credentials.source, profileHasKey);
  const unread = known.own.unread.map((phrase) => `${phrase}, so it is not used`);
  return {
    ...(found ? { credentials: found.credentials } : {}),
    withoutKey: found ? [] : placesWithoutKey(request, known, environment),
    notices: [...(found?.notices ?? []), ...ignored, ...unread],
  };
}

/** Rejects the key of the sandbox for another host. It is not valid there: the user forgot --sandbox, and would send faces to a service. */
function refuseSandboxKey(key: SourcedKey | undefined, endpoint: string | undefined, { sends, sandbox }: SettingsRequest): void {
  if (!sends || sandbox || key?.id !== sandboxCredentials.id) return;
  if (endpoint !== undefined && isOwnHost(new URL(endpoint))) return;
  const message = `the key ${key.id} belongs to the sandbox, but the request would go to ${endpoint ?? "the vendor's host"}`;
  const hint = 'add --sandbox, or --endpoint with the URL that idv sandbox printed, or set your own key';
  throw problemsError([{ category: 'config', flag: key.source.replace(/^environment /, ''), message, hint }]);
}

/**
 * Every setting with its source, in this order of precedence: flag > profile named on the command line > environment > project file > user
 * file > the vendor's own files > default. A named file (`--config-file`, IDV_CONFIG_FILE) replaces the project file and the user file.
 * Throws IdvError `config`. No error, notice or source contains a secret.
 */
export async function loadSettings(request: SettingsRequest, environment: ConfigEnvironment): Promise<Settings> {
  const own = await readOwnFiles(request, environment);
  const ownCli = request.sandbox ? undefined : ownCliFiles(request, environment);
  const profile = await chooseProfile(request, own.files, environment.env, ownCli);
  const values = await resolveValues(request, own.files, profile, environment.env, ownCli);
  request.onOutput?.(values.output.value);
  const found = await resolveCredentials(request, { own, profile, ownCli }, environment);
  refuseSandboxKey(found.credentials, values.endpoint.value, request);
  return {
    provider: request.vendor.name,
    profile: { value: profile.name, source: profile.source },
    ...values,
    ...found,
    notices: [...own.files.flatMap((file) => trustNotices(file, environment)), ...values.notices, ...found.notices],
  };
}
