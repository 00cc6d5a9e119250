import { createHmac } from 'node:crypto';
import { withoutEnding } from '../../../core/text/printable.ts';
import { hmacSha256 } from '../../../sign/encode.ts';
import { utcDate } from '../../../sign/tc3.ts';
import { type Draft, scopeText, signatureOf, tc3Key } from '../draft.ts';
import { hmacs, otherHmacs } from './hashes.ts';
import type { Mistake } from './mistake.ts';

/** A mistake in the key or in the signing. */
export interface KeyMistake extends Mistake {
  signatures(draft: Draft, toSign: string, key: { id: string; secret: string }): readonly string[];
}

const resigned =
  (secrets: (secret: string) => readonly string[]): KeyMistake['signatures'] =>
  (draft, toSign, { secret }) =>
    secrets(secret)
      .filter((other) => other !== secret)
      .map((other) => signatureOf(draft, toSign, other));

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const isHex = (draft: Draft): boolean => draft.scheme === 'tc3' || draft.scheme === 'acs3';

const hash = (draft: Draft): 'sha1' | 'sha256' => (draft.scheme === 'rpc' || draft.scheme === 'hmac-sha1' ? 'sha1' : 'sha256');

/** Wrong dates in the key derivation: the day before or after, and without dashes. */
function otherDates(date: string): string[] {
  const ms = Date.parse(`${date}T00:00:00Z`);
  const days = Number.isNaN(ms) ? [] : [-1, 1].map((by) => utcDate(ms / 1000 + by * 86_400));
  return [...days, date.replaceAll('-', '')];
}

/** Wrong derivations of TC3's key. */
function wrongDerivations(draft: Draft, toSign: string, secret: string): string[] {
  if (draft.scheme !== 'tc3' || !draft.scope) return [];
  const { date, service, terminator } = draft.scope;
  const steps = [date, service, terminator];
  const day = hmacSha256(`TC3${secret}`, date);
  const asText = steps.reduce((key, step) => hmacSha256(key, step).toString('hex'), `TC3${secret}`);
  const swapped = steps.reduce<string | Buffer>((key, step) => createHmac('sha256', step).update(key).digest(), `TC3${secret}`);
  const orders = [
    [service, date, terminator],
    [terminator, service, date],
    [date, terminator, service],
    ...otherDates(date).map((other) => [other, service, terminator]),
    ...[toSign.split('\n')[1] ?? '', scopeText(draft.scope)].map((other) => [other, service, terminator]),
  ];
  const made = orders.map((order) => order.reduce<string | Buffer>((key, step) => hmacSha256(key, step), `TC3${secret}`));
  return [`TC3${secret}`, day, hmacSha256(day, service), asText, swapped, ...made].map((key) => hmacSha256(key, toSign).toString('hex'));
}

