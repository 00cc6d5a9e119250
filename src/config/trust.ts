import type { Problem } from '../core/errors.ts';
import type { OwnFile } from './own-files.ts';
import type { FaceidConfig, Profile } from './schema.ts';
import type { ConfigEnvironment, FileFacts, SettingsRequest } from './settings.ts';
import { shellWord, shownName } from './shown.ts';
import { isKnownEndpoint } from './value-shape.ts';

type Self = Pick<ConfigEnvironment, 'platform' | 'uid'>;

/** Windows has no such mode; its files are for their owner unless shared on purpose. */
const grants = ({ mode }: FileFacts, bits: number, { platform }: Self): boolean => platform !== 'win32' && (mode & bits) !== 0;

export const isReadableByOthers = (facts: FileFacts, self: Self): boolean => grants(facts, 0o077, self);

export const isForeign = ({ uid }: FileFacts, self: Self): boolean => self.uid !== undefined && uid !== self.uid;

/** A setting that decides where keys and faces go, or what runs, and its place in the file. */
interface Risk {
  setting: 'proxy' | 'endpoint' | 'credentialProcess';
  at: string;
  profile: Profile | undefined;
}

function risksOf({ proxy, profiles = {} }: FaceidConfig): Risk[] {
  const named = (Object.entries(profiles) as [string, Profile][]).flatMap(([name, profile]) =>
    (['proxy', 'endpoint', 'credentialProcess'] as const)
      .filter((setting) => profile[setting] !== undefined)
      .map((setting) => ({ setting, at: `profiles.${shownName(name)}.${setting}`, profile })),
  );
  return [...(proxy === undefined ? [] : [{ setting: 'proxy' as const, at: 'proxy', profile: undefined }]), ...named];
}

/** A file that the search found is a stranger's: it chooses among the vendor's own hosts, and that is all. */
function overreach({ path }: OwnFile, { setting, at, profile }: Risk, { vendor, knownHosts }: SettingsRequest): Problem[] {
  if (setting === 'endpoint' && (profile?.provider !== vendor.name || isKnownEndpoint(profile.endpoint ?? '', knownHosts))) return [];
  const why = setting === 'endpoint' ? "is not one of the vendor's known hosts, which is not accepted" : 'is not accepted';
  const flag = setting === 'endpoint' ? 'pass --endpoint on the command line, or ' : '';
  const cure = `${flag}move it to your own file (~/.faceidrc), or name this one with --config-file`;
  return [{ category: 'config', flag: path, message: `${at} ${why} in a file found by the search`, cure }];
}

const holdsSecret = ({ profiles = {} }: FaceidConfig, { vendors }: SettingsRequest): boolean =>
  Object.values(profiles).some((profile) => {
    const names = vendors.find(({ name }) => name === profile.provider)?.credentials.names;
    return names !== undefined && Boolean(profile[names.secret] || profile[names.token]);
  });

/** Why a well-formed file of ours is not used anyway. */
export function trustProblems(file: OwnFile, request: SettingsRequest, self: Self): Problem[] {
  const problems = file.origin === 'project' ? risksOf(file.config).flatMap((risk) => overreach(file, risk, request)) : [];
  if (!holdsSecret(file.config, request)) return problems;
  const base = { category: 'config', flag: file.path } as const;
  if (isReadableByOthers(file.facts, self)) {
    problems.push({ ...base, message: 'holds a secret and can be read by others', cure: `chmod 600 ${shellWord(file.path)}` });
  }
  if (file.origin === 'project' && isForeign(file.facts, self)) {
    const cure = 'if you trust it, name it with --config-file';
    problems.push({ ...base, message: 'holds credentials and belongs to another user', cure });
  }
  return problems;
}

/** What the user should know about a file that is used. */
export const trustNotices = ({ origin, path, facts }: OwnFile, self: Self): string[] =>
  origin === 'project' && isForeign(facts, self) ? [`using settings from ${path}, which belongs to another user`] : [];
