import { join } from 'node:path';
import type { OwnCli, OwnCliKey, OwnCliProfile, VendorKeys } from '../core/credentials.ts';
import { type IdvError, problemsError } from '../core/errors.ts';
import { isRecord } from '../core/json.ts';
import { parseJson } from '../core/parse-json.ts';
import { isRegion } from '../core/setting-shape.ts';
import { readTextFile, type TextFile } from '../disk.ts';
import { runCredentialProcess } from './credential-process.ts';
import { type KeyPart, keyFrom } from './key.ts';
import type { ConfigEnvironment, SettingsRequest, Sourced, SourcedKey } from './settings.ts';
import { isProfileName, shellWord, shownName } from './shown.ts';
import { isOfOtherUser, isReadableByOthers, otherWriterOf } from './trust.ts';

export interface FoundKey {
  credentials: SourcedKey;
  notices: string[];
}

/** The files of a vendor's own command line tool. `profile` undefined means the profile that the tool itself would use. */
export interface OwnCliFiles {
  /** The file that contains the key of this profile, if it exists. */
  keyFile(profile: string | undefined): string;
  /** The names of all profiles; empty if the files cannot be read. */
  names(): Promise<string[]>;
  has(profile: string): Promise<boolean>;
  region(profile: string | undefined): Promise<Sourced<string> | undefined>;
  /** The key as it is written in the file. Runs no command. */
  describe(profile: string): Promise<OwnCliKey | undefined>;
  key(profile: string | undefined): Promise<FoundKey | undefined>;
}

interface Found extends Pick<TextFile, 'facts'> {
  path: string;
  profile: OwnCliProfile;
}

const refuse = (flag: string, message: string, hint: string): IdvError => problemsError([{ category: 'config', flag, message, hint }]);

const fixIt = "fix it with the vendor's own tool, or give idv the key and region in another way";

/**
 * Reads a JSON file; undefined if it does not exist, or is in a folder that the user cannot read. Throws IdvError `config` if it cannot be
 * read, or is not a JSON object.
 */
async function readJson(
  path: string,
  environment: ConfigEnvironment,
): Promise<(Pick<TextFile, 'facts'> & { content: Record<string, unknown> }) | undefined> {
  const read = await readTextFile(path, environment);
  if ('why' in read) {
    if (read.why === 'absent' || read.why === 'unknown') return undefined;
    throw refuse(path, read.fault, fixIt);
  }
  const parsed = parseJson(read.text);
  if ('fault' in parsed) throw refuse(path, parsed.fault, fixIt);
  if (!isRecord(parsed.value)) throw refuse(path, 'not a JSON object', fixIt);
  return { facts: read.facts, content: parsed.value };
}

/** Notices about the owner and the mode of a file. They are not errors, because the file belongs to another program. */
function modeNotices({ path, facts }: Found, environment: ConfigEnvironment): string[] {
  if (isOfOtherUser(facts, environment)) return [`${path} contains a key and belongs to another user`];
  return isReadableByOthers(facts, environment) ? [`${path} contains a key and can be read by others: chmod 600 ${shellWord(path)}`] : [];
}

const sourceOf = ({ path, profile }: Found): string => (profile.name === undefined ? path : `${path}, profile ${shownName(profile.name)}`);

async function keyOf(found: Found, key: OwnCliKey, request: SettingsRequest, environment: ConfigEnvironment) {
  const { path, facts, profile } = found;
  const subject = (text: string): string => (profile.name === undefined ? text : `profile ${shownName(profile.name)}: ${text}`);
  if ('message' in key) throw refuse(path, subject(key.message), key.hint);
  if ('texts' in key) {
    const part = (name: 'id' | 'secret' | 'token'): KeyPart => ({ flag: path, subject: subject(key.names[name]), value: key.texts[name] });
    return keyFrom({ id: part('id'), secret: part('secret'), token: part('token') }, request);
  }
  // A key that others can read is the user's decision. But a program that others can choose is not run.
  const otherWriter = otherWriterOf(path, facts, environment);
  if (otherWriter) throw refuse(path, `${subject(key.name)} is not run, because the file ${otherWriter.who}`, otherWriter.hint);
  return runCredentialProcess(key.command, { flag: path, subject: subject(key.name) }, request, environment);
}

/** The files of the vendor's own command line tool; undefined if the vendor has none, or the user has no home folder. */
export function ownCliFiles(request: SettingsRequest, environment: ConfigEnvironment): OwnCliFiles | undefined {
  const { homeDir } = environment;
  const { ownCli }: VendorKeys['credentials'] = request.vendor.credentials;
  return homeDir && ownCli ? filesIn(homeDir, ownCli, request, environment) : undefined;
}

async function profileNames(homeDir: string, { profiles }: OwnCli, environment: ConfigEnvironment): Promise<string[]> {
  const found =
    'folder' in profiles
      ? (await environment.fs.readdir(join(homeDir, profiles.folder)).catch(() => [])).flatMap((file) => profiles.nameOf(file) ?? [])
      : profiles.names((await readJson(join(homeDir, profiles.file), environment).catch(() => undefined))?.content ?? {});
  return found.filter(isProfileName).sort();
}

function filesIn(homeDir: string, ownCli: OwnCli, request: SettingsRequest, environment: ConfigEnvironment): OwnCliFiles {
  /** Checked, because the name may become a part of a path. */
  const nameOf = (given: string | undefined): string | undefined => {
    const name = given ?? (environment.env[ownCli.profileVariable] || undefined);
    if (name !== undefined && !isProfileName(name)) {
      throw refuse(ownCli.profileVariable, 'is not a profile name', `fix or unset ${ownCli.profileVariable}`);
    }
    return name;
  };
  const find = async (file: OwnCli['keyFile'], given: string | undefined): Promise<Found | undefined> => {
    const name = nameOf(given);
    const path = join(homeDir, file(name));
    const read = await readJson(path, environment);
    const profile = read && ownCli.read(read.content, name);
    return read && profile && { path, facts: read.facts, profile };
  };
  return {
    keyFile: (profile) => join(homeDir, ownCli.keyFile(nameOf(profile))),
    names: () => profileNames(homeDir, ownCli, environment),
    has: async (profile) => (await find(ownCli.keyFile, profile)) !== undefined,
    async region(profile) {
      const found = await find(ownCli.regionFile, profile);
      const region = found?.profile.region;
      return found && region !== undefined && isRegion(region) ? { value: region, source: sourceOf(found) } : undefined;
    },
    describe: async (profile) => (await find(ownCli.keyFile, profile))?.profile.key,
    async key(profile) {
      const found = await find(ownCli.keyFile, profile);
      const key = found && (await keyOf(found, found.profile.key, request, environment));
      return found && key && { credentials: { ...key, source: sourceOf(found) }, notices: modeNotices(found, environment) };
    },
  };
}
