import * as z from 'zod/mini';
import type { Problem } from '../core/errors.ts';
import { isEndpoint, isRegion, isRetries, isSeconds, outputFormats } from '../core/setting-shape.ts';
import { type Issue, issueProblem } from './issue-problem.ts';
import type { ProviderName } from './settings.ts';
import { isProfileName, isProxy } from './value-shape.ts';
import { vendorNames } from './vendor-names.ts';

const text = z.optional(z.string());
const textThat = (accepts: (text: string) => boolean) => z.optional(z.string().check(z.refine(accepts)));
const numberThat = (accepts: (value: number) => boolean) => z.optional(z.number().check(z.refine(accepts)));

const anywhere = {
  output: z.optional(z.enum(outputFormats)),
  timeout: numberThat(isSeconds),
  connectTimeout: numberThat(isSeconds),
  retries: numberThat(isRetries),
  proxy: textThat(isProxy),
};

const inProfile = {
  ...anywhere,
  region: textThat(isRegion),
  endpoint: textThat(isEndpoint),
  credentialProcess: textThat((command) => command.trim() !== ''),
};

const tencentProfile = z.strictObject({ provider: z.literal('tencent'), ...inProfile, secretId: text, secretKey: text, token: text });
const aliyunProfile = z.strictObject({
  provider: z.literal('aliyun'),
  ...inProfile,
  accessKeyId: text,
  accessKeySecret: text,
  securityToken: text,
});

const defaultProfiles = z.strictObject({ tencent: textThat(isProfileName), aliyun: textThat(isProfileName) });

const configSchema = z.strictObject({
  defaultProfiles: z.optional(defaultProfiles),
  profiles: z.optional(
    z.record(z.string().check(z.refine(isProfileName)), z.discriminatedUnion('provider', [tencentProfile, aliyunProfile])),
  ),
  ...anywhere,
});

export type FaceidConfig = z.infer<typeof configSchema>;
export type Profile = NonNullable<FaceidConfig['profiles']>[string];

/** Names allowed at a path of the file, for the cure of an unknown one. */
function namesAt(path: readonly PropertyKey[], content: unknown): readonly string[] {
  if (path.length === 0) return Object.keys(configSchema.shape);
  if (path[0] === 'defaultProfiles') return Object.keys(defaultProfiles.shape);
  const profile = (content as { profiles?: Record<PropertyKey, { provider?: unknown } | null> | null }).profiles?.[path[1] as string];
  return Object.keys((profile?.provider === 'aliyun' ? aliyunProfile : tencentProfile).shape);
}

/** All faults of a file at once, as sentences without any of its values. */
export function parseConfig(content: unknown, place: string): { config: FaceidConfig } | { problems: Problem[] } {
  const parsed = z.safeParse(configSchema, content);
  if (parsed.success) return { config: parsed.data };
  return { problems: parsed.error.issues.flatMap((issue) => issueProblem(issue as Issue, place, namesAt(issue.path, content))) };
}

const filled = z.string().check(z.minLength(1));
const tencentOutput = z.object({ secretId: filled, secretKey: filled, token: text });
const aliyunOutput = z.object({ accessKeyId: filled, accessKeySecret: filled, securityToken: text });
/** What a `process_command` of Alibaba's CLI prints. */
const externalOutput = z.object({ mode: z.enum(['AK', 'StsToken']), access_key_id: filled, access_key_secret: filled, sts_token: text });

export interface PrintedKey {
  id: string;
  secret: string;
  token: string | undefined;
}

/** The key out of what a credential process printed; undefined if it has none of the provider's shapes. */
export function parsePrintedKey(provider: ProviderName, printed: unknown): PrintedKey | undefined {
  if (provider === 'tencent') {
    const { data } = z.safeParse(tencentOutput, printed);
    return data && { id: data.secretId, secret: data.secretKey, token: data.token };
  }
  const own = z.safeParse(aliyunOutput, printed).data;
  if (own) return { id: own.accessKeyId, secret: own.accessKeySecret, token: own.securityToken };
  const external = z.safeParse(externalOutput, printed).data;
  return external && { id: external.access_key_id, secret: external.access_key_secret, token: external.sts_token };
}

export const printedShapes: Readonly<Record<ProviderName, string>> = {
  tencent: `{"${vendorNames.tencent.keys.id}", "${vendorNames.tencent.keys.secret}", "${vendorNames.tencent.keys.token}"}`,
  aliyun: `{"${vendorNames.aliyun.keys.id}", "${vendorNames.aliyun.keys.secret}", "${vendorNames.aliyun.keys.token}"}`,
};
