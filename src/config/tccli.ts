import { join } from 'node:path';
import { problemsError } from '../core/errors.ts';
import { isRegion } from '../core/setting-shape.ts';
import { keyFrom } from './key.ts';
import type { ConfigEnvironment } from './settings.ts';
import { isProfileName } from './value-shape.ts';
import { type JsonObject, modeNotices, readVendorJson, textOf, type VendorCli } from './vendor-file.ts';

const sessionTypes = ['oauth', 'sso', 'cvm-role'];

/** Keys that only tccli itself can fetch or renew. */
function refuseSessions(path: string, content: JsonObject): void {
  const type = textOf(content, 'type');
  const kind = type === undefined ? textOf(content, 'role-arn') && 'role-arn' : sessionTypes.includes(type) ? type : 'of an unknown kind';
  if (!kind) return;
  const cure = 'put a key, or a temporary key with its token, in the environment or a profile of idv';
  throw problemsError([{ category: 'config', flag: path, message: `the credential is ${kind}, which idv does not support`, cure }]);
}

function profileName(given: string | undefined, env: ConfigEnvironment['env']): string {
  if (given !== undefined) return given;
  const name = env.TCCLI_PROFILE || 'default';
  if (!isProfileName(name)) throw problemsError([{ category: 'config', flag: 'TCCLI_PROFILE', message: 'is not a profile name' }]);
  return name;
}

/** `~/.tccli/NAME.credential` and `NAME.configure`. Its endpoint is left alone: tccli fills in the domestic host by itself. */
export function tccli(homeDir: string, environment: ConfigEnvironment): VendorCli {
  const file = (profile: string | undefined, ending: string) =>
    join(homeDir, '.tccli', `${profileName(profile, environment.env)}.${ending}`);
  const keyFile = (profile: string | undefined) => file(profile, 'credential');
  return {
    keyFile,
    has: async (profile) => (await readVendorJson(keyFile(profile), environment)) !== undefined,
    async region(profile) {
      const path = file(profile, 'configure');
      const region = textOf((await readVendorJson(path, environment))?._sys_param, 'region');
      return region && isRegion(region) ? { value: region, source: path } : undefined;
    },
    async key(profile) {
      const path = keyFile(profile);
      const content = await readVendorJson(path, environment);
      if (!content) return undefined;
      refuseSessions(path, content);
      const part = (name: string) => ({ flag: path, subject: name, value: textOf(content, name) });
      const key = keyFrom({ id: part('secretId'), secret: part('secretKey'), token: part('token') });
      return key && { credentials: { ...key, source: path }, notices: await modeNotices(path, environment) };
    },
  };
}
