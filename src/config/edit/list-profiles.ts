import type { OwnCliKey } from '../../core/credentials.ts';
import { shownKeyId } from '../../core/text/printable.ts';
import { type OwnFiles, readOwnFiles } from '../files/own-files.ts';
import { chooseProfile, type ProfileLayer, profilesOf } from '../load.ts';
import { ownCliFiles } from '../own-cli.ts';
import type { ConfigEnvironment, SettingsRequest } from '../settings.ts';
import { shownName } from '../shown.ts';

/** One profile, or the key of the environment, as `idv config list` shows it. Contains no secret. */
export interface ListedProfile {
  provider: string;
  /** Null for the environment's key, which belongs to no profile. */
  profile: string | null;
  /** Whether a command of the vendor would use its key now. */
  current: boolean;
  region: string | null;
  /** The first and the last four characters of the key id, or where the key comes from. */
  key: string;
  source: string;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const shownKey = (id: string | undefined): string => (id === undefined ? '(none)' : shownKeyId(id));

function ofFiles(own: OwnFiles, { vendor }: SettingsRequest): Omit<ListedProfile, 'current'>[] {
  const key = ({ profile }: ProfileLayer): string =>
    profile.credentialProcess === undefined ? shownKey(text(profile[vendor.credentials.names.id])) : '(credentialProcess)';
  return profilesOf(own.files, vendor.name).map((layer) => ({
    provider: vendor.name,
    profile: shownName(layer.name),
    region: layer.profile.region ?? null,
    key: key(layer),
    source: layer.profile.keychain ? `${layer.file.label}, keychain` : layer.file.label,
  }));
}

const ownCliKey = (key: OwnCliKey): string => {
  if ('texts' in key) return shownKey(key.texts.id);
  return 'command' in key ? `(${key.name})` : '(not usable)';
};

async function ofOwnCli(request: SettingsRequest, environment: ConfigEnvironment): Promise<Omit<ListedProfile, 'current'>[]> {
  const files = ownCliFiles(request, environment);
  const names = (await files?.names()) ?? [];
  const rows = names.map(async (name) => {
    const [region, key] = await Promise.all([files?.region(name), files?.describe(name)]);
    return {
      provider: request.vendor.name,
      profile: shownName(name),
      region: region?.value ?? null,
      key: key ? ownCliKey(key) : '(not usable)',
      source: files?.keyFile(name) ?? '',
    };
  });
  return Promise.all(rows);
}

/**
 * Every profile of a vendor, from idv's files and the vendor's own, and the key in the environment. Runs no process. Throws IdvError
 * `config` for a file that is malformed or not to be trusted, and for a chosen profile that does not exist.
 */
export async function listProfiles(request: SettingsRequest, environment: ConfigEnvironment): Promise<ListedProfile[]> {
  const own = await readOwnFiles(request, environment);
  const chosen = await chooseProfile(request, own.files, environment.env, ownCliFiles(request, environment));
  const { id, secret } = request.vendor.credentials.variables;
  const fromEnvironment = Boolean(environment.env[id] && environment.env[secret]);
  const outranks = fromEnvironment && !chosen.onCommandLine;
  const rows = [...ofFiles(own, request), ...(await ofOwnCli(request, environment))];
  const isChosen = ({ profile }: Omit<ListedProfile, 'current'>) =>
    chosen.name === undefined ? false : profile === shownName(chosen.name);
  // If a profile has two layers, the first one takes precedence.
  const first = rows.findIndex(isChosen);
  const listed = rows.map((row, index) => ({ ...row, current: !outranks && index === first }));
  if (!fromEnvironment) return listed;
  const key = shownKey(environment.env[id]);
  return [{ provider: request.vendor.name, profile: null, current: outranks, region: null, key, source: `environment ${id}` }, ...listed];
}
