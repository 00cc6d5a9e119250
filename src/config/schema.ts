import * as z from 'zod/mini';
import type { VendorKeys } from '../core/credentials.ts';
import type { Problem } from '../core/errors.ts';
import {
  expectations,
  isEndpoint,
  isProxy,
  isRegion,
  isRetries,
  isSeconds,
  type OutputFormat,
  outputFormats,
} from '../core/setting-shape.ts';
import { suggest } from '../core/text/suggest.ts';
import { isProfileName, profileNameRule, shownName } from './shown.ts';

/** Settings that are allowed both at the top level of a file and in a profile. */
interface Anywhere {
  output?: OutputFormat | undefined;
  timeout?: number | undefined;
  connectTimeout?: number | undefined;
  retries?: number | undefined;
  proxy?: string | undefined;
}

/** A profile. The parts of its key have the vendor's names for them. */
export interface Profile extends Anywhere {
  provider: string;
  region?: string | undefined;
  endpoint?: string | undefined;
  credentialProcess?: string | undefined;
  /** True if the file has only the key id, and the keychain has the secret. */
  keychain?: true | undefined;
  [keyPart: string]: unknown;
}

export interface FaceidConfig extends Anywhere {
  /** The name of the default profile, by vendor. */
  defaultProfiles?: Readonly<Record<string, string | undefined>> | undefined;
  profiles?: Readonly<Record<string, Profile>> | undefined;
}

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
  keychain: z.optional(z.literal(true)),
};

/** Settings that are numbers in a file, and so are not in quotes there. */
export const numberSettings: readonly string[] = ['timeout', 'connectTimeout', 'retries'];

const profileOf = ({ name, credentials: { names } }: VendorKeys) =>
  z.strictObject({ provider: z.literal(name), ...inProfile, [names.id]: text, [names.secret]: text, [names.token]: text });

function schemaFor(vendors: readonly VendorKeys[]) {
  const profiles = vendors.map(profileOf);
  const defaultProfiles = z.strictObject(Object.fromEntries(vendors.map(({ name }) => [name, textThat(isProfileName)])));
  const config = z.strictObject({
    defaultProfiles: z.optional(defaultProfiles),
    profiles: z.optional(
      z.record(
        z.string().check(z.refine(isProfileName)),
        z.discriminatedUnion('provider', profiles as [(typeof profiles)[number], ...typeof profiles]),
      ),
    ),
    ...anywhere,
  });
  return { config, defaultProfiles, profiles };
}

/** The members of a schema issue that contain no value of the file. Its message and its input are not used. */
interface Issue {
  code: string;
  path: PropertyKey[];
  keys?: string[];
}

/** The vendors, and the names that are allowed at the place of an issue. */
interface Known {
  vendors: readonly VendorKeys[];
  names: readonly string[];
}

const shownPath = (path: readonly PropertyKey[]): string => path.map((part) => shownName(String(part))).join('.');

/**
 * The setting that was perhaps meant. A key id is shown, but a secret is not. So for a word without "id" the key id is never the only
 * proposal: a user who follows it could store a secret in a place that is shown.
 */
function meantBy(key: string, { vendors, names }: Known): string | undefined {
  const meant = suggest(key, names);
  const owner = vendors.find(({ credentials }) => meant === credentials.names.id);
  if (!owner || /id/i.test(key)) return meant;
  const { id, secret } = owner.credentials.names;
  return `${secret} for the secret, or ${id} for the id of the key`;
}

function unknownKeyHint(key: string, { path }: Issue, known: Known): string {
  const { vendors, names } = known;
  const isOfProfile =
    key === 'provider' ||
    Object.hasOwn(inProfile, key) ||
    vendors.some(({ credentials }) => Object.values(credentials.names).includes(key));
  if (key === 'sandbox') return 'a file cannot turn on the sandbox: use --sandbox';
  if (path.length === 0 && isOfProfile) return 'move it into a profile: profiles.NAME';
  const meant = meantBy(key, known);
  return meant ? `did you mean ${meant}?` : `allowed here: ${names.join(', ')}`;
}

function expectationAt({ code, path }: Issue, { vendors }: Known): string {
  const [first, , third] = path;
  const last = String(path.at(-1) ?? '');
  const [example = ''] = vendors.map(({ name }) => name);
  if (path.length === 0) return 'must contain settings by name, such as profiles';
  if (code === 'invalid_key') return `is not a profile name: ${profileNameRule}`;
  if (first === 'defaultProfiles')
    return path.length === 1
      ? `must contain a profile name for each provider, for example { ${example}: NAME }`
      : 'must be the name of a profile';
  if (first === 'profiles' && path.length === 1) return `must contain profiles by name, for example { NAME: { provider: ${example} } }`;
  if (first === 'profiles' && third === undefined) return 'must contain the settings of one profile, such as provider';
  if (last === 'provider') return `must be ${vendors.map(({ name }) => name).join(' or ')}`;
  return expectations[last] ?? 'must be text; put a value that looks like a number in quotes';
}

/** One issue as problems that name the path and the expected value, but nothing of the actual value. */
function issueProblems(issue: Issue, place: string, known: Known): Problem[] {
  const base = { category: 'config', flag: place } as const;
  if (issue.code !== 'unrecognized_keys') {
    const subject = shownPath(issue.path);
    return [{ ...base, message: `${subject ? `${subject} ` : ''}${expectationAt(issue, known)}` }];
  }
  return (issue.keys ?? []).map((key) => ({
    ...base,
    message: `${shownPath([...issue.path, key])} is not a known setting`,
    hint: unknownKeyHint(key, issue, known),
  }));
}

/** The content of a configuration file; or all its problems at once, without any of its values. */
export function parseConfig(
  content: unknown,
  place: string,
  vendors: readonly VendorKeys[],
): { config: FaceidConfig } | { problems: Problem[] } {
  const schema = schemaFor(vendors);
  const parsed = z.safeParse(schema.config, content);
  if (parsed.success) return { config: parsed.data as FaceidConfig };
  const namesAt = ([first, second]: readonly PropertyKey[]): string[] => {
    if (first === undefined) return Object.keys(schema.config.shape);
    if (first === 'defaultProfiles') return Object.keys(schema.defaultProfiles.shape);
    const profile = (content as { profiles?: Record<PropertyKey, { provider?: unknown } | null> | null }).profiles?.[second as string];
    const index = vendors.findIndex(({ name }) => name === profile?.provider);
    return Object.keys(schema.profiles[Math.max(index, 0)]?.shape ?? {});
  };
  const problems = (parsed.error.issues as Issue[]).flatMap((issue) =>
    issueProblems(issue, place, { vendors, names: namesAt(issue.path) }),
  );
  return { problems };
}
