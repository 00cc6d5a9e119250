import type { Credentials, VendorKeys } from '../core/credentials.ts';
import { type Problem, problemsError } from '../core/errors.ts';
import { sandboxCredentials } from '../core/sandbox-credentials.ts';

/** One part of a key and its place: a variable (only `flag`), or a setting (`subject`) of a file (`flag`). */
export interface KeyPart {
  flag: string;
  subject?: string;
  value: string | undefined;
}

export interface KeyParts {
  id: KeyPart;
  secret: KeyPart;
  token: KeyPart;
}

/** The vendor of the key, and all vendors: the key could be of another one by mistake. */
export interface KeyOwners {
  vendor: VendorKeys;
  vendors: readonly VendorKeys[];
}

interface Fault {
  message: string;
  hint: string;
}

const copyAgain = 'copy the key again, on one line and without other text';

const placeholders: readonly (Fault & { fits: RegExp })[] = [
  { fits: /…|\.\.\./, message: 'is still the placeholder of .faceidrc.example', hint: 'put your own key there' },
  { fits: /^<.*>$|^\w{0,4}\.?[x*]{4,}$|^your[-_ ]/i, message: 'is a placeholder, not a key', hint: 'put your own key there' },
];

export const isPlaceholder = (value: string): boolean => placeholders.some(({ fits }) => fits.test(value));

/** What can be wrong with any part of a key. The first entry that fits counts. */
const faults: readonly (Fault & { fits: RegExp })[] = [
  ...placeholders,
  {
    fits: /\$\{|\$\(|\{\{|^\$\w+$|^%\w+%$/,
    message: 'is a variable that was not filled in',
    hint: 'put the key itself there: idv does not expand variables',
  },
  { fits: /^\s|\s$/, message: 'starts or ends with a blank or a line break', hint: copyAgain },
  { fits: /\s/, message: 'contains a blank or a line break', hint: copyAgain },
  { fits: /^["'`]|["'`]$/, message: 'is wrapped in quotes', hint: copyAgain },
  { fits: /[^\x21-\x7e]/, message: 'contains a character that is not allowed in a key', hint: copyAgain },
];

const beginsWith = (value: string, prefixes: readonly string[]): string | undefined => prefixes.find((prefix) => value.startsWith(prefix));

const isIdOf = (value: string, { credentials }: VendorKeys): boolean =>
  value === sandboxCredentials.id || beginsWith(value, credentials.idPrefixes) !== undefined;

/** The fault for `id#secret` and similar texts in one part. A secret may contain such a character, but a key id does not. */
function joined(value: string, isId: boolean, { vendors }: KeyOwners): Fault | undefined {
  const separator = /[#:;,|=@&]/.exec(value)?.[0];
  if (separator === undefined || (!isId && !vendors.some((vendor) => isIdOf(value, vendor)))) return undefined;
  return {
    message: `contains more than one half of a key: there is a ${separator} in it`,
    hint: 'put id and secret into separate settings',
  };
}

function ofAnother(value: string, { vendor, vendors }: KeyOwners): Fault | undefined {
  const other = vendors.find((each) => each.name !== vendor.name && beginsWith(value, each.credentials.idPrefixes) !== undefined);
  if (!other || isIdOf(value, vendor)) return undefined;
  const prefix = beginsWith(value, other.credentials.idPrefixes);
  return { message: `looks like a key id of ${other.title}: it starts with ${prefix}`, hint: `put a key of ${vendor.title} there` };
}

const sentence = (part: KeyPart, predicate: string): string => (part.subject ? `${part.subject} ${predicate}` : predicate);

const problemOf = (part: KeyPart, { message, hint }: Fault): Problem => ({
  category: 'config',
  flag: part.flag,
  message: sentence(part, message),
  hint,
});

function partProblems(part: KeyPart, name: keyof KeyParts, owners: KeyOwners): Problem[] {
  const { value } = part;
  if (!value) return [];
  const found =
    faults.find(({ fits }) => fits.test(value)) ??
    (name === 'token' ? undefined : (joined(value, name === 'id', owners) ?? ofAnother(value, owners)));
  return found ? [problemOf(part, found)] : [];
}

function missingProblems(missing: KeyPart, present: KeyPart): Problem[] {
  if (missing.value || !present.value) return [];
  const message = `is missing or empty, while ${present.subject ?? present.flag} is set`;
  return [problemOf(missing, { message, hint: 'give both halves of the key in one place' })];
}

/** Problems of two halves that are each well-formed, but are equal or in the wrong place. */
function pairProblems({ id, secret }: KeyParts, { vendor }: KeyOwners): Problem[] {
  if (!id.value || !secret.value) return [];
  const name = id.subject ?? id.flag;
  if (id.value === secret.value) return [problemOf(secret, { message: `is the same as ${name}`, hint: 'put the secret there' })];
  if (!isIdOf(secret.value, vendor)) return [];
  if (isIdOf(id.value, vendor)) return [problemOf(secret, { message: 'is a key id, not a secret', hint: 'put the secret there' })];
  return [problemOf(secret, { message: `is a key id, but ${name} is not: the two halves are swapped`, hint: 'swap them back' })];
}

/**
 * The key of one source: its parts are never combined with those of another source. Undefined if the source has neither half. Throws
 * IdvError `config` for half a key, and for a key that is obviously wrong. The error never shows a value.
 */
export function keyFrom(parts: KeyParts, owners: KeyOwners): Credentials | undefined {
  const { id, secret, token } = parts;
  const problems = [...missingProblems(id, secret), ...missingProblems(secret, id)];
  problems.push(...partProblems(id, 'id', owners), ...partProblems(secret, 'secret', owners));
  if (id.value && secret.value) problems.push(...partProblems(token, 'token', owners));
  if (problems.length === 0) problems.push(...pairProblems(parts, owners));
  if (problems.length > 0) throw problemsError(problems);
  if (!id.value || !secret.value) return undefined;
  return { id: id.value, secret: secret.value, ...(token.value ? { token: token.value } : {}) };
}
