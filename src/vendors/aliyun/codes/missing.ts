import type { CodeTable } from '../../../core/declare/codes.ts';
import { refused } from '../../code-entries.ts';

/** The gateway names a missing parameter in the code itself: `MissingSecurityToken`. idv sends all of these. */
const common: Readonly<Record<string, string>> = {
  AccessKeyId: 'the request came without its AccessKeyId',
  Action: 'the request came without the name of its action',
  Signature: 'the request came without its signature',
  SignatureMethod: 'the request came without its signature method',
  SignatureNonce: 'the request came without its nonce',
  SignatureVersion: 'the request came without the version of its signature',
  Timestamp: 'the request came without its timestamp',
  Version: 'the request came without the version of the API',
};

const lostOnTheWay = (name: string): string => `idv always sends ${name}: a proxy between has dropped it, or the body was cut off`;

export const missingCodes: CodeTable = {
  ...Object.fromEntries(Object.entries(common).map(([name, meaning]) => [`Missing${name}`, refused(meaning, lostOnTheWay(name))])),
  MissingSecurityToken: refused(
    'the AccessKey is a temporary one and came without its SecurityToken',
    'set ALIBABA_CLOUD_SECURITY_TOKEN, or the token next to the key in the profile; key and token must come from one issue',
  ),
};
