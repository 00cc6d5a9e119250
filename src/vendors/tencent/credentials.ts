import { type CredentialSources, filledText, type OwnCliKey } from '../../core/credentials.ts';

/** The names are the same in an idv profile and in the files of tccli. */
const names = { id: 'secretId', secret: 'secretKey', token: 'token' } as const;

const sessionTypes = ['oauth', 'sso', 'cvm-role'];

/** Why idv cannot use the credential: only tccli itself can fetch or renew it. */
function kindOfSession(content: Readonly<Record<string, unknown>>): string | undefined {
  const type = filledText(content, 'type');
  if (type === undefined) return filledText(content, 'role-arn') && 'role-arn';
  return sessionTypes.includes(type) ? type : 'of an unknown kind';
}

function keyOf(content: Readonly<Record<string, unknown>>): OwnCliKey {
  const kind = kindOfSession(content);
  if (kind !== undefined) {
    const hint = 'put a key, or a temporary key with its token, in the environment or a profile of idv';
    return { message: `the credential is ${kind}, which idv does not support`, hint };
  }
  const part = (name: string) => filledText(content, name);
  return { names, texts: { id: part(names.id), secret: part(names.secret), token: part(names.token) } };
}

/**
 * Where to find Tencent Cloud's keys. Its tools use different variables for the token. The endpoint in tccli's files is ignored, because
 * tccli writes the domestic host there itself.
 */
export const tencentCredentials: CredentialSources = {
  names,
  variables: {
    id: 'TENCENTCLOUD_SECRET_ID',
    secret: 'TENCENTCLOUD_SECRET_KEY',
    tokens: ['TENCENTCLOUD_TOKEN', 'TENCENTCLOUD_SESSION_TOKEN', 'TENCENTCLOUD_SECURITY_TOKEN'],
    region: 'TENCENTCLOUD_REGION',
  },
  idPrefixes: ['AKID'],
  ownCli: {
    profileVariable: 'TCCLI_PROFILE',
    keyFile: (profile = 'default') => `.tccli/${profile}.credential`,
    regionFile: (profile = 'default') => `.tccli/${profile}.configure`,
    profiles: { folder: '.tccli', nameOf: (file) => /^(.+)\.credential$/.exec(file)?.[1] },
    read: (content) => ({ region: filledText(content._sys_param, 'region'), key: keyOf(content) }),
  },
};
