import { basename, dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { problemsError } from '../../core/errors.ts';
import { type FileFacts, fileFacts, readTextFile, type TextFile } from '../../disk.ts';
import type { FaceidConfig } from '../schema.ts';
import type { ConfigEnvironment, SettingsRequest } from '../settings.ts';
import { trustProblems } from '../trust.ts';

/** The places of cosmiconfig for the name `faceid`, in its order, without files that it would execute. */
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

/** The format of a file by its ending. Every other ending is refused. */
export const configFormats: Readonly<Record<string, 'JSON' | 'YAML'>> = { '': 'YAML', '.json': 'JSON', '.yaml': 'YAML', '.yml': 'YAML' };

export const isPackage = (path: string): boolean => basename(path) === 'package.json';

type Surroundings = Pick<ConfigEnvironment, 'env' | 'cwd' | 'homeDir' | 'fs'>;

/** `$XDG_CONFIG_HOME/faceid`, or else `~/.config/faceid`. A relative XDG_CONFIG_HOME is ignored, as the standard requires. */
export function userConfigDir({ env, homeDir }: Pick<Surroundings, 'env' | 'homeDir'>): string | undefined {
  const base = env.XDG_CONFIG_HOME;
  if (base && isAbsolute(base)) return join(base, 'faceid');
  return homeDir ? join(homeDir, '.config', 'faceid') : undefined;
}

const isSameFolder = (a: FileFacts, b: FileFacts): boolean => a.ino !== 0 && a.ino === b.ino && a.dev === b.dev;

/** The folders from `cwd` upwards, up to but not including the home folder, because files there are the user's own. */
async function projectFolders({ cwd, homeDir, fs }: Surroundings): Promise<string[]> {
  const folders = [resolve(cwd)];
  for (let parent = dirname(folders[0] as string); parent !== folders.at(-1); parent = dirname(parent)) folders.push(parent);
  if (!homeDir) return folders;
  // Compared by identity and by name: HOME may be a link to one of these folders.
  const home = await fileFacts(homeDir, { fs });
  const facts = await Promise.all(folders.map((folder) => fileFacts(folder, { fs })));
  const isHome = (found: (typeof facts)[number] | undefined) =>
    found !== undefined && !('why' in home) && !('why' in found) && isSameFolder(home, found);
  const stop = folders.findIndex((folder, index) => folder === resolve(homeDir) || isHome(facts[index]));
  return stop === -1 ? folders : folders.slice(0, stop);
}

/** The places in a folder. Most folders have no `.config`, and looking for four files in it would make every start slower. */
async function placesIn(folder: string, { fs }: Surroundings): Promise<string[]> {
  const found = await fileFacts(join(folder, '.config'), { fs });
  const none = 'why' in found && found.why === 'absent';
  return searchPlaces.filter((place) => !none || !place.startsWith('.config/')).map((place) => join(folder, place));
}

export interface FoundFiles {
  /** The plain files that exist, in the order of precedence: the nearest first. */
  paths: string[];
  /** Folders that could not be read, each with the reason. */
  closed: string[];
}

async function existing(paths: readonly string[], { fs }: Surroundings): Promise<FoundFiles> {
  const facts = await Promise.all(paths.map((path) => fileFacts(path, { fs })));
  const closed = paths.flatMap((path, index) => {
    const found = facts[index];
    return found && 'why' in found && found.why === 'unknown' ? [`${dirname(path)} ${found.fault}`] : [];
  });
  const isFile = (found: (typeof facts)[number] | undefined) => found !== undefined && !('why' in found) && found.isFile();
  return { paths: paths.filter((_, index) => isFile(facts[index])), closed: [...new Set(closed)] };
}

/** Finds the configuration files of idv, in the folders of a project and in the user's own places. Opens none of them. */
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
  /** A project file was found in a folder above, so another person may have written it. The other two are the user's own. */
  origin: 'project' | 'user' | 'named';
  /** The name in sources and notices: `project file /srv/shop/.faceidrc`. */
  label: string;
  facts: FileFacts;
  config: FaceidConfig;
}

export interface OwnFiles {
  /** In the order of precedence; parsed, and accepted by `trustProblems`. */
  files: OwnFile[];
  /** Files that exist but cannot be read, and folders that cannot be read: they may contain what is missing. One phrase for each. */
  unread: string[];
  closed: string[];
}

/** The limit for a package.json, which contains much else. For other files the reader's own limit is enough, even with YAML aliases. */
const maxPackageBytes = 2 ** 20;

/** Reads the text of a configuration file, or the reason why it cannot be read. */
export const readConfigText = (path: string, environment: ConfigEnvironment) =>
  readTextFile(path, environment, isPackage(path) ? maxPackageBytes : undefined);

/** Parses a file and checks that it can be trusted. Undefined for a package.json without settings of idv. Throws IdvError `config`. */
export async function parseOwnFile(
  place: Pick<OwnFile, 'path' | 'origin' | 'label'>,
  { text, facts }: TextFile,
  request: SettingsRequest,
  environment: ConfigEnvironment,
): Promise<OwnFile | undefined> {
  // Most package.json files have no settings of idv.
  if (isPackage(place.path) && !text.includes('"faceid"')) return undefined;
  // Imported here, because both libraries take milliseconds to load. A machine without a configuration file does not need them.
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
  // As in git and curl, this means no file at all, not even those that the search would find.
  if (path === '/dev/null') return [];
  const read = await readConfigText(path, environment);
  if ('why' in read) throw refuse(read.why === 'absent' ? `no such file: ${path}` : `${path} ${read.fault}`, 'name a JSON or YAML file');
  if (!Object.hasOwn(configFormats, extname(path))) {
    throw refuse(`the name of ${path} is neither JSON nor YAML`, 'use the ending .json, .yaml or .yml, or no ending');
  }
  const file = await parseOwnFile({ path, origin: 'named', label: `${flag} ${path}` }, read, request, environment);
  if (!file) throw refuse(`${path} has no "faceid"`, 'put the settings there, or name another file');
  return [file];
}

/** The first of the found files that has settings. Files that cannot be read, or that have disappeared, are skipped. */
async function firstOf(
  { paths, closed }: FoundFiles,
  origin: 'project' | 'user',
  request: SettingsRequest,
  environment: ConfigEnvironment,
): Promise<OwnFiles> {
  const unread: string[] = [];
  for (const path of paths) {
    const read = await readConfigText(path, environment);
    if ('why' in read) {
      if (read.why === 'unreadable' && !isPackage(path)) unread.push(`${path} ${read.fault}`);
      if (read.why !== 'too-large' || isPackage(path)) continue;
      const hint = 'a configuration of idv is never that large';
      throw problemsError([{ category: 'config', flag: path, message: read.fault, hint }]);
    }
    const file = await parseOwnFile({ path, origin, label: `${origin} file ${path}` }, read, request, environment);
    if (file) return { files: [file], unread, closed };
  }
  return { files: [], unread, closed };
}

/**
 * The configuration files of idv: only the named one (`--config-file`, then IDV_CONFIG_FILE), or else the nearest project file and the
 * user's file. Throws IdvError `config` for a file that is malformed or not trusted.
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
