import { type CredentialSources, filledText, type OwnCliKey } from '../../core/credentials.ts';
import { isRecord } from '../../core/json.ts';

type Json = Readonly<Record<string, unknown>>;

/** The names in the vendor's own file, and in the output of the command of its mode External. */
const cliNames = { id: 'access_key_id', secret: 'access_key_secret', token: 'sts_token' } as const;

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

function keyOf(profile: Json): OwnCliKey {
  // The vendor's own program ignores case.
  const mode = (filledText(profile, 'mode') ?? 'AK').toLowerCase();
  const part = (name: string) => filledText(profile, name);
  const texts = { id: part(cliNames.id), secret: part(cliNames.secret) };
  // A token from an earlier mode is not part of an AK key.
  if (mode === 'ak') return { names: cliNames, texts };
  if (mode === 'external') return { command: part('process_command') ?? '', name: 'process_command' };
  if (mode !== 'ststoken') {
    const shown = otherModes.find((other) => other.toLowerCase() === mode) ?? 'unknown to idv';
    const hint = 'put a temporary key with its token in the environment or a profile of idv';
    return { message: `the mode is ${shown}; idv reads AK, StsToken and External`, hint };
  }
  const token = part(cliNames.token);
  if (token !== undefined) return { names: cliNames, texts: { ...texts, token } };
  return { message: 'the mode is StsToken, but there is no sts_token', hint: 'put the token of the key there, or set mode to AK' };
}

const profilesIn = (content: Json): Json[] => (Array.isArray(content.profiles) ? content.profiles.filter(isRecord) : []);

function profileOf(content: Json, wanted: string | undefined): { name: string; profile: Json } | undefined {
  const name = wanted ?? filledText(content, 'current') ?? 'default';
  const profile = profilesIn(content).find((each) => filledText(each, 'name') === name);
  return profile && { name, profile };
}

const file = () => '.aliyun/config.json';

/** Where Alibaba Cloud's keys are. */
export const aliyunCredentials: CredentialSources = {
  names: { id: 'accessKeyId', secret: 'accessKeySecret', token: 'securityToken' },
  printed(content) {
    const key = keyOf(content);
    return 'texts' in key ? key.texts : undefined;
  },
  variables: {
    id: 'ALIBABA_CLOUD_ACCESS_KEY_ID',
    secret: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
    tokens: ['ALIBABA_CLOUD_SECURITY_TOKEN'],
    region: 'ALIBABA_CLOUD_REGION_ID',
  },
  // Keys of a user, and temporary keys of a role.
  idPrefixes: ['LTAI', 'STS.'],
  ownCli: {
    profileVariable: 'ALIBABA_CLOUD_PROFILE',
    keyFile: file,
    regionFile: file,
    profiles: { file: file(), names: (content) => profilesIn(content).flatMap((profile) => filledText(profile, 'name') ?? []) },
    read(content, wanted) {
      const found = profileOf(content, wanted);
      return found && { name: found.name, region: filledText(found.profile, 'region_id'), key: keyOf(found.profile) };
    },
  },
};
