import { extname, resolve } from 'node:path';
import { type Problem, problemsError } from '../core/errors.ts';
import { suggest } from '../core/text/suggest.ts';
import { configFormats, type FoundFiles, findConfigFiles, isPackage, readTextFile, type TextFile } from './files/config-files.ts';
import type { OwnCliFiles } from './own-cli.ts';
import type { FaceidConfig, Profile } from './schema.ts';
import type { ConfigEnvironment, FileFacts, SettingsRequest, Sourced } from './settings.ts';
import { shownName } from './shown.ts';
import { trustProblems } from './trust.ts';

export interface OwnFile {
  path: string;
  /** A project file was found by walking up: it is a stranger's until proven. The other two are the user's own. */
  origin: 'project' | 'user' | 'named';
  /** For sources and notices: `project file /srv/shop/.faceidrc`. */
  label: string;
  facts: FileFacts;
  config: FaceidConfig;
}

export interface OwnFiles {
  /** Strongest first, parsed and trusted. */
  files: OwnFile[];
  /** Files that are there and may not be read, and folders that may not be looked into: what is missed may be in them. A phrase each. */
  unread: string[];
  closed: string[];
}

/** A package.json holds much besides; of any other file the reader's own limit is enough, also for what YAML's aliases make of it. */
const maxPackageBytes = 2 ** 20;

/** The text of a file of ours, as far as it may be read. */
export const readOwn = (path: string, environment: ConfigEnvironment) =>
  readTextFile(path, environment, isPackage(path) ? maxPackageBytes : undefined);

/** Parsed, checked and trusted. Undefined for a package.json without settings of ours. Throws IdvError `config`. */
export async function ownFile(
  place: Pick<OwnFile, 'path' | 'origin' | 'label'>,
  { text, facts }: TextFile,
  request: SettingsRequest,
  environment: ConfigEnvironment,
): Promise<OwnFile | undefined> {
  // Most packages have no word of ours.
  if (isPackage(place.path) && !text.includes('"faceid"')) return undefined;
  // Both libraries cost milliseconds that a machine without a configuration file must not pay.
  const [{ parseText }, { parseConfig }] = await Promise.all([import('./files/parse-text.ts'), import('./schema.ts')]);
  const content = parseText(place.path, text);
  if (content === undefined) return undefined;
  const parsed = parseConfig(content, place.path, request.vendors);
  if ('problems' in parsed) throw problemsError(parsed.problems);
  const file = { ...place, facts, config: parsed.config };
  const problems = trustProblems(file, request, environment);
  if (problems.length > 0) throw problemsError(problems);
  return file;
}

async function namedFile(flag: string, name: string, request: SettingsRequest, environment: ConfigEnvironment): Promise<OwnFile[]> {
  const refuse = (message: string, hint: string) => problemsError([{ category: 'config', flag, message, hint }]);
  const path = resolve(environment.cwd, name);
  // As with git and curl: no file at all, not even the ones that would be found.
  if (path === '/dev/null') return [];
  const read = await readOwn(path, environment);
  if ('why' in read) throw refuse(read.why === 'absent' ? `no such file: ${path}` : `${path} ${read.fault}`, 'name a JSON or YAML file');
  if (!Object.hasOwn(configFormats, extname(path))) {
    throw refuse(`${path} is neither JSON nor YAML by its name`, 'name it .json, .yaml or .yml, or give it no ending');
  }
  const file = await ownFile({ path, origin: 'named', label: `${flag} ${path}` }, read, request, environment);
  if (!file) throw refuse(`${path} has no "faceid"`, 'put the settings there, or name another file');
  return [file];
}

