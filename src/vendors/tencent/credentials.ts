import { type CredentialSources, filledText, type OwnCliKey } from '../../core/credentials.ts';

/** In a profile of ours and in the files of tccli alike. */
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
 * Where Tencent Cloud's keys are. Its tools do not agree on the token's variable. The endpoint in tccli's files is left alone:
 * tccli fills in the domestic host itself.
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