export const keyMistakes: readonly KeyMistake[] = [
  {
    id: 'key-blank',
    cause: 'the secret was used with a blank, a line break, quotes or a byte order mark around it',
    fix: 'trim the secret; look at the file or variable that it comes from',
    signatures: resigned((secret) =>
      [' ', '\n', '\r\n', '\r', '\t', '\u00a0', '"', "'", '\0']
        .flatMap((char) => [secret + char, char + secret, char + secret + char])
        .concat([`\ufeff${secret}`, secret.trim()]),
    ),
  },
  {
    id: 'key-masked',
    cause: 'the secret is the masked one of the manual, which prints five asterisks, but the sample was signed with seven',
    fix: 'use seven asterisks to reproduce the sample; sign your own requests with your own key',
    signatures: resigned((secret) =>
      /[^*]\*{1,40}$/.test(secret) ? [...Array(41).keys()].map((count) => `${withoutEnding(secret, '*')}${'*'.repeat(count)}`) : [],
    ),
  },
  {
    id: 'key-id',
    cause: 'the id of the key was used as the secret',
    fix: 'sign with the secret half of the key',
    signatures: (draft, toSign, { id }) => [signatureOf(draft, toSign, id)],
  },
  {
    id: 'key-prefix',
    cause: 'the secret was used without its prefix or suffix: TC3 before it, or & after it for RPC',
    fix: 'start the derivation with "TC3" + SecretKey; for RPC sign with AccessKeySecret + "&", for ACS3 with just the secret',
    signatures: (draft, toSign, { secret }) => {
      if (draft.scheme === 'tc3')
        return draft.scope
          ? [secret, `AWS4${secret}`, `tc3${secret}`, `TC3-${secret}`, `TC3 ${secret}`, `${secret}TC3`, `TC3${secret}&`].map((key) =>
              hmacSha256(draft.scope ? tc3Key(key, draft.scope) : '', toSign).toString('hex'),
            )
          : [];
      const other = draft.scheme === 'rpc' ? [secret, `&${secret}`] : [`${secret}&`, `TC3${secret}`];
      return other.flatMap((key) => hmacs(hash(draft), key, toSign));
    },
  },
  {
    id: 'key-derivation',
    cause:
      'the signing key was derived in a wrong way: a step is missing or in the wrong place, has a wrong date, was used as hex text, or has key and message swapped',
    fix: 'HMAC-SHA256 three times, each result as bytes: the secret with the date, the result with the service, that result with tc3_request',
    signatures: (draft, toSign, { secret }) => wrongDerivations(draft, toSign, secret),
  },
  {
    id: 'signature-algorithm',
    cause: 'the signature was computed with another hash',
    fix: 'use the algorithm that the request names, or HmacSHA1 if SignatureMethod is absent',
    signatures: (draft, toSign, { secret }) =>
      otherHmacs(
        hash(draft),
        draft.scheme === 'rpc' ? `${secret}&` : draft.scheme === 'tc3' && draft.scope ? tc3Key(`TC3${secret}`, draft.scope) : secret,
        toSign,
      ),
  },
  {
    id: 'signature-encoding',
    cause: 'the signature is right, but written in another way: capitals, hex for base64, or encoded a second time',
    fix: 'TC3 and ACS3 use lower-case hex; HmacSHA1, HmacSHA256 and RPC use base64, percent-encoded once when it is sent',
    signatures: (draft, toSign, { secret }) => {
      const right = signatureOf(draft, toSign, secret);
      const bytes = isHex(draft) ? hex(right) : Buffer.from(right, 'base64');
      const forms = [bytes.toString('hex'), bytes.toString('hex').toUpperCase(), bytes.toString('base64'), bytes.toString('base64url')];
      const sent = [encodeURIComponent(right), encodeURIComponent(encodeURIComponent(right)), `${right}\n`, withoutEnding(right, '=')];
      const hexInBase64 = Buffer.from(bytes.toString('hex')).toString('base64');
      return [...forms, ...sent, hexInBase64].filter((form) => form !== right);
    },
  },
  {
    id: 'signature-plus',
    cause: 'the + in the signature arrived as a blank: the signature was not percent-encoded',
    fix: 'encode the signature when it is sent: + as %2B, / as %2F, = as %3D; escape() does not encode +',
    signatures: (draft, toSign, { secret }) => {
      const right = signatureOf(draft, toSign, secret);
      return right.includes('+') ? [right.replaceAll('+', ' ')] : [];
    },
  },
];

/** Letters and digits that look alike in print. */
const lookAlike = (text: string): string => text.replace(/[Il1|]/g, 'l').replace(/[O0]/g, 'o');

export const lookAlikeMistake: Mistake = {
  id: 'look-alike',
  cause:
    'the signature was typed from a page: letters that look alike differ (I, l and 1; O and 0), as in the WcGel of the manual, which is WcGeI',
  fix: 'copy the signature, or compute it',
};

export const looksAlike = (ours: string, theirs: string): boolean => ours !== theirs && lookAlike(ours) === lookAlike(theirs);
