import { basename, dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { problemsError } from '../../core/errors.ts';
import { type FileFacts, fileFacts, readTextFile, type TextFile } from '../../disk.ts';
import type { FaceidConfig } from '../schema.ts';
import type { ConfigEnvironment, SettingsRequest } from '../settings.ts';
import { trustProblems } from '../trust.ts';

/** cosmiconfig's places for the name `faceid`, in its order, without those that it would execute. */
export const searchPlaces = [
  'package.json',
  '.faceidrc',
  '.faceidrc.json',
  '.faceidrc.yaml',
  '.faceidrc.yml',
  '.config/faceidrc',
  '.config/faceidrc.json',
  '.config/faceidrc.yaml',
  '.config/faceidrc.yml',
] as const;
const userPlaces = ['config', 'config.json', 'config.yaml', 'config.yml'] as const;

/** What the endings of a file say of it; every other ending is refused. */
export const configFormats: Readonly<Record<string, 'JSON' | 'YAML'>> = { '': 'YAML', '.json': 'JSON', '.yaml': 'YAML', '.yml': 'YAML' };

export const isPackage = (path: string): boolean => basename(path) === 'package.json';

type Surroundings = Pick<ConfigEnvironment, 'env' | 'cwd' | 'homeDir' | 'fs'>;

/** `$XDG_CONFIG_HOME/faceid`, else `~/.config/faceid`; a relative XDG_CONFIG_HOME is ignored, as its standard demands. */
export function userConfigDir({ env, homeDir }: Pick<Surroundings, 'env' | 'homeDir'>): string | undefined {
  const base = env.XDG_CONFIG_HOME;
  if (base && isAbsolute(base)) return join(base, 'faceid');
  return homeDir ? join(homeDir, '.config', 'faceid') : undefined;
}

const isSameFolder = (a: FileFacts, b: FileFacts): boolean => a.ino !== 0 && a.ino === b.ino && a.dev === b.dev;

/** From `cwd` upwards, the home folder excluded: what lies there is the user's own. */
async function projectFolders({ cwd, homeDir, fs }: Surroundings): Promise<string[]> {
  const folders = [resolve(cwd)];
  for (let parent = dirname(folders[0] as string); parent !== folders.at(-1); parent = dirname(parent)) folders.push(parent);
  if (!homeDir) return folders;
  // By identity as well as by name: HOME may be a link to the folder that the walk passes through.
  const home = await fileFacts(homeDir, { fs });
  const facts = await Promise.all(folders.map((folder) => fileFacts(folder, { fs })));
  const isHome = (found: (typeof facts)[number] | undefined) =>
    found !== undefined && !('why' in home) && !('why' in found) && isSameFolder(home, found);
  const stop = folders.findIndex((folder, index) => folder === resolve(homeDir) || isHome(facts[index]));
  return stop === -1 ? folders : folders.slice(0, stop);
}

/** Most folders have no `.config`, and looking for four files in each of them would be felt in every start. */
async function placesIn(folder: string, { fs }: Surroundings): Promise<string[]> {
  const found = await fileFacts(join(folder, '.config'), { fs });
  const none = 'why' in found && found.why === 'absent';
  return searchPlaces.filter((place) => !none || !place.startsWith('.config/')).map((place) => join(folder, place));
}

export interface FoundFiles {
  /** Plain files that are there, nearest and strongest first. */
  paths: string[];
  /** Folders that could not be looked into, and why. */
  closed: string[];
}

async function existing(paths: readonly string[], { fs }: Surroundings): Promise<FoundFiles> {
  const facts = await Promise.all(paths.map((path) => fileFacts(path, { fs })));
  const closed = paths.flatMap((path, index) => {
    const found = facts[index];
    return found && 'why' in found && found.why === 'hidden' ? [`${dirname(path)} ${found.fault}`] : [];
  });
  const isFile = (found: (typeof facts)[number] | undefined) => found !== undefined && !('why' in found) && found.isFile();
  return { paths: paths.filter((_, index) => isFile(facts[index])), closed: [...new Set(closed)] };
}

/** Where a file of ours may be, in the folders of a project and at the user's own places. Opens none of them. */
export async function findConfigFiles(surroundings: Surroundings): Promise<{ project: FoundFiles; user: FoundFiles }> {
  const userDir = userConfigDir(surroundings);
  const { homeDir } = surroundings;
  const userPaths = [
    ...(userDir ? userPlaces.map((name) => join(userDir, name)) : []),
    ...(homeDir ? await placesIn(homeDir, surroundings) : []),
  ];
  const folders = await projectFolders(surroundings);
  const projectPaths = (await Promise.all(folders.map((folder) => placesIn(folder, surroundings)))).flat();
  const [project, user] = await Promise.all([existing(projectPaths, surroundings), existing(userPaths, surroundings)]);
  return { project, user };
}

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
  const [{ parseText }, { parseConfig }] = await Promise.all([import('./parse-text.ts'), import('../schema.ts')]);
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
    throw refuse(`the name of ${path} is neither JSON nor YAML`, 'use the ending .json, .yaml or .yml, or no ending');
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
      const hint = 'a configuration of idv is never that large';
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
