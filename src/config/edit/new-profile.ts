import { IdvError, problemsError } from '../../core/errors.ts';
import { isRegion } from '../../core/setting-shape.ts';
import type { Edit } from '../../core/text/yaml.ts';
import { type KeyOwners, keyFrom } from '../key.ts';
import type { FaceidConfig } from '../schema.ts';
import { isProfileName, profileNameRule, shownName } from '../shown.ts';

interface GivenKey {
  id: string;
  secret: string;
  token?: string | undefined;
}

/** What `idv config init` was told, by a person or by flags and standard input. */
export interface NewProfile {
  name: string;
  region: string | undefined;
  /** Either the key itself, whose secret may go into the keychain, or the command that prints it. */
  key: (GivenKey & { inKeychain?: boolean }) | { credentialProcess: string };
}

/** Reads a key from standard input: the JSON that a `credentialProcess` prints, or id, secret and token on one line each. */
export function keyOfText(given: string, { vendor }: Pick<KeyOwners, 'vendor'>): GivenKey {
  const { names } = vendor.credentials;
  // PowerShell writes a byte order mark in front.
  const text = given.replace(/^\uFEFF/, '');
  const hint = `give {"${names.id}": "…", "${names.secret}": "…"} or one value per line, on standard input`;
  const refuse = (message: string) => problemsError([{ category: 'config', flag: 'standard input', message, hint }]);
  if (!text.trimStart().startsWith('{')) {
    const [id = '', secret = '', token, ...more] = text.trimEnd().split(/\r?\n/);
    if (id === '' || secret === '' || more.length > 0) throw refuse('holds no key');
    return { id, secret, token };
  }
  let content: Record<string, unknown>;
  try {
    content = JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw refuse('is not valid JSON');
  }
  const part = (name: string): string | undefined => (typeof content[name] === 'string' ? content[name] : undefined);
  const [id, secret] = [part(names.id), part(names.secret)];
  if (id === undefined || secret === undefined) throw refuse('holds no key');
  return { id, secret, token: part(names.token) };
}

/** A session token stands next to its secret, and is void within hours. */
export const temporaryKey = () =>
  new IdvError('config', 'a temporary key is not kept in the keychain: it runs out', {
    code: 'temporary-key',
    hint: 'leave out --keychain, or set it in the environment',
  });

/** What a profile says of its key. */
function keyEdits(
  key: NewProfile['key'],
  { id, secret, token }: KeyOwners['vendor']['credentials']['names'],
): Record<string, Edit['value']> {
  if ('credentialProcess' in key) return { credentialProcess: key.credentialProcess };
  if (!key.inKeychain) return { [id]: key.id, [secret]: key.secret, [token]: key.token };
  if (key.token === undefined) return { [id]: key.id, keychain: true };
  throw temporaryKey();
}

/** The edits that add a profile; it becomes its vendor's default where there is none yet. Throws IdvError `config` for what cannot be meant. */
export function profileEdits({ name, region, key }: NewProfile, owners: KeyOwners, content: FaceidConfig, force: boolean): Edit[] {
  const { vendor } = owners;
  const { names } = vendor.credentials;
  if (!isProfileName(name)) {
    throw new IdvError('usage', '--profile is not a profile name', {
      code: 'invalid-usage',
      hint: profileNameRule,
    });
  }
  if (region !== undefined && !isRegion(region)) throw new IdvError('usage', "--region is not a region's name", { code: 'invalid-usage' });
  if (Object.hasOwn(content.profiles ?? {}, name) && !force) {
    const hint = 'choose another name with --profile, or add --force to replace it';
    throw new IdvError('config', `there is a profile ${shownName(name)} already`, { code: 'profile-exists', hint });
  }
  const place = (value: string | undefined, subject: string) => ({ flag: 'the key', subject, value });
  const parts =
    'id' in key
      ? { id: place(key.id, names.id), secret: place(key.secret, names.secret), token: place(key.token, names.token) }
      : undefined;
  if (parts) keyFrom(parts, owners);
  const settings = { provider: vendor.name, region, ...keyEdits(key, names) };
  return [
    { path: ['profiles', name], value: undefined },
    ...Object.entries(settings).map(([setting, value]) => ({ path: ['profiles', name, setting], value })),
    ...(content.defaultProfiles?.[vendor.name] === undefined ? [{ path: ['defaultProfiles', vendor.name], value: name }] : []),
  ];
}
