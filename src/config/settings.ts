import type { Credentials, Keychain, VendorKeys } from '../core/credentials.ts';
import type { OutputFormat } from '../core/setting-shape.ts';
import type { TextDisk } from '../disk.ts';

/** A value, and its source in words. */
export interface Sourced<T> {
  value: T;
  source: string;
}

export type SourcedKey = Credentials & { source: string };

/** The values of flags for settings that a file can contain too. The caller has checked them. */
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
  /** The vendor whose key is needed. A key of another vendor is never used instead. */
  vendor: VendorKeys;
  /** All vendors: one file may contain profiles of several, and the key of another vendor is recognised by its prefix. */
  vendors: readonly VendorKeys[];
  flags: SettingsFlags;
  defaults: SettingsDefaults;
  /** The exact list of the catalogue's hosts. A file that was found by the search may name only these. */
  knownHosts: readonly string[];
  /** `none`: no key is searched for. `optional`: it is no error if there is none. */
  credentials: 'required' | 'optional' | 'none';
  /** True to use the fixed key of the sandbox and `defaults.endpoint`. Then no file of a vendor is read, and no process is run. */
  sandbox: boolean;
  /** False for a dry run: a request that is never sent may be signed with the key of the sandbox for any host. */
  sends: boolean;
  /** Called with the output format before the key is searched for, so that an error about the key is printed in that format. */
  onOutput?(output: OutputFormat): void;
}

export interface Settings {
  /** The name of the vendor. */
  provider: string;
  profile: Sourced<string | undefined>;
  region: Sourced<string | undefined>;
  /** The endpoint with a scheme; undefined if neither the user nor the caller gave one. */
  endpoint: Sourced<string | undefined>;
  output: Sourced<OutputFormat>;
  timeoutS: Sourced<number>;
  connectTimeoutS: Sourced<number>;
  retries: Sourced<number>;
  proxy?: Sourced<string>;
  credentials?: SourcedKey;
  /** The places without a key, if no key was found; empty if a key was found, or was not searched for. */
  withoutKey: readonly string[];
  /** Sentences for standard error. */
  notices: readonly string[];
}

/** What the configuration needs from outside. A `Runtime` can be passed directly. */
export interface ConfigEnvironment {
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  homeDir: string | undefined;
  platform: string;
  uid: number | undefined;
  fs: TextDisk & {
    readdir(path: string): Promise<string[]>;
  };
  /** Runs a program without a shell, with only these variables. Rejects if it cannot be started, or does not end in time. */
  runProcess(file: string, args: readonly string[], env: ConfigEnvironment['env']): Promise<{ code: number; stdout: string }>;
  /** Opens the keychain; undefined if there is none. */
  openKeychain(): Promise<Keychain | undefined>;
}
