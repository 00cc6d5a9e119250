import { IdvError, problemsError } from '../core/errors.ts';
import { sandboxCredentials } from '../core/sandbox-credentials.ts';
import { runCredentialProcess } from './credential-process.ts';
import { environmentKey, ignoredVariables } from './environment.ts';
import { keyFrom } from './key.ts';
import type { OwnFile } from './own-files.ts';
import { type ChosenProfile, fittingProfiles, type ProfileLayer } from './profile.ts';
import type { ConfigEnvironment, SettingsRequest } from './settings.ts';
import { shownName } from './shown-name.ts';
import type { VendorCli, VendorKey } from './vendor-file.ts';
import { vendorNames } from './vendor-names.ts';

/** The sandbox knows no other key, whichever the provider. */

function keyParts({ file, profile }: ProfileLayer, name: string) {
  const { keys } = vendorNames[profile.provider];
  const values: Readonly<Record<string, unknown>> = profile;
  const part = (key: string) => {
    const value = values[key];
    return { flag: file.path, subject: `profiles.${shownName(name)}.${key}`, value: typeof value === 'string' ? value : undefined };
  };
  return { id: part(keys.id), secret: part(keys.secret), token: part(keys.token) };
}

const hasKey = (layer: ProfileLayer): boolean => {
  const { id, secret } = keyParts(layer, '');
  return layer.profile.credentialProcess !== undefined || Boolean(id.value || secret.value);
};

async function layerKey(layer: ProfileLayer, name: string, environment: ConfigEnvironment): Promise<VendorKey | undefined> {
  const { file, profile, source } = layer;
  const place = { flag: file.path, subject: `profiles.${shownName(name)}.credentialProcess` };
  const key = keyFrom(keyParts(layer, name));
  const notices = file.origin === 'project' ? [`using credentials from ${file.path} (profile ${shownName(name)})`] : [];
  if (profile.credentialProcess === undefined) return key && { credentials: { ...key, source }, notices };
  if (key) {
    throw problemsError([
      { category: 'config', flag: place.flag, message: `${place.subject} stands beside a key`, cure: 'keep one of the two' },
    ]);
  }
  const printed = await runCredentialProcess(profile.credentialProcess, profile.provider, place, environment);
  return { credentials: { ...printed, source: `${source}, credentialProcess` }, notices };
}

function noCredentials(
  request: SettingsRequest,
  files: readonly OwnFile[],
  environment: ConfigEnvironment,
  vendorFile: string | undefined,
) {
  const { title, variables } = vendorNames[request.provider];
  const places = [
    `the environment (${variables.id}, ${variables.secret})`,
    ...(files.length > 0 ? files.map(({ label }) => label) : [`no .faceidrc from ${environment.cwd} upwards and no user file`]),
    vendorFile ?? 'no home folder, because HOME is not set',
  ];
  const fitting = fittingProfiles(files, request.provider).map(shownName);
  const choose =
    fitting.length > 0 && request.flags.profile === undefined ? `choose a profile with --profile (${fitting.join(', ')}), or ` : '';
  return new IdvError('config', `no credentials for ${title}; looked at ${places.join('; ')}`, {
    code: 'no-credentials',
    hint: `${choose}set ${variables.id} and ${variables.secret}, or put a profile into ~/.faceidrc as .faceidrc.example shows, or try without an account: --sandbox`,
  });
}

/** The key as one unit from the strongest source that has one. Throws IdvError `config`; its code is `no-credentials` if there is none. */
export async function resolveCredentials(
  request: SettingsRequest,
  files: readonly OwnFile[],
  profile: ChosenProfile,
  environment: ConfigEnvironment,
  vendor: VendorCli | undefined,
): Promise<Partial<VendorKey>> {
  if (request.sandbox) return { credentials: { ...sandboxCredentials, source: 'flag --sandbox' } };
  if (request.credentials === 'none') return {};
  const vendorProfile = profile.inVendorCli ? profile.name : undefined;
  const ofProfile = async () => {
    const layer = profile.layers.find(hasKey);
    if (layer) return layerKey(layer, profile.name ?? '', environment);
    return profile.inVendorCli ? vendor?.key(vendorProfile) : undefined;
  };
  const ofEnvironment = () => {
    const credentials = environmentKey(request.provider, environment.env);
    return credentials && { credentials, notices: [] };
  };
  const found =
    (profile.onCommandLine ? await ofProfile() : undefined) ?? ofEnvironment() ?? (await ofProfile()) ?? (await vendor?.key(vendorProfile));
  if (!found && request.credentials === 'required') throw noCredentials(request, files, environment, vendor?.keyFile(vendorProfile));
  const profileHasKey = profile.inVendorCli || profile.layers.some(hasKey);
  const ignored = ignoredVariables(request.provider, environment.env, found?.credentials.source, profileHasKey);
  return { ...found, notices: [...(found?.notices ?? []), ...ignored] };
}
