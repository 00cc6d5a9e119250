import { IdvError, problemsError } from '../core/errors.ts';
import { isOwnHost } from '../core/http.ts';
import { sandboxCredentials } from '../core/sandbox-credentials.ts';
import { type KeyPart, keyFrom } from './key.ts';
import { type FoundKey, type OwnCliFiles, ownCliFiles } from './own-cli.ts';
import { type ChosenProfile, chooseProfile, type OwnFiles, profilesOf, readOwnFiles } from './own-files.ts';
import { hasKey, layerKey } from './profile-key.ts';
import type { ConfigEnvironment, Settings, SettingsRequest, SourcedKey } from './settings.ts';
import { shownName } from './shown.ts';
import { trustNotices } from './trust.ts';
import { resolveValues } from './values.ts';

/** What is known by the time that the key is looked for. */
interface Known {
  own: OwnFiles;
  profile: ChosenProfile;
  ownCli: OwnCliFiles | undefined;
}

type Found = Pick<Settings, 'credentials' | 'withoutKey' | 'notices'>;

/** The vendor's own variables, as one unit. */
function environmentKey(request: SettingsRequest, env: ConfigEnvironment['env']): SourcedKey | undefined {
  const { id, secret, tokens } = request.vendor.credentials.variables;
  const token = tokens.find((name) => env[name]) ?? tokens[0] ?? '';
  const part = (name: string): KeyPart => ({ flag: name, value: env[name] });
  const key = keyFrom({ id: part(id), secret: part(secret), token: part(token) }, request);
  return key && { ...key, source: `environment ${id}` };
}

/** Variables that are set and yet have no effect: silence about them costs people hours. */
function ignoredVariables({ vendor }: SettingsRequest, env: ConfigEnvironment['env'], source: string | undefined, profileHasKey: boolean) {
  const { id, tokens } = vendor.credentials.variables;
  const fromEnvironment = source === `environment ${id}`;
  const strayToken = tokens.find((name) => env[name]);
  return [
    ...(fromEnvironment && env.IDV_PROFILE && profileHasKey ? [`the key in ${id} outranks the one of the profile in IDV_PROFILE`] : []),
    ...(!fromEnvironment && strayToken && !env[id] ? [`${strayToken} is ignored: it is set without ${id}`] : []),
  ];
}

/** Every place in which a key of the vendor could have been, a phrase each. */
function placesWithoutKey({ vendor }: SettingsRequest, { own, profile, ownCli }: Known, environment: ConfigEnvironment): string[] {
  const { id, secret } = vendor.credentials.variables;
  const noFile = `no .faceidrc from ${environment.cwd} upwards and no user file`;
  return [
    `the environment (${id}, ${secret})`,
    ...(own.files.length > 0 ? own.files.map(({ label }) => label) : [noFile]),
    ...own.unread,
    ...own.closed,
    ...(environment.homeDir ? [] : ['no home folder, because HOME is not set']),
    ...(ownCli ? [ownCli.keyFile(profile.inOwnCli ? profile.name : undefined)] : []),
  ];
}

/** Says first what is nearest to a key: a profile that has one and is not chosen, the one that is chosen and has none, or nothing at all. */
function noCredentials(request: SettingsRequest, { own, profile }: Known): IdvError {
  const { title, name: vendor, credentials } = request.vendor;
  const { id, secret } = credentials.variables;
  const withKey = [...new Set(profilesOf(own.files, vendor).flatMap((layer) => (hasKey(layer, request) ? [shownName(layer.name)] : [])))];
  const fail = (message: string, hint: string) => new IdvError('config', message, { code: 'no-credentials', hint });
  const orSet = `or set ${id} and ${secret}`;
  if (withKey.length > 0) {
    const chosen = profile.name === undefined ? 'none is chosen' : `${shownName(profile.name)}, which is chosen, has none`;
    const has =
      withKey.length === 1 ? `profile ${withKey[0]} has a key for ${title}` : `${withKey.length} profiles have a key for ${title}`;
    const choose = `choose with --profile NAME, IDV_PROFILE or defaultProfiles: ${withKey.join(', ')}`;
    return fail(`${has}, and ${chosen}`, `${choose}\n${orSet}`);
  }
  const missed = [...own.unread, ...own.closed];
  const unread = missed.length > 0 ? `\n${missed.join('; ')}` : '';
  const whose = profile.name === undefined ? '' : `: profile ${shownName(profile.name)} has none`;
  const put = `set ${id} and ${secret}, or run idv config init ${vendor}`;
  return fail(`no key for ${title}${whose}`, `${put}\nor try without an account: --sandbox${unread}`);
}

/** The key as one unit from the strongest source that has one. Throws IdvError `config`; its code is `no-credentials` if there is none. */
async function resolveCredentials(request: SettingsRequest, known: Known, environment: ConfigEnvironment): Promise<Found> {
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
  if (!found && request.credentials === 'required') throw noCredentials(request, known);
  const profileHasKey = profile.inOwnCli || profile.layers.some((layer) => hasKey(layer, request));
  const ignored = ignoredVariables(request, environment.env, found?.credentials.source, profileHasKey);
  const unread = known.own.unread.map((phrase) => `${phrase}, so it is not used`);
  return {
    ...(found ? { credentials: found.credentials } : {}),
    withoutKey: found ? [] : placesWithoutKey(request, known, environment),
    notices: [...(found?.notices ?? []), ...ignored, ...unread],
  };
}

/** The sandbox's key opens nothing elsewhere: whoever has it set and forgot to say where meant no other host, and sends no face there. */
function refuseSandboxKey(key: SourcedKey | undefined, endpoint: string | undefined, { sends, sandbox }: SettingsRequest): void {
  if (!sends || sandbox || key?.id !== sandboxCredentials.id) return;
  if (endpoint !== undefined && isOwnHost(new URL(endpoint))) return;
  const message = `the key ${key.id} is the sandbox's, and the request would go to ${endpoint ?? "the vendor's host"}`;
  const hint = 'add --sandbox, or --endpoint with the address that idv sandbox printed, or set a key of your own';
  throw problemsError([{ category: 'config', flag: key.source.replace(/^environment /, ''), message, hint }]);
}

/**
 * Every setting with its source: flag > profile named on the command line > environment > project file > user file >
 * the vendor's own files > default. A named file (`--config-file`, IDV_CONFIG_FILE) stands in for the project's and the user's.
 * Throws IdvError `config`; no error, notice or source ever holds a secret.
 */
export async function loadSettings(request: SettingsRequest, environment: ConfigEnvironment): Promise<Settings> {
  const own = await readOwnFiles(request, environment);
  const ownCli = request.sandbox ? undefined : ownCliFiles(request, environment);
  const profile = await chooseProfile(request, own.files, environment.env, ownCli);
  const values = await resolveValues(request, own.files, profile, environment.env, ownCli);
  request.hearOutput?.(values.output.value);
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
