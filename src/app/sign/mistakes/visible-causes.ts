import { invisibleIn, nameOfInvisible, withoutInvisible } from '../visible.ts';
import { canonicalForm } from './encoding.ts';
import type { Mistake } from './mistake.ts';
import { cutHash, isCutOut } from './printed-samples.ts';

const valueIn = (text: string): string => text.slice(text.search(/[:=]|%3D/) + 1).replace(/^3D/, '');

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(decodeURIComponent(text.replaceAll('+', '%20')).replaceAll('+', '%20'));
  } catch {
    return text;
  }
};

const upperCodes = (text: string): string => text.replace(/%(?:25)?[0-9a-f]{2}/gi, (code) => code.toUpperCase());

const lineBreaks = /%250[AD]|%0[AD]|[\r\n]/gi;

/** A cause that two different pieces show. */
interface VisibleCause extends Mistake {
  fits(ours: string, theirs: string, name: string): boolean;
  /** For a cause with more detail than usual. */
  causeOf?(ours: string, theirs: string): string;
}

const typeOf = (line: string): string => valueIn(line).split(';')[0]?.trim().toLowerCase() ?? '';

const withoutPort = (line: string): string => line.replace(/:\d+$/, '');

const sameType = (ours: string, theirs: string, name: string): boolean => name === 'content-type' && typeOf(ours) === typeOf(theirs);

const isCut = (mine: string, other: string): boolean =>
  mine !== '' && other !== '' && mine.length - other.length > 8 && mine.startsWith(other);

/** A scope without its service, and the service. */
const scopeParts = (scope: string): [string, string] => {
  const [date = '', service = '', ...rest] = scope.split('/');
  return [[date, ...rest].join('/'), service];
};

function invisibleCause(ours: string, theirs: string): string {
  const odd = invisibleIn(theirs.replaceAll(ours, '')) ?? '';
  return odd === '' ? 'the two differ by an invisible character' : `the two differ by an invisible character (${nameOfInvisible(odd)})`;
}

/** The first one that fits counts. */
export const visibleCauses: readonly VisibleCause[] = [
  { ...cutHash, fits: (ours, theirs) => /^[0-9a-f]{64}$/.test(ours) && isCutOut(ours, theirs) },
  {
    id: 'line-break-in-value',
    cause: 'a line break was added to a value, or removed from it',
    fix: 'encode base64 without line breaks, and trim what comes from a file',
    fits: (ours, theirs) => ours.replace(lineBreaks, '') === theirs.replace(lineBreaks, ''),
  },
  {
    id: 'invisible-character',
    cause: 'the two differ by an invisible character',
    fix: 'remove it: it probably came from a page, a file or an editor',
    fits: (ours, theirs) => withoutInvisible(ours) === withoutInvisible(theirs),
    causeOf: invisibleCause,
  },
  {
    id: 'algorithm',
    cause: 'a different algorithm is named',
    fix: 'write TC3-HMAC-SHA256 or ACS3-HMAC-SHA256, in the header and in the first line that is signed',
    fits: (_ours, _theirs, name) => name === 'Algorithm' || name === 'SignatureAlgorithm',
  },
  {
    id: 'timestamp-milliseconds',
    cause: 'the timestamp has milliseconds, or a fraction of a second',
    fix: 'use whole seconds',
    fits: (_ours, theirs, name) => /timestamp|^x-acs-date$/i.test(name) && (/\d{13}/.test(theirs) || /\d\.\d/.test(decoded(theirs))),
  },
  {
    id: 'charset',
    cause: 'content-type has a different charset, or contains more',
    fix: 'sign the content-type that is sent, in lower case and blank by blank',
    fits: (ours, theirs, name) => sameType(ours, theirs, name) && /charset/i.test(theirs),
  },
  {
    id: 'charset-missing',
    cause: 'the charset is missing in content-type',
    fix: 'sign the content-type that is sent, in lower case and blank by blank',
    fits: sameType,
  },
  {
    id: 'host-port',
    cause: 'the signed host has a different port, or none',
    fix: 'sign the value of the Host header as it is sent: without a port for https on 443',
    fits: (ours, theirs, name) => name === 'host' && withoutPort(ours) === withoutPort(theirs),
  },
  {
    id: 'scope-service',
    cause: 'the scope names a different service',
    fix: 'use the product of the host, which is the first label of the host name: faceid',
    fits: (ours, theirs, name) => {
      const [[mine, service], [other, theirService]] = [scopeParts(ours), scopeParts(theirs)];
      return name === 'CredentialScope' && mine.slice(0, 10) === other.slice(0, 10) && service !== theirService;
    },
  },
  {
    id: 'scope-date',
    cause: 'the date in the scope is not the UTC date of the timestamp',
    fix: 'compute the date from the timestamp in UTC, and write it YYYY-MM-DD',
    fits: (ours, theirs, name) => name === 'CredentialScope' && ours.slice(ours.indexOf('/')) === theirs.slice(theirs.indexOf('/')),
  },
  {
    id: 'parameter-order',
    cause: 'the parameters of the query are in another order',
    fix: 'sign the query as it is sent, sorted by name',
    fits: (ours, theirs, name) =>
      name === 'CanonicalQueryString' && ours !== '' && theirs !== '' && canonicalForm(ours) === canonicalForm(theirs),
  },
  {
    id: 'hex-case',
    cause: 'the hex digits after % are in lower case',
    fix: 'write %2F, not %2f',
    fits: (ours, theirs) => upperCodes(ours) === upperCodes(theirs),
  },
  {
    id: 'letter-case',
    cause: 'the two differ only in upper and lower case',
    fix: 'header names and values and hex digits of hashes are in lower case, %XY in capitals; parameter names are written as in the document',
    fits: (ours, theirs) => ours.toLowerCase() === theirs.toLowerCase(),
  },
  {
    id: 'encoding',
    cause: 'the value is the same, but encoded differently',
    fix: 'encode once according to RFC 3986: a blank as %20, * as %2A, ~ unchanged, hex digits in capitals',
    fits: (ours, theirs) => decoded(ours) === decoded(theirs),
  },
  {
    id: 'cut-off',
    cause: 'the value was cut off',
    fix: 'send it complete: look for a length limit in a field, a shell or a log',
    fits: (ours, theirs) => isCut(valueIn(ours), valueIn(theirs)),
  },
];
