import { type Problem, problemsError } from '../core/errors.ts';
import { suggest } from '../core/text/suggest.ts';
import type { OwnFile } from './own-files.ts';
import type { Profile } from './schema.ts';
import type { ConfigEnvironment, ProviderName, SettingsRequest, Sourced } from './settings.ts';
import { shownName } from './shown-name.ts';
import { isProfileName } from './value-shape.ts';
import type { VendorCli } from './vendor-file.ts';

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
  /** Strongest first; empty for a profile of the vendor's CLI. */
  layers: readonly ProfileLayer[];
  inVendorCli: boolean;
}

function wantedName(
  { flags, provider }: SettingsRequest,
  files: readonly OwnFile[],
  env: ConfigEnvironment['env'],
): Sourced<string> | undefined {
  if (flags.profile !== undefined) return { value: flags.profile, source: 'flag --profile' };
  if (env.IDV_PROFILE) return { value: env.IDV_PROFILE, source: 'environment IDV_PROFILE' };
  for (const { config, label } of files) {
    const value = config.defaultProfiles?.[provider];
    if (value !== undefined) return { value, source: `${label}, defaultProfiles.${provider}` };
  }
  return undefined;
}

const layersOf = (files: readonly OwnFile[], name: string): ProfileLayer[] =>
  files.flatMap((file) =>
    Object.entries(file.config.profiles ?? {})
      .filter(([key]) => key === name)
      .map(([, profile]) => ({ file, profile, source: `${file.label}, profile ${shownName(name)}` })),
  );

export function fittingProfiles(files: readonly OwnFile[], provider: ProviderName): string[] {
  const entries = files.flatMap(({ config }) => Object.entries(config.profiles ?? {}));
  return [...new Set(entries.filter(([, profile]) => profile.provider === provider).map(([name]) => name))];
}

function profileProblem(wanted: Sourced<string>, files: readonly OwnFile[], provider: ProviderName): Problem {
  const shown = shownName(wanted.value);
  const fitting = fittingProfiles(files, provider);
  const listed = fitting.map(shownName).join(', ');
  const flag = wanted.source.replace(/^(flag|environment) /, '');
  const other = layersOf(files, wanted.value)[0]?.profile.provider;
  if (other) {
    const cure = fitting.length > 0 ? `profiles of ${provider}: ${listed}` : `no profile of ${provider} exists: add one`;
    return { category: 'config', flag, message: `profile ${shown} belongs to ${other}, the command to ${provider}`, cure };
  }
  const meant = suggest(wanted.value, fitting);
  const exist =
    fitting.length > 0
      ? `profiles of ${provider}: ${listed}`
      : `no .faceidrc defines a profile of ${provider}, and the vendor’s own files none of this name: see .faceidrc.example`;
  const cure = meant ? `did you mean ${shownName(meant)}? ${exist}` : exist;
  return { category: 'config', flag, message: `there is no profile ${shown}`, cure };
}

/** The profile in force. Throws IdvError `config` for one that does not exist or belongs to the other vendor. */
export async function chooseProfile(
  request: SettingsRequest,
  files: readonly OwnFile[],
  env: ConfigEnvironment['env'],
  vendor: VendorCli | undefined,
): Promise<ChosenProfile> {
  const wanted = wantedName(request, files, env);
  if (!wanted) return { name: undefined, source: 'none chosen', onCommandLine: false, layers: [], inVendorCli: false };
  const chosen = { name: wanted.value, source: wanted.source, onCommandLine: request.flags.profile !== undefined };
  const named = layersOf(files, wanted.value);
  const layers = named.filter(({ profile }) => profile.provider === request.provider);
  if (layers.length > 0) return { ...chosen, layers, inVendorCli: false };
  const inVendorCli = named.length === 0 && isProfileName(wanted.value) && ((await vendor?.has(wanted.value)) ?? false);
  if (!inVendorCli) throw problemsError([profileProblem(wanted, files, request.provider)]);
  return { ...chosen, layers, inVendorCli };
}
