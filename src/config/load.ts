import { problemsError } from '../core/errors.ts';
import { isOwnHost } from '../core/http.ts';
import { sandboxCredentials } from '../core/sandbox-credentials.ts';
import { resolveCredentials } from './credentials.ts';
import { ownCliFiles } from './own-cli.ts';
import { readOwnFiles } from './own-files.ts';
import { chooseProfile } from './profile.ts';
import type { ConfigEnvironment, Settings, SettingsRequest, SourcedKey } from './settings.ts';
import { trustNotices } from './trust.ts';
import { resolveValues } from './values.ts';

/** The sandbox's key opens nothing elsewhere: whoever has it set and forgot to say where meant no other host, and sends no face there. */
function refuseSandboxKey(key: SourcedKey | undefined, endpoint: string | undefined, { sends, sandbox }: SettingsRequest): void {
  if (!sends || sandbox || key?.id !== sandboxCredentials.id) return;
  if (endpoint !== undefined && isOwnHost(new URL(endpoint))) return;
  const message = `the key ${key.id} is the sandbox's, and the request would go to ${endpoint ?? "the vendor's host"}`;
  const hint = 'add --sandbox, or --endpoint with the address that idv sandbox printed, or set a key of your own';
  throw problemsError([{ category: 'config', flag: key.source.replace(/^environment /, ''), message, hint }]);
}

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
  request.hearOutput?.(values.output.value);
  const found = await resolveCredentials(request, { own, profile, ownCli }, environment);
  refuseSandboxKey(found.credentials, values.endpoint.value, request);
  return {
    provider: request.vendor.name,
    profile: { value: profile.name, source: profile.source },
    ...values,
    ...found,
    notices: [...own.files.flatMap((file) => trustNotices(file, environment)), ...values.notices, ...found.notices],
  };
}
