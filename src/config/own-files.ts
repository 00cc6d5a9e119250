import { extname, resolve } from 'node:path';
import { problemsError } from '../core/errors.ts';
import { configFormats, type FoundFiles, findConfigFiles, isPackage, readTextFile, type TextFile } from './files/config-files.ts';
import type { FaceidConfig } from './schema.ts';
import type { ConfigEnvironment, FileFacts, SettingsRequest } from './settings.ts';
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
