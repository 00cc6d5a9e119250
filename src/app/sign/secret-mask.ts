import { declaredVendors } from '../../vendors/catalogue.ts';
import { formsOf, replaceForms } from '../privacy/redactor.ts';

/** Replaces each character of a secret with `•`, so that the positions of all other characters stay the same. */
export type SecretMask = (text: string) => string;

/** Hides these texts in every form that they can have in a request. It ignores case, because stages change it. */
export function maskOf(secrets: readonly string[]): SecretMask {
  const forms = secrets.filter((secret) => secret.trim() !== '').flatMap((secret) => [secret, secret.trim()].flatMap(formsOf));
  if (forms.length === 0) return (text) => text;
  return replaceForms(
    forms,
    () => false,
    (found) => '•'.repeat(found.length),
  );
}

/** Parameters and headers whose value lets a reader act as the caller. */
const secretNames =
  /^(token|securitytoken|bearertoken|x-tc-token|x-acs-security-token|x-acs-bearer-token|cookie|proxy-authorization)$|secret-?key|secret$|password|private-?key/i;

export const isSecretName = (name: string): boolean => secretNames.test(name);

/** The prefixes of the vendors' key ids, which are not secret. */
const idPrefixes = declaredVendors.flatMap(({ credentials }) => credentials.idPrefixes);

/** A run of letters and digits that looks like a secret key of a vendor. */
const keyLike = new RegExp(
  `(?<![A-Za-z0-9])(?!${idPrefixes.join('|')})(?=[A-Za-z0-9]*[a-z])(?=[A-Za-z0-9]*[A-Z])(?=[A-Za-z0-9]*\\d)[A-Za-z0-9]{24,48}(?![A-Za-z0-9])`,
  'g',
);

/** Hides text that may be somebody's secret key, in a text that is not a signature. */
export const maskKeyLike: SecretMask = (text) => text.replace(keyLike, (found) => '•'.repeat(found.length));

/** Hidden characters as one word, for the screen. */
export const withShortMasks = (text: string): string => text.replace(/\u2022{3,}/g, '<masked>');
