import type { Problem } from '../core/errors.ts';
import type { LocatedFile } from './locate.ts';
import type { FaceidConfig, Profile } from './schema.ts';
import type { ConfigEnvironment, SettingsRequest } from './settings.ts';
import { shownName } from './shown-name.ts';
import { isKnownEndpoint } from './value-shape.ts';

const holdsSecret = (profile: Profile): boolean =>
  profile.provider === 'tencent' ? Boolean(profile.secretKey || profile.token) : Boolean(profile.accessKeySecret || profile.securityToken);

const holdsSecrets = (config: FaceidConfig): boolean => Object.values(config.profiles ?? {}).some(holdsSecret);

export const isOpenToOthers = (mode: number, platform: string): boolean => platform !== 'win32' && (mode & 0o077) !== 0;

const isForeign = (file: LocatedFile, { uid }: ConfigEnvironment): boolean => uid !== undefined && file.facts.uid !== uid;

const quoted = (path: string): string => (/^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);

/** What a project file asks for beyond its trust: nobody's checkout may choose where keys and faces go, or what runs. */
function overreach(file: LocatedFile, config: FaceidConfig, request: SettingsRequest): Problem[] {
  const problem = (setting: string, why: string, flag?: string): Problem => ({
    category: 'config',
    flag: file.path,
    message: `${setting} ${why} in a file found by the search`,
    cure: `${flag ? `pass ${flag} on the command line, or ` : ''}move it to your own file (~/.faceidrc), or name this one with --config-file`,
  });
  const ofProfile = ([name, profile]: [string, Profile]): Problem[] => [
    ...(profile.proxy === undefined ? [] : [problem(`profiles.${shownName(name)}.proxy`, 'is not accepted')]),
    ...(profile.credentialProcess === undefined ? [] : [problem(`profiles.${shownName(name)}.credentialProcess`, 'is not accepted')]),
    ...(profile.endpoint === undefined || profile.provider !== request.provider || isKnownEndpoint(profile.endpoint, request.knownHosts)
      ? []
      : [problem(`profiles.${shownName(name)}.endpoint`, "is not one of the vendor's known hosts, which is not accepted", '--endpoint')]),
  ];
  return [
    ...(config.proxy === undefined ? [] : [problem('proxy', 'is not accepted')]),
    ...Object.entries(config.profiles ?? {}).flatMap(ofProfile),
  ];
}

/** Why a well-formed file of ours is not used all the same. */
export function trustProblems(
  file: LocatedFile,
  config: FaceidConfig,
  request: SettingsRequest,
  environment: ConfigEnvironment,
): Problem[] {
  const base = { category: 'config', flag: file.path } as const;
  const problems = file.origin === 'project' ? overreach(file, config, request) : [];
  if (!holdsSecrets(config)) return problems;
  if (isOpenToOthers(file.facts.mode, environment.platform)) {
    problems.push({ ...base, message: 'holds a secret and can be read by others', cure: `chmod 600 ${quoted(file.path)}` });
  }
  if (file.origin === 'project' && isForeign(file, environment)) {
    problems.push({
      ...base,
      message: 'holds credentials and belongs to another user',
      cure: 'if you trust it, name it with --config-file',
    });
  }
  return problems;
}

/** What the user should know about a file that is used. */
export const trustNotices = (file: LocatedFile, environment: ConfigEnvironment): string[] =>
  file.origin === 'project' && isForeign(file, environment) ? [`using settings from ${file.path}, which belongs to another user`] : [];
