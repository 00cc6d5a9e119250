import { type Problem, problemsError } from '../core/errors.ts';
import { suggest } from '../core/text/suggest.ts';
import type { OwnCliFiles } from './own-cli.ts';
import type { OwnFile } from './own-files.ts';
import type { Profile } from './schema.ts';
import type { ConfigEnvironment, SettingsRequest, Sourced } from './settings.ts';
import { shownName } from './shown.ts';

/** Narrow enough to be a part of a file's name: a vendor's own command line may keep a profile in a file of that name. */
export const isProfileName = (text: string): boolean => /^[A-Za-z0-9_][\w.-]{0,63}$/.test(text);

/** What one file says about the chosen profile. */
export interface ProfileLayer {
  file: OwnFile;
  profile: Profile;
  source: string;
}

export interface ChosenProfile {
  name: string | undefined;
  source: string;
  /** Named by `--profile`: its values then outrank the environment's. */
  onCommandLine: boolean;
  /** Strongest first; empty for a profile of the vendor's own command line. */
  layers: readonly ProfileLayer[];
  inOwnCli: boolean;
}

const entriesOf = (files: readonly OwnFile[]) =>
  files.flatMap((file) =>
    Object.entries(file.config.profiles ?? {}).map(([name, profile]) => ({
      name,
      file,
      profile,
      source: `${file.label}, profile ${shownName(name)}`,
    })),
  );

/** The vendor's profiles, every file's, the strongest file first. */
export const profilesOf = (files: readonly OwnFile[], vendor: string): (ProfileLayer & { name: string })[] =>
  entriesOf(files).filter(({ profile }) => profile.provider === vendor);

/** The profile that needs no naming: the one called `default`, else the only one there is. */
function obvious(files: readonly OwnFile[], vendor: string): Sourced<string> | undefined {
  const entries = profilesOf(files, vendor);
  const [first] = entries;
  const called = entries.find(({ name }) => name === 'default');
  if (called) return { value: called.name, source: `${called.file.label}, called default` };
  if (!first || entries.some(({ name }) => name !== first.name)) return undefined;
  return { value: first.name, source: `${first.file.label}, the only one of ${vendor}` };
}

function wantedName(
  { flags, vendor }: SettingsRequest,
  files: readonly OwnFile[],
  env: ConfigEnvironment['env'],
): Sourced<string> | undefined {
  if (flags.profile !== undefined) return { value: flags.profile, source: 'flag --profile' };
  if (env.IDV_PROFILE) return { value: env.IDV_PROFILE, source: 'environment IDV_PROFILE' };
  for (const { config, label } of files) {
    const value = config.defaultProfiles?.[vendor.name];
    if (value !== undefined) return { value, source: `${label}, defaultProfiles.${vendor.name}` };
  }
  return obvious(files, vendor.name);
}

function profileProblem(wanted: Sourced<string>, files: readonly OwnFile[], vendor: string): Problem {
  const shown = shownName(wanted.value);
  const fitting = [...new Set(profilesOf(files, vendor).map(({ name }) => name))];
  const listed = fitting.map(shownName).join(', ');
  const flag = wanted.source.replace(/^(flag|environment) /, '');
  const other = entriesOf(files).find(({ name }) => name === wanted.value)?.profile.provider;
  if (other) {
    const hint = fitting.length > 0 ? `profiles of ${vendor}: ${listed}` : `no profile of ${vendor} exists: add one`;
    return { category: 'config', flag, message: `profile ${shown} belongs to ${other}, the command to ${vendor}`, hint };
  }
  const meant = suggest(wanted.value, fitting);
  const exist =
    fitting.length > 0
      ? `profiles of ${vendor}: ${listed}`
      : `no .faceidrc defines a profile of ${vendor}, and the vendor’s own files have none of this name: see .faceidrc.example`;
  const hint = meant ? `did you mean ${shownName(meant)}? ${exist}` : exist;
  return { category: 'config', flag, message: `there is no profile ${shown}`, hint };
}

/** The profile in force. Throws IdvError `config` for one that does not exist or belongs to another vendor. */
export async function chooseProfile(
  request: SettingsRequest,
  files: readonly OwnFile[],
  env: ConfigEnvironment['env'],
  ownCli: OwnCliFiles | undefined,
): Promise<ChosenProfile> {
  const { name: vendor } = request.vendor;
  const wanted = wantedName(request, files, env);
  if (!wanted) return { name: undefined, source: 'none chosen', onCommandLine: false, layers: [], inOwnCli: false };
  const chosen = { name: wanted.value, source: wanted.source, onCommandLine: request.flags.profile !== undefined };
  const layers = profilesOf(files, vendor).filter(({ name }) => name === wanted.value);
  if (layers.length > 0) return { ...chosen, layers, inOwnCli: false };
  const isOthers = entriesOf(files).some(({ name }) => name === wanted.value);
  const inOwnCli = !isOthers && isProfileName(wanted.value) && ((await ownCli?.has(wanted.value)) ?? false);
  if (!inOwnCli) throw problemsError([profileProblem(wanted, files, vendor)]);
  return { ...chosen, layers, inOwnCli };
}
