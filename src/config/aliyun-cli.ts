import { join } from 'node:path';
import { problemsError } from '../core/errors.ts';
import { isRegion } from '../core/setting-shape.ts';
import { runCredentialProcess } from './credential-process.ts';
import { keyFrom } from './key.ts';
import type { ConfigEnvironment, Credentials } from './settings.ts';
import { shownName } from './shown-name.ts';
import { isObject, type JsonObject, modeNotices, readVendorJson, textOf, type VendorCli } from './vendor-file.ts';

const otherModes = [
  'RamRoleArn',
  'EcsRamRole',
  'RsaKeyPair',
  'RamRoleArnWithRoleName',
  'ChainableRamRoleArn',
  'CredentialsURI',
  'OIDC',
  'CloudSSO',
  'OAuth',
  'BearerToken',
  'Anonymous',
];

interface NamedProfile {
  name: string;
  content: JsonObject;
}

function pickProfile(file: JsonObject | undefined, wanted: string | undefined): NamedProfile | undefined {
  const name = wanted ?? textOf(file, 'current') ?? 'default';
  const profiles = Array.isArray(file?.profiles) ? file.profiles.filter(isObject) : [];
  const content = profiles.find((profile) => textOf(profile, 'name') === name);
  return content && { name, content };
}

async function keyOf({ name, content }: NamedProfile, path: string, environment: ConfigEnvironment): Promise<Credentials | undefined> {
  const subject = `profile ${shownName(name)}`;
  const mode = textOf(content, 'mode') ?? 'AK';
  const part = (member: string) => ({ flag: path, subject: `${subject}: ${member}`, value: textOf(content, member) });
  const parts = { id: part('access_key_id'), secret: part('access_key_secret'), token: part('sts_token') };
  if (mode === 'StsToken') {
    if (parts.token.value === undefined)
      throw problemsError([
        {
          category: 'config',
          flag: path,
          message: `${subject}: the mode is StsToken, and there is no sts_token`,
          cure: 'put the token of the key there, or set mode to AK',
        },
      ]);
    return keyFrom(parts);
  }
  // A token that an earlier mode left behind is not part of an AK key.
  if (mode === 'AK') return keyFrom({ ...parts, token: { ...parts.token, value: undefined } });
  if (mode === 'External') {
    const place = { flag: path, subject: `${subject}: process_command` };
    return runCredentialProcess(textOf(content, 'process_command') ?? '', 'aliyun', place, environment);
  }
  const shown = otherModes.includes(mode) ? mode : 'unknown to idv';
  const message = `${subject}: the mode is ${shown}; idv reads AK, StsToken and External`;
  throw problemsError([
    { category: 'config', flag: path, message, cure: 'put a temporary key with its token in the environment or a profile of idv' },
  ]);
}

/** `~/.aliyun/config.json`. */
export function aliyunCli(homeDir: string, environment: ConfigEnvironment): VendorCli {
  const path = join(homeDir, '.aliyun', 'config.json');
  const find = async (profile: string | undefined) =>
    pickProfile(await readVendorJson(path, environment), profile ?? (environment.env.ALIBABA_CLOUD_PROFILE || undefined));
  return {
    keyFile: () => path,
    has: async (profile) => (await find(profile)) !== undefined,
    async region(profile) {
      const found = await find(profile);
      const region = textOf(found?.content, 'region_id');
      return found && region && isRegion(region) ? { value: region, source: `${path}, profile ${shownName(found.name)}` } : undefined;
    },
    async key(profile) {
      const found = await find(profile);
      const key = found && (await keyOf(found, path, environment));
      if (!found || !key) return undefined;
      const source = `${path}, profile ${shownName(found.name)}`;
      return { credentials: { ...key, source }, notices: await modeNotices(path, environment) };
    },
  };
}
