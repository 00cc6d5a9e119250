import { constants } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import type { ConfigEnvironment, FileFacts } from '../settings.ts';

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

export interface TextFile {
  text: string;
  /** Of the very file that was read. */
  facts: FileFacts;
}

/**
 * Why there is no text: no such file; a folder above it that may not be looked into, so that there may be one; a file that may not be read;
 * a folder, a device or a pipe; too much of it.
 */
export interface NoText {
  why: 'absent' | 'hidden' | 'closed' | 'no-file' | 'too-large';
  /** Continues a sentence that begins with the path. */
  fault: string;
}

/** A pipe without a writer would hold `open` for ever. Windows has neither flag. */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

function noText({ code = 'unknown fault' }: NodeJS.ErrnoException, forbidden: 'hidden' | 'closed'): NoText {
  if (code === 'ENOENT' || code === 'ENOTDIR') return { why: 'absent', fault: 'does not exist' };
  if (code === 'EACCES' || code === 'EPERM') return { why: forbidden, fault: `cannot be read (${code})` };
  if (code === 'EISDIR') return { why: 'no-file', fault: 'is a folder' };
  if (code === 'ENXIO') return { why: 'no-file', fault: 'is not a plain file' };
  return { why: 'closed', fault: `cannot be read (${code})` };
}

/** Whether something is there, without opening it. */
export const fileFacts = (path: string, { fs }: Pick<ConfigEnvironment, 'fs'>): Promise<FileFacts | NoText> =>
  fs.stat(path).catch((error) => noText(error, 'hidden'));

/** The text of a plain file, at most `maxBytes` of it. Never waits for a pipe, and never rejects. */
export async function readTextFile(path: string, { fs }: Pick<ConfigEnvironment, 'fs'>, maxBytes = 64 * 1024): Promise<TextFile | NoText> {
  try {
    const file = await fs.open(path, openFlags);
    try {
      const facts = await file.stat();
      if (!facts.isFile())
        return { why: 'no-file', fault: facts.isDirectory() ? 'is a folder' : 'is a device or a pipe, not a plain file' };
      const buffer = Buffer.allocUnsafe(maxBytes + 1);
      let length = 0;
      for (let read = -1; read !== 0 && length < buffer.length; length += read) {
        read = (await file.read(buffer, length, buffer.length - length, null)).bytesRead;
      }
      if (length > maxBytes) return { why: 'too-large', fault: `is larger than ${maxBytes} bytes` };
      return { text: buffer.toString('utf8', 0, length).replace(/^\uFEFF/, ''), facts };
    } finally {
      await file.close();
    }
  } catch (error) {
    const fault = noText(error as NodeJS.ErrnoException, 'closed');
    if (fault.why !== 'closed') return fault;
    const facts = await fileFacts(path, { fs });
    return 'why' in facts ? facts : fault;
  }
}
