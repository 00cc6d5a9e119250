import { problemsError } from '../core/errors.ts';
import { jsonFault } from './json-fault.ts';
import type { ConfigEnvironment, Credentials, Sourced } from './settings.ts';
import { isOpenToOthers } from './trust.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export interface VendorKey {
  credentials: Credentials & { source: string };
  notices: string[];
}

/** A vendor CLI's own configuration. It is the user's, and another program's: read leniently, never refused for its mode. */
export interface VendorCli {
  /** The file in which a key of this profile would be. */
  keyFile(profile: string | undefined): string;
  has(profile: string): Promise<boolean>;
  region(profile: string | undefined): Promise<Sourced<string> | undefined>;
  key(profile: string | undefined): Promise<VendorKey | undefined>;
}

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text member that is there and not empty: the vendors' tools write empty ones. */
export function textOf(object: unknown, name: string): string | undefined {
  const value = isObject(object) && Object.hasOwn(object, name) ? object[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Undefined if there is no such file. Throws IdvError `config` if it cannot be read or is no JSON object. */
export async function readVendorJson(path: string, { fs }: ConfigEnvironment): Promise<JsonObject | undefined> {
  const fail = (message: string) =>
    problemsError([
      { category: 'config', flag: path, message, cure: "mend it with the vendor's own tool, or give idv its key and region otherwise" },
    ]);
  const text = await fs.readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw fail(`cannot be read (${error.code ?? 'unknown fault'})`);
  });
  if (text === undefined) return undefined;
  const json = text.replace(/^\uFEFF/, '');
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch {
    const { line, column } = jsonFault(json);
    throw fail(`not valid JSON at line ${line}, column ${column}`);
  }
  if (!isObject(content)) throw fail('not a JSON object');
  return content;
}

export async function modeNotices(path: string, { fs, platform }: ConfigEnvironment): Promise<string[]> {
  const facts = await fs.stat(path).catch(() => undefined);
  return facts && isOpenToOthers(facts.mode, platform) ? [`${path} holds a key and can be read by others: chmod 600 ${path}`] : [];
}
