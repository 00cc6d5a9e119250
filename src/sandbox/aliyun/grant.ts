import { createHmac, timingSafeEqual } from 'node:crypto';
import { isRecord } from '../../core/json.ts';
import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import type { Scene } from '../scene.ts';

/** The right to post one file under one name, as AuthorizeFileUpload hands it out. */

export const bucket = 'sandbox-bucket';

const lifetimeMs = 3600 * 1000;

const signatureOf = (policy: string): string => createHmac('sha1', sandboxCredentials.secret).update(policy).digest('base64');

const isSigned = (policy: string, signature: string): boolean => {
  const [given, expected] = [Buffer.from(signature), Buffer.from(signatureOf(policy))];
  return given.length === expected.length && timingSafeEqual(given, expected);
};

/** The members of the answer. The store is reached by address, and so its bucket stands in the path. */
export function issueGrant(product: string, { requestId, origin, nowMs }: Scene): Record<string, unknown> {
  const key = `upload/${product.replace(/[^\w-]/g, '')}/${requestId}`;
  const policy = { expiration: new Date(nowMs + lifetimeMs).toISOString(), conditions: [{ bucket }, ['eq', '$key', key]] };
  const encoded = Buffer.from(JSON.stringify(policy)).toString('base64');
  return {
    AccessKeyId: sandboxCredentials.id,
    Bucket: bucket,
    EncodedPolicy: encoded,
    Endpoint: origin.replace(/^http:\/\//, ''),
    ObjectKey: key,
    Signature: signatureOf(encoded),
    UseAccelerate: false,
  };
}

export interface PostedGrant {
  accessKeyId: string;
  policy: string;
  signature: string;
  key: string;
}

/** Why the store takes nothing under this grant, in one sentence; undefined if it does. */
export function grantTrouble({ accessKeyId, policy, signature, key }: PostedGrant, nowMs: number): string | undefined {
  if (accessKeyId !== sandboxCredentials.id || !isSigned(policy, signature)) return 'the policy is not one that a sandbox has signed';
  const said: unknown = JSON.parse(Buffer.from(policy, 'base64').toString('utf8'));
  const { expiration, conditions } = isRecord(said) ? said : {};
  if (!(Date.parse(String(expiration)) > nowMs)) return 'Invalid according to Policy: Policy expired.';
  const isOfKey = Array.isArray(conditions) && conditions.some((condition) => Array.isArray(condition) && condition[2] === key);
  return isOfKey ? undefined : 'Invalid according to Policy: Policy Condition failed: ["eq", "$key"]';
}
