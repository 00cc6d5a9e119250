import { dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { problemsError } from '../core/errors.ts';
import type { ConfigEnvironment, FileFacts } from './settings.ts';

export const searchPlaces = ['.faceidrc', '.faceidrc.json', '.faceidrc.yaml', '.faceidrc.yml'] as const;
const userPlaces = ['config', 'config.json', 'config.yaml', 'config.yml'] as const;

export interface LocatedFile {
  path: string;
  /** A project file was found by walking up: it is a stranger's until proven. The other two are the user's own. */
  origin: 'project' | 'user' | 'named';
  /** For sources and notices: `project file /srv/shop/.faceidrc`. */
  label: string;
  facts: FileFacts;
}

const factsOf = (path: string, environment: ConfigEnvironment): Promise<FileFacts | undefined> =>
  environment.fs.stat(path).catch(() => undefined);

async function firstFile(
  paths: readonly string[],
  environment: ConfigEnvironment,
): Promise<{ path: string; facts: FileFacts } | undefined> {
  const found = await Promise.all(paths.map(async (path) => ({ path, facts: await factsOf(path, environment) })));
  for (const { path, facts } of found) if (facts?.isFile()) return { path, facts };
  return undefined;
}

/** `$XDG_CONFIG_HOME/faceid`, else `~/.config/faceid`; a relative XDG_CONFIG_HOME is ignored, as its standard demands. */
export function userConfigDir({ env, homeDir }: Pick<ConfigEnvironment, 'env' | 'homeDir'>): string | undefined {
  const base = env.XDG_CONFIG_HOME;
  if (base && isAbsolute(base)) return join(base, 'faceid');
  return homeDir ? join(homeDir, '.config', 'faceid') : undefined;
}

const isSameFolder = (a: FileFacts | undefined, b: FileFacts | undefined): boolean =>
  a !== undefined && b !== undefined && a.ino !== 0 && a.ino === b.ino && a.dev === b.dev;

/** From `cwd` upwards, the home folder excluded: what lies there is the user's own. */
async function projectFolders(environment: ConfigEnvironment): Promise<string[]> {
  const { cwd, homeDir } = environment;
  const folders = [resolve(cwd)];
  for (let parent = dirname(folders[0] as string); parent !== folders.at(-1); parent = dirname(parent)) folders.push(parent);
  if (!homeDir) return folders;
  // By identity as well as by name: HOME may be a link to the folder that the walk passes through.
  const [home, ...facts] = await Promise.all([homeDir, ...folders].map((path) => factsOf(path, environment)));
  const stop = folders.findIndex((folder, index) => folder === resolve(homeDir) || isSameFolder(home, facts[index]));
  return stop === -1 ? folders : folders.slice(0, stop);
}

async function namedFile(environment: ConfigEnvironment, flag: string, name: string): Promise<LocatedFile> {
  const path = resolve(environment.cwd, name);
  const facts = await factsOf(path, environment);
  const message = !facts ? `no such file: ${path}` : facts.isDirectory() ? `${path} is a folder` : undefined;
  if (!facts || message) throw problemsError([{ category: 'config', flag, message: message ?? '', cure: 'name a JSON or YAML file' }]);
  if (!['', '.json', '.yaml', '.yml'].includes(extname(path))) {
    const cure = 'name it .json, .yaml or .yml, or give it no ending';
    throw problemsError([{ category: 'config', flag, message: `${path} is neither JSON nor YAML by its name`, cure }]);
  }
  return { path, origin: 'named', label: `${flag} ${path}`, facts };
}

/** Our own files, strongest first: the named one alone, else the nearest project file and the user's. Opens none of them. */
export async function locateConfigFiles(configFile: string | undefined, environment: ConfigEnvironment): Promise<LocatedFile[]> {
  const { env, homeDir } = environment;
  if (configFile !== undefined) return [await namedFile(environment, '--config-file', configFile)];
  if (env.IDV_CONFIG_FILE) return [await namedFile(environment, 'IDV_CONFIG_FILE', env.IDV_CONFIG_FILE)];

  const userDir = userConfigDir(environment);
  const userPaths = [
    ...(userDir ? userPlaces.map((name) => join(userDir, name)) : []),
    ...(homeDir ? searchPlaces.map((name) => join(homeDir, name)) : []),
  ];
  const projectPaths = (await projectFolders(environment)).flatMap((folder) => searchPlaces.map((name) => join(folder, name)));
  const [project, user] = await Promise.all([firstFile(projectPaths, environment), firstFile(userPaths, environment)]);
  return [
    ...(project ? [{ ...project, origin: 'project' as const, label: `project file ${project.path}` }] : []),
    ...(user ? [{ ...user, origin: 'user' as const, label: `user file ${user.path}` }] : []),
  ];
}
