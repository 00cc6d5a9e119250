import { invisibleIn, nameOfInvisible, withoutInvisible } from '../visible.ts';
import { canonicalForm } from './encoding.ts';
import type { Mistake } from './mistake.ts';
import { otherPieces, strayPieces } from './pieces.ts';
import { cutHash, isCutOut } from './printed-samples.ts';

/** One piece on both sides; undefined where a side does not have it. */
export interface BothSides {
  name: string;
  kind: 'part' | 'header' | 'parameter';
  ours: string | undefined;
  theirs: string | undefined;
}

const valueIn = (text: string): string => text.slice(text.search(/[:=]|%3D/) + 1).replace(/^3D/, '');

const tokens = /^(Token|SecurityToken|x-acs-security-token|x-tc-token)$/i;

function absent({ name, kind, ours, theirs }: BothSides): Mistake | undefined {
  if (ours !== undefined && theirs !== undefined) return undefined;
  const missing = theirs === undefined;
  const special = missing ? strayPieces[name]?.missing : strayPieces[name]?.extra;
  if (special) return special;
  if (tokens.test(name)) {
    return {
      id: 'session-token',
      cause: missing ? `the session token ${name} is missing` : `${name}, a session token, is there and idv has none`,
      fix: 'temporary keys need their token in every request, and permanent keys have none: use the same key on both sides',
    };
  }
  const what = kind === 'part' ? name : `the ${kind} ${name}`;
  if (missing) return { id: `${kind}-missing`, cause: `${what} is missing`, fix: `add ${name} to what is signed and sent` };
  return { id: `${kind}-extra`, cause: `${what} is there, and idv does not have it`, fix: `leave ${name} out, or give it to idv too` };
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(decodeURIComponent(text.replaceAll('+', '%20')).replaceAll('+', '%20'));
  } catch {
    return text;
  }
};

const upperCodes = (text: string): string => text.replace(/%(?:25)?[0-9a-f]{2}/gi, (code) => code.toUpperCase());

const lineBreaks = /%250[AD]|%0[AD]|[\r\n]/gi;

type Look = (ours: string, theirs: string, name: string) => Mistake | undefined;

const when = (is: boolean, mistake: Mistake): Mistake | undefined => (is ? mistake : undefined);

const typeOf = (line: string): string => valueIn(line).split(';')[0]?.trim().toLowerCase() ?? '';

const withoutPort = (line: string): string => line.replace(/:\d+$/, '');

/** What can be seen of two pieces whose names say what they are. */
const namedLooks: readonly Look[] = [
  (ours, theirs, name) =>
    when(name === 'content-type' && typeOf(ours) === typeOf(theirs), {
      id: /charset/i.test(theirs) ? 'charset' : 'charset-missing',
      cause: /charset/i.test(theirs) ? 'content-type has another charset, or says more' : 'the charset is missing in content-type',
      fix: 'sign the content-type that is sent, in lower case and blank by blank',
    }),
  (ours, theirs, name) =>
    when(name === 'host' && withoutPort(ours) === withoutPort(theirs), {
      id: 'host-port',
      cause: 'the host that was signed has another port, or lacks one',
      fix: 'sign the value of the Host header as it is sent: without a port for https on 443',
    }),
  (ours, theirs, name) => {
    const [[date, service], [theirDate, theirService]] = [ours, theirs].map((scope) => scope.split('/')) as [string[], string[]];
    return when(name === 'CredentialScope' && date === theirDate && service !== theirService, {
      id: 'scope-service',
      cause: 'the scope names another service',
      fix: 'name the product that the host belongs to, which is the first label of the host: faceid',
    });
  },
  (ours, theirs, name) =>
    when(name === 'CredentialScope' && ours.slice(ours.indexOf('/')) === theirs.slice(theirs.indexOf('/')), {
      id: 'scope-date',
      cause: 'the date in the scope is not the UTC date of the timestamp',
      fix: 'compute the date from the timestamp in UTC, and write it YYYY-MM-DD',
    }),
];

/** What can be seen of two different pieces, whatever they are. */
const looks: readonly Look[] = [
  (ours, theirs) => when(/^[0-9a-f]{64}$/.test(ours) && isCutOut(ours, theirs), cutHash),
  (ours, theirs) =>
    when(ours.replace(lineBreaks, '') === theirs.replace(lineBreaks, ''), {
      id: 'line-break-in-value',
      cause: 'a line break came into a value, or was lost',
      fix: 'encode base64 without line breaks, and trim what comes from a file',
    }),
  (ours, theirs) => {
    const odd = invisibleIn(withoutInvisible(ours) === withoutInvisible(theirs) ? theirs.replaceAll(ours, '') : '') ?? '';
    const name = odd === '' ? 'an invisible character' : `an invisible character (${nameOfInvisible(odd)})`;
    return when(withoutInvisible(ours) === withoutInvisible(theirs), {
      id: 'invisible-character',
      cause: `the two differ by ${name}`,
      fix: 'remove it: it came from a page, a file or an editor',
    });
  },
  (_ours, theirs, name) =>
    when(/timestamp|^x-acs-date$/i.test(name) && (/\d{13}/.test(theirs) || /\.\d+Z/.test(decoded(theirs))), {
      id: 'timestamp-milliseconds',
      cause: 'the timestamp has milliseconds',
      fix: 'use whole seconds',
    }),
  (ours, theirs) =>
    when(upperCodes(ours) === upperCodes(theirs), {
      id: 'hex-case',
      cause: 'the hex digits after % are in lower case',
      fix: 'write %2F, not %2f',
    }),
  (ours, theirs) =>
    when(ours.toLowerCase() === theirs.toLowerCase(), {
      id: 'letter-case',
      cause: 'the two differ in capitals alone',
      fix: 'header names and values and hex digits of hashes are in lower case, %XY in capitals; parameter names are as the document writes them',
    }),
  (ours, theirs) =>
    when(decoded(ours) === decoded(theirs), {
      id: 'encoding',
      cause: 'it is the same value, encoded in another way',
      fix: 'encode once as RFC 3986 has it: a blank as %20, * as %2A, ~ as it is, digits in capitals',
    }),
  (ours, theirs) => {
    const [mine, other] = [valueIn(ours), valueIn(theirs)];
    return when(mine !== '' && other !== '' && mine.length - other.length > 8 && mine.startsWith(other), {
      id: 'cut-off',
      cause: 'the value was cut off',
      fix: 'send it complete: look for a limit of a field, a shell or a log on the way',
    });
  },
];

const otherQuery = ({ name, ours = '', theirs = '' }: BothSides): Mistake | undefined =>
  name === 'CanonicalQueryString' && ours !== '' && theirs !== '' && canonicalForm(ours) === canonicalForm(theirs)
    ? {
        id: 'parameter-order',
        cause: 'the parameters of the query are in another order',
        fix: 'sign the query as it is sent, sorted by name',
      }
    : undefined;

/** What two different pieces say by themselves, where no imitated mistake makes one of the other. */
export function plainCause(pieces: BothSides): Mistake {
  const { name, kind, ours = '', theirs = '' } = pieces;
  const seen =
    absent(pieces) ??
    otherQuery(pieces) ??
    [...looks, ...namedLooks].map((look) => look(ours, theirs, name)).find((mistake) => mistake !== undefined);
  if (seen) return seen;
  const other = otherPieces[name];
  if (other) return other;
  return { id: `${kind}-value`, cause: `the value of ${name} is another`, fix: 'give both sides the same value' };
}
