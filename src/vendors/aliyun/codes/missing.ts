import type { CodeTable } from '../../../core/declare/codes.ts';
import { refused } from '../../code-entries.ts';

/** The gateway names a missing parameter in the code: `MissingSecurityToken`. idv always sends these parameters. */
const common: Readonly<Record<string, string>> = {
  AccessKeyId: 'the request has no AccessKeyId',
  Action: 'the request does not name its action',
  Signature: 'the request has no signature',
  SignatureMethod: 'the request does not name its signature method',
  SignatureNonce: 'the request has no nonce',
  SignatureVersion: 'the request has no version of its signature',
  Timestamp: 'the request has no timestamp',
  Version: 'the request does not name the version of the API',
};

const droppedHint = (name: string): string => `idv always sends ${name}: a proxy in between has dropped it, or the body was cut off`;

export const missingCodes: CodeTable = {
  ...Object.fromEntries(Object.entries(common).map(([name, meaning]) => [`Missing${name}`, refused(meaning, droppedHint(name))])),
  MissingSecurityToken: refused(
    'the AccessKey is temporary, but its SecurityToken is missing',
    'set ALIBABA_CLOUD_SECURITY_TOKEN, or the token next to the key in the profile; key and token must have been issued together',
  ),
};
