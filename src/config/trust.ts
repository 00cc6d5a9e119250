import type { Problem } from '../core/errors.ts';
import type { FileFacts } from '../disk.ts';
import type { OwnFile } from './files/own-files.ts';
import { isPlaceholder } from './key.ts';
import type { FaceidConfig, Profile } from './schema.ts';
import type { ConfigEnvironment, SettingsRequest } from './settings.ts';
import { shellWord, shownName } from './shown.ts';

type Self = Pick<ConfigEnvironment, 'platform' | 'uid'>;

/** True if the mode grants one of these bits. Windows has no such mode: only the owner can use a file, unless it is shared on purpose. */
const grants = ({ mode }: FileFacts, bits: number, { platform }: Self): boolean => platform !== 'win32' && (mode & bits) !== 0;

export const isReadableByOthers = (facts: FileFacts, self: Self): boolean => grants(facts, 0o077, self);

export const isOfOtherUser = ({ uid }: FileFacts, self: Self): boolean => self.uid !== undefined && uid !== self.uid;

/** Why another user can decide what is in a file, and what to do about it; undefined if only the user can. */
export function otherWriterOf(path: string, facts: FileFacts, self: Self): { who: string; hint: string } | undefined {
  if (isOfOtherUser(facts, self)) return { who: 'belongs to another user', hint: 'copy it to a file of your own, and use that file' };
  return grants(facts, 0o022, self) ? { who: 'can be written by others', hint: `chmod go-w ${shellWord(path)}` } : undefined;
}

/** A setting that decides where keys and faces are sent, or which program runs, with its place in the file. */
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

/** Compares the text, not a parsed URL: otherwise another parser might find another host in the same text. */
const isKnownEndpoint = (text: string, knownHosts: readonly string[]): boolean =>
  knownHosts.some((host) => text === host || text === `https://${host}` || text === `https://${host}/`);

/** Problems of a file that the search found. Another person may have written it, so it may only choose one of the vendor's own hosts. */
function projectFileProblems({ path }: OwnFile, { setting, at, profile }: Risk, { vendor, knownHosts }: SettingsRequest): Problem[] {
  if (setting === 'endpoint' && (profile?.provider !== vendor.name || isKnownEndpoint(profile.endpoint ?? '', knownHosts))) return [];
  const why = setting === 'endpoint' ? "is not one of the vendor's known hosts, which is not accepted" : 'is not accepted';
  const flag = setting === 'endpoint' ? 'pass --endpoint on the command line, or ' : '';
  const hint = `${flag}move it to your own file (~/.faceidrc), or name this one with --config-file`;
  return [{ category: 'config', flag: path, message: `${at} ${why} in a file found by the search`, hint }];
}

function riskProblems(file: OwnFile, request: SettingsRequest, self: Self): Problem[] {
  const otherWriter = otherWriterOf(file.path, file.facts, self);
  return risksOf(file.config).flatMap((risk) => {
    const problems = file.origin === 'project' ? projectFileProblems(file, risk, request) : [];
    if (problems.length > 0 || !otherWriter) return problems;
    const message = `${risk.at} is not accepted, because the file ${otherWriter.who}`;
    return [{ category: 'config', flag: file.path, message, hint: otherWriter.hint }];
  });
}

const hasPassword = (proxy: string | undefined): boolean => proxy !== undefined && URL.canParse(proxy) && new URL(proxy).password !== '';

function holdsSecret({ proxy, profiles = {} }: FaceidConfig, { vendors }: SettingsRequest): boolean {
  return (
    hasPassword(proxy) ||
    Object.values(profiles).some((profile) => {
      const names = vendors.find(({ name }) => name === profile.provider)?.credentials.names;
      const isSecret = (value: unknown) => typeof value === 'string' && value !== '' && !isPlaceholder(value);
      return hasPassword(profile.proxy) || (names !== undefined && (isSecret(profile[names.secret]) || isSecret(profile[names.token])));
    })
  );
}

/** The reasons why a well-formed configuration file is not used. */
export function trustProblems(file: OwnFile, request: SettingsRequest, self: Self): Problem[] {
  const problems = riskProblems(file, request, self);
  if (!holdsSecret(file.config, request)) return problems;
  const base = { category: 'config', flag: file.path } as const;
  if (isReadableByOthers(file.facts, self)) {
    problems.push({ ...base, message: 'contains a secret and can be read by others', hint: `chmod 600 ${shellWord(file.path)}` });
  }
  if (file.origin === 'project' && isOfOtherUser(file.facts, self)) {
    const hint = 'if you trust it, name it with --config-file';
    problems.push({ ...base, message: 'contains credentials and belongs to another user', hint });
  }
  return problems;
}

/** Notices about a file that is used. */
export const trustNotices = ({ origin, path, facts }: OwnFile, self: Self): string[] =>
  origin === 'project' && isOfOtherUser(facts, self) ? [`using settings from ${path}, which belongs to another user`] : [];
