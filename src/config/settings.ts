import type { Credentials, Keychain, VendorKeys } from '../core/credentials.ts';
import type { OutputFormat } from '../core/setting-shape.ts';
import type { TextDisk } from '../disk.ts';

/** A value and, in words for a reader, where it came from. */
export interface Sourced<T> {
  value: T;
  source: string;
}

export type SourcedKey = Credentials & { source: string };

/** The flags that a configuration can also hold, as the user gave them: checked by the caller. */
export interface SettingsFlags {
  profile?: string | undefined;
  region?: string | undefined;
  endpoint?: string | undefined;
  output?: OutputFormat | undefined;
  timeoutS?: number | undefined;
  connectTimeoutS?: number | undefined;
  retries?: number | undefined;
  configFile?: string | undefined;
}

interface SettingsDefaults {
  region?: string | undefined;
  endpoint?: string | undefined;
  output: OutputFormat;
  timeoutS: number;
  connectTimeoutS: number;
  retries: number;
}

export interface SettingsRequest {
  /** Whose key is looked for. Nothing of another vendor is ever taken in its place. */
  vendor: VendorKeys;
  /** All of them: one file may hold profiles of each, and a key of another is recognised by how it begins. */
  vendors: readonly VendorKeys[];
  flags: SettingsFlags;
  defaults: SettingsDefaults;
  /** The catalogue's exact list: the only hosts that a file found by the search may name. */
  knownHosts: readonly string[];
  /** `none` looks at no key at all; `optional` looks and accepts that there is none. */
  credentials: 'required' | 'optional' | 'none';
  /** Takes the sandbox's fixed key and `defaults.endpoint`; reads no vendor file and runs no process. */
  sandbox: boolean;
  /** False for a dry run: what is never sent may be signed with the sandbox's key for any host. */
  sends: boolean;
  /** Told as soon as it is known, before the key is looked for: a fault is then said in the format that a file asks for. */
  hearOutput?(output: OutputFormat): void;
}

export interface Settings {
  /** Name of the vendor. */
  provider: string;
  profile: Sourced<string | undefined>;
  region: Sourced<string | undefined>;
  /** With a scheme; undefined where neither the user nor the caller named one. */
  endpoint: Sourced<string | undefined>;
  output: Sourced<OutputFormat>;
  timeoutS: Sourced<number>;
  connectTimeoutS: Sourced<number>;
  retries: Sourced<number>;
  proxy?: Sourced<string>;
  credentials?: SourcedKey;
  /** Where a key was looked for and none was found; empty where one was found, or none was looked for. */
  withoutKey: readonly string[];
  /** For standard error, one sentence each. */
  notices: readonly string[];
}

/** What configuration needs of the world; a Runtime fits as it is. */
export interface ConfigEnvironment {
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  homeDir: string | undefined;
  platform: string;
  uid: number | undefined;
  fs: TextDisk & {
    readdir(path: string): Promise<string[]>;
  };
  /** Runs a program without a shell, with these variables alone; rejects if it cannot be started or does not end in time. */
  runProcess(file: string, args: readonly string[], env: ConfigEnvironment['env']): Promise<{ code: number; stdout: string }>;
  /** Undefined where there is none. */
  openKeychain(): Promise<Keychain | undefined>;
}
