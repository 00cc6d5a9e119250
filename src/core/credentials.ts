import { isRecord } from './json.ts';

type Json = Readonly<Record<string, unknown>>;

/** A key with which a vendor's requests are signed. */
export interface Credentials {
  id: string;
  secret: string;
  token?: string;
}

/** Secrets that the system keeps for this user, by the name of an account. Every function rejects where the system refuses. */
export interface Keychain {
  /** Undefined where there is none of this account. */
  read(account: string): Promise<string | undefined>;
  write(account: string, secret: string): Promise<void>;
  /** Does nothing where there is none. */
  remove(account: string): Promise<void>;
}

/** The parts of a key under the names that one place has for them. */
interface KeyNames {
  id: string;
  secret: string;
  token: string;
}

/** The parts of a key as one place has them; what is not there is undefined. */
export type KeyTexts = Readonly<Partial<Record<keyof KeyNames, string | undefined>>>;

/** What a file of a vendor's own command line says of one profile. */
export interface OwnCliProfile {
  /** Set where one file holds several profiles. */
  name?: string;
  region: string | undefined;
  key: OwnCliKey;
}

/** A key, the command that prints one, or why idv cannot use what is there. None of the texts holds a value. */
export type OwnCliKey = { names: KeyNames; texts: KeyTexts } | { command: string; name: string } | { message: string; hint: string };

/** The files of a vendor's own command line. They belong to the user and to another program: idv reads them and is lenient. */
export interface OwnCli {
  /** The variable that names its profile. */
  profileVariable: string;
  /** Paths from the home folder on; `profile` is undefined where no name was given. */
  keyFile(profile: string | undefined): string;
  regionFile(profile: string | undefined): string;
  /** Where its profiles are listed: as files of a folder, a name each, or in the content of one file. */
  profiles: { folder: string; nameOf(file: string): string | undefined } | { file: string; names(content: Json): string[] };
  /** Undefined for a profile that the file does not have. `content` is the JSON of either file. */
  read(content: Json, profile: string | undefined): OwnCliProfile | undefined;
}

/** Where a vendor's keys are, and what they look like. */
export interface CredentialSources {
  /** In a profile of ours, and in the JSON that a `credentialProcess` prints. */
  names: KeyNames;
  /** The same JSON in the form that the commands of the vendor's own tools print; undefined where it is not of that form. */
  printed?(content: Json): KeyTexts | undefined;
  /** Of several variables for the token the first that is set counts. */
  variables: { id: string; secret: string; tokens: readonly string[]; region: string };
  /** How key ids begin: text that begins so is an id, wherever it stands. */
  idPrefixes: readonly string[];
  ownCli?: OwnCli;
}

/** A vendor, as far as its keys go. */
export interface VendorKeys {
  /** In commands and in files: `provider: NAME`. */
  name: string;
  /** In messages. */
  title: string;
  credentials: CredentialSources;
}

/** A text member that is there and not empty: the vendors' tools write empty ones. */
export function filledText(object: unknown, name: string): string | undefined {
  const value = isRecord(object) && Object.hasOwn(object, name) ? object[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Every variable that holds a part of a key of one of these vendors. */
const keyVariables = (vendors: readonly VendorKeys[]): string[] =>
  vendors.flatMap(({ credentials: { variables } }) => [variables.id, variables.secret, ...variables.tokens]);

/** Variables for another program, which has no business with a key: those of every vendor's keys are taken out. */
export function withoutKeys<Env extends Readonly<Record<string, string | undefined>>>(vendors: readonly VendorKeys[], env: Env): Env {
  // Windows does not tell the case of a variable.
  const keys = new Set(keyVariables(vendors).map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !keys.has(name.toLowerCase()))) as Env;
}
