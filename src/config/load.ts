import { aliyunCli } from './aliyun-cli.ts';
import { resolveCredentials } from './credentials.ts';
import { readOwnFiles } from './own-files.ts';
import { chooseProfile } from './profile.ts';
import type { ConfigEnvironment, Settings, SettingsRequest } from './settings.ts';
import { tccli } from './tccli.ts';
import { trustNotices } from './trust.ts';
import { resolveValues } from './values.ts';
import type { VendorCli } from './vendor-file.ts';

function vendorCliOf({ provider, sandbox }: SettingsRequest, environment: ConfigEnvironment): VendorCli | undefined {
  if (sandbox || !environment.homeDir) return undefined;
  return provider === 'tencent' ? tccli(environment.homeDir, environment) : aliyunCli(environment.homeDir, environment);
}

/**
 * Every setting with its source: flag > profile named on the command line > environment > project file > user file >
 * the vendor CLI's own files > default. A named file (`--config-file`, IDV_CONFIG_FILE) stands in for the project's and the user's.
 * Throws IdvError `config`; no error, notice or source ever holds a secret.
 */
export async function loadSettings(request: SettingsRequest, environment: ConfigEnvironment): Promise<Settings> {
  const files = await readOwnFiles(request, environment);
  const vendor = vendorCliOf(request, environment);
  const profile = await chooseProfile(request, files, environment.env, vendor);
  const values = await resolveValues(request, files, profile, environment.env, vendor);
  const { credentials, notices = [] } = await resolveCredentials(request, files, profile, environment, vendor);
  return {
    provider: request.provider,
    profile: { value: profile.name, source: profile.source },
    ...values,
    ...(credentials ? { credentials } : {}),
    notices: [...files.flatMap((file) => trustNotices(file, environment)), ...notices],
  };
}
