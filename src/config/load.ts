import { resolveCredentials } from './credentials.ts';
import { ownCliFiles } from './own-cli.ts';
import { readOwnFiles } from './own-files.ts';
import { chooseProfile } from './profile.ts';
import type { ConfigEnvironment, Settings, SettingsRequest } from './settings.ts';
import { trustNotices } from './trust.ts';
import { resolveValues } from './values.ts';

/**
 * Every setting with its source: flag > profile named on the command line > environment > project file > user file >
 * the vendor's own files > default. A named file (`--config-file`, IDV_CONFIG_FILE) stands in for the project's and the user's.
 * Throws IdvError `config`; no error, notice or source ever holds a secret.
 */
export async function loadSettings(request: SettingsRequest, environment: ConfigEnvironment): Promise<Settings> {
  const own = await readOwnFiles(request, environment);
  const ownCli = request.sandbox ? undefined : ownCliFiles(request, environment);
  const profile = await chooseProfile(request, own.files, environment.env, ownCli);
  const values = await resolveValues(request, own.files, profile, environment.env, ownCli);
  const found = await resolveCredentials(request, { own, profile, ownCli }, environment);
  return {
    provider: request.vendor.name,
    profile: { value: profile.name, source: profile.source },
    ...values,
    ...found,
    notices: [...own.files.flatMap((file) => trustNotices(file, environment)), ...values.notices, ...found.notices],
  };
}
