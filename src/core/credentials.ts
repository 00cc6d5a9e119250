import { isRecord } from './json.ts';

type Json = Readonly<Record<string, unknown>>;

/** A key that signs the requests to a vendor. */
export interface Credentials {
  id: string;
  secret: string;
  token?: string;
}

/** Secrets that the operating system stores for this user, by account name. Every function rejects if the system refuses. */
export interface Keychain {
  /** The secret of an account; undefined if there is none. */
  read(account: string): Promise<string | undefined>;
  write(account: string, secret: string): Promise<void>;
  /** Removes the secret of an account, if there is one. */
  remove(account: string): Promise<void>;
}

/** The names of the parts of a key in one place, such as a file. */
interface KeyNames {
  id: string;
  secret: string;
  token: string;
}

/** The parts of a key that were found in one place; missing parts are undefined. */
export type KeyTexts = Readonly<Partial<Record<keyof KeyNames, string | undefined>>>;

/** One profile in a file of a vendor's own command line tool. */
export interface OwnCliProfile {
  /** Set if one file contains several profiles. */
  name?: string;
  region: string | undefined;
  key: OwnCliKey;
}

/** A key, a command that prints a key, or the reason why idv cannot use what it found. The message and hint contain no values. */
export type OwnCliKey = { names: KeyNames; texts: KeyTexts } | { command: string; name: string } | { message: string; hint: string };

/** The files of a vendor's own command line tool. They belong to the user and to another program: idv only reads them, and is lenient. */
export interface OwnCli {
  /** The environment variable that selects its profile. */
  profileVariable: string;
  /** Paths relative to the home folder. `profile` is undefined if no name was given. */
  keyFile(profile: string | undefined): string;
  regionFile(profile: string | undefined): string;
  /** Where its profiles are listed: in the file names of a folder, or in the content of one file. */
  profiles: { folder: string; nameOf(file: string): string | undefined } | { file: string; names(content: Json): string[] };
  /** Reads a profile; undefined if the file does not have it. `content` is the JSON of one of the two files. */
  read(content: Json, profile: string | undefined): OwnCliProfile | undefined;
}

/** Where the keys of a vendor are found, and what they look like. */
export interface CredentialSources {
  /** The names of the parts in a profile of idv, and in the JSON that a `credentialProcess` prints. */
  names: KeyNames;
  /** Reads JSON in the form that the commands of the vendor's own tools print; undefined if the JSON does not have that form. */
  printed?(content: Json): KeyTexts | undefined;
  /** The environment variables. If there are several for the token, the first one that is set counts. */
  variables: { id: string; secret: string; tokens: readonly string[]; region: string };
  /** The prefixes of key ids. Any text with such a prefix is an id. */
  idPrefixes: readonly string[];
  ownCli?: OwnCli;
}

/** What must be known about a vendor to find its keys. */
export interface VendorKeys {
  /** The name in commands and in files: `provider: NAME`. */
  name: string;
  /** The name in messages. */
  title: string;
  credentials: CredentialSources;
}

/** The text of a member; undefined if it is missing or empty, because the vendors' tools write empty members. */
export function filledText(object: unknown, name: string): string | undefined {
  const value = isRecord(object) && Object.hasOwn(object, name) ? object[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** All environment variables that may contain a part of a key of these vendors. */
const keyVariables = (vendors: readonly VendorKeys[]): string[] =>
  vendors.flatMap(({ credentials: { variables } }) => [variables.id, variables.secret, ...variables.tokens]);

/** The environment for another program that must not get a key: the variables of all vendors' keys are removed. */
export function withoutKeys<Env extends Readonly<Record<string, string | undefined>>>(vendors: readonly VendorKeys[], env: Env): Env {
  // On Windows, the case of variable names does not matter.
  const keys = new Set(keyVariables(vendors).map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !keys.has(name.toLowerCase()))) as Env;
}
