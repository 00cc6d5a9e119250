import { resolve } from 'node:path';
import { IdvError, type Problem } from '../core/errors.ts';
import type { FileFacts } from '../disk.ts';
import { fileFacts } from '../disk.ts';
import { findConfigFiles, isPackage, type OwnFile, parseOwnFile, readConfigText } from './files/own-files.ts';
import { ownCliFiles } from './own-cli.ts';
import type { ConfigEnvironment, SettingsRequest } from './settings.ts';
import { isOfOtherUser, isReadableByOthers } from './trust.ts';

/** A file that is searched for settings or keys. It has nothing of the content. */
export interface ListedFile {
  path: string;
  /** `vendor`: a file of the vendor's own command line tool. */
  origin: OwnFile['origin'] | 'vendor';
  /** Permission bits, as in `0o600`. */
  mode: number;
  /** True if it belongs to another user. */
  isForeign: boolean;
  /** True if others may read or write it. */
  isOpen: boolean;
  /** False if another file of the same origin takes precedence. */
  isUsed: boolean;
  /** The reasons why the file is refused. */
  problems: readonly Problem[];
}

type Place = Pick<OwnFile, 'path' | 'origin' | 'label'>;

const describe = (
  { path, origin }: Pick<ListedFile, 'path' | 'origin'>,
  facts: FileFacts,
  environment: ConfigEnvironment,
): Pick<ListedFile, 'path' | 'origin' | 'mode' | 'isForeign' | 'isOpen'> => ({
  path,
  origin,
  mode: facts.mode & 0o777,
  isForeign: isOfOtherUser(facts, environment),
  isOpen: isReadableByOthers(facts, environment),
});

/** The facts of one file; undefined for a package.json without settings of idv. */
async function listedFile(
  place: Place,
  request: SettingsRequest,
  environment: ConfigEnvironment,
): Promise<Omit<ListedFile, 'isUsed'> | undefined> {
  const read = await readConfigText(place.path, environment);
  if ('why' in read) {
    const facts = await fileFacts(place.path, environment);
    if ('why' in facts || isPackage(place.path)) return undefined;
    const problem: Problem = { category: 'config', flag: place.path, message: read.fault, hint: 'make it a plain file that you can read' };
    return { ...describe(place, facts, environment), problems: [problem] };
  }
  try {
    const file = await parseOwnFile(place, read, request, environment);
    return file && { ...describe(place, read.facts, environment), problems: [] };
  } catch (error) {
    if (!(error instanceof IdvError)) throw error;
    return { ...describe(place, read.facts, environment), problems: error.problems };
  }
}

async function ownPlaces({ flags }: SettingsRequest, environment: ConfigEnvironment): Promise<Place[]> {
  const named = flags.configFile ?? environment.env.IDV_CONFIG_FILE;
  if (named) return named === '/dev/null' ? [] : [{ path: resolve(environment.cwd, named), origin: 'named', label: named }];
  const { project, user } = await findConfigFiles(environment);
  return [
    ...project.paths.map((path): Place => ({ path, origin: 'project', label: path })),
    ...user.paths.map((path): Place => ({ path, origin: 'user', label: path })),
  ];
}

function cliPath(request: SettingsRequest, environment: ConfigEnvironment): string | undefined {
  try {
    return ownCliFiles(request, environment)?.keyFile(request.flags.profile);
  } catch (error) {
    // The name of the profile is not valid in a path. Loading the settings reports that.
    if (error instanceof IdvError) return undefined;
    throw error;
  }
}

async function listedCliFile(request: SettingsRequest, environment: ConfigEnvironment): Promise<ListedFile[]> {
  const path = request.sandbox ? undefined : cliPath(request, environment);
  const facts = path === undefined ? undefined : await fileFacts(path, environment);
  if (path === undefined || facts === undefined || 'why' in facts) return [];
  return [{ ...describe({ path, origin: 'vendor' }, facts, environment), isUsed: true, problems: [] }];
}

/**
 * All existing configuration files in the order of precedence, also files for which `readOwnFiles` throws. Never rejects because of the
 * content of a file.
 */
export async function listConfigFiles(request: SettingsRequest, environment: ConfigEnvironment): Promise<ListedFile[]> {
  const found = await Promise.all((await ownPlaces(request, environment)).map((place) => listedFile(place, request, environment)));
  const own = found.filter((file) => file !== undefined);
  const isFirst = (file: (typeof own)[number]): boolean => own.find(({ origin }) => origin === file.origin) === file;
  return [...own.map((file) => ({ ...file, isUsed: isFirst(file) })), ...(await listedCliFile(request, environment))];
}