/** The first of the found files that has settings. One that may not be read is passed over, as is what vanished. */
async function firstOf(
  { paths, closed }: FoundFiles,
  origin: 'project' | 'user',
  request: SettingsRequest,
  environment: ConfigEnvironment,
): Promise<OwnFiles> {
  const unread: string[] = [];
  for (const path of paths) {
    const read = await readOwn(path, environment);
    if ('why' in read) {
      if (read.why === 'closed' && !isPackage(path)) unread.push(`${path} ${read.fault}`);
      if (read.why !== 'too-large' || isPackage(path)) continue;
      const hint = 'no configuration of idv is that large';
      throw problemsError([{ category: 'config', flag: path, message: read.fault, hint }]);
    }
    const file = await ownFile({ path, origin, label: `${origin} file ${path}` }, read, request, environment);
    if (file) return { files: [file], unread, closed };
  }
  return { files: [], unread, closed };
}

/**
 * Our own files: the named one alone (`--config-file`, then IDV_CONFIG_FILE), else the nearest of the project and the user's.
 * Throws IdvError `config` for one that is malformed or not to be trusted.
 */
export async function readOwnFiles(request: SettingsRequest, environment: ConfigEnvironment): Promise<OwnFiles> {
  const { configFile } = request.flags;
  const { IDV_CONFIG_FILE } = environment.env;
  const named = configFile === undefined ? { flag: 'IDV_CONFIG_FILE', name: IDV_CONFIG_FILE } : { flag: '--config-file', name: configFile };
  if (named.name) return { files: await namedFile(named.flag, named.name, request, environment), unread: [], closed: [] };
  const found = await findConfigFiles(environment);
  const project = await firstOf(found.project, 'project', request, environment);
  const user = await firstOf(found.user, 'user', request, environment);
  return {
    files: [...project.files, ...user.files],
    unread: [...project.unread, ...user.unread],
    closed: [...project.closed, ...user.closed],
  };
}

/** Narrow enough to be a part of a file's name: a vendor's own command line may keep a profile in a file of that name. */
export const isProfileName = (text: string): boolean => /^[A-Za-z0-9_][\w.-]{0,63}$/.test(text);

/** What one file says about the chosen profile. */
export interface ProfileLayer {
  file: OwnFile;
  profile: Profile;
  source: string;
}

export interface ChosenProfile {
  name: string | undefined;
  source: string;
  /** Named by `--profile`: its values then outrank the environment's. */
  onCommandLine: boolean;
  /** Strongest first; empty for a profile of the vendor's own command line. */
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

/** The vendor's profiles, every file's, the strongest file first. */
export const profilesOf = (files: readonly OwnFile[], vendor: string): (ProfileLayer & { name: string })[] =>
  entriesOf(files).filter(({ profile }) => profile.provider === vendor);

/** The profile that needs no naming: the one called `default`, else the only one there is. */
function obvious(files: readonly OwnFile[], vendor: string): Sourced<string> | undefined {
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
  return obvious(files, vendor.name);
}

function profileProblem(wanted: Sourced<string>, files: readonly OwnFile[], vendor: string): Problem {
  const shown = shownName(wanted.value);
  const fitting = [...new Set(profilesOf(files, vendor).map(({ name }) => name))];
  const listed = fitting.map(shownName).join(', ');
  const flag = wanted.source.replace(/^(flag|environment) /, '');
  const other = entriesOf(files).find(({ name }) => name === wanted.value)?.profile.provider;
  if (other) {
    const hint = fitting.length > 0 ? `profiles of ${vendor}: ${listed}` : `no profile of ${vendor} exists: add one`;
    return { category: 'config', flag, message: `profile ${shown} belongs to ${other}, the command to ${vendor}`, hint };
  }
  const meant = suggest(wanted.value, fitting);
  const exist =
    fitting.length > 0
      ? `profiles of ${vendor}: ${listed}`
      : `no .faceidrc defines a profile of ${vendor}, and the vendor’s own files have none of this name: idv config init ${vendor} makes one`;
  const hint = meant ? `did you mean ${shownName(meant)}? ${exist}` : exist;
  return { category: 'config', flag, message: `there is no profile ${shown}`, hint };
}

/** The profile in force. Throws IdvError `config` for one that does not exist or belongs to another vendor. */
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
