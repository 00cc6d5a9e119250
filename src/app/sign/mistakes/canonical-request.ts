import { sha256Hex } from '../../../sign/encode.ts';
import type { Parameter } from '../../../sign/tencent-v1.ts';
import type { HeaderDraft } from '../draft.ts';
import { withHash } from './body.ts';
import { otherHashes } from './hashes.ts';
import { type Imitated, methodMistakes } from './mistake.ts';

type Change = (headers: readonly Parameter[]) => readonly Parameter[];

const withHeaders = (draft: HeaderDraft, change: Change): HeaderDraft => ({ ...draft, headers: change(draft.headers) });

const withValue = (draft: HeaderDraft, name: string, values: (value: string) => readonly string[]): HeaderDraft[] => {
  const now = draft.headers.find(([each]) => each === name)?.[1];
  if (now === undefined) return [];
  return values(now).map((value) => withHeaders(draft, (all) => all.map((pair) => (pair[0] === name ? [name, value] : pair))));
};

/** `content-type` as `Content-Type`. */
const titled = (name: string): string => name.replace(/(^|-)([a-z])/g, (_all, dash: string, letter: string) => dash + letter.toUpperCase());

const joined = (headers: readonly Parameter[], by = ';'): string => headers.map(([name]) => name).join(by);

const reordered = (draft: HeaderDraft, headers: readonly Parameter[]): HeaderDraft[] => [
  { ...draft, headers, signedHeaders: joined(headers) },
  { ...draft, headers },
  { ...draft, signedHeaders: joined(headers) },
];

/** Mistakes in the lines of a canonical request; those in its query and its body are in separate files. */
export const canonicalRequestMistakes: readonly Imitated<HeaderDraft>[] = [
  ...methodMistakes<HeaderDraft>(),
  {
    id: 'missing-slash',
    cause: 'the canonical URI is empty: the / is missing',
    fix: 'sign / as the path, even if the address ends after the host',
    imitate: (d) => [{ ...d, path: '' }],
  },
  {
    id: 'charset-missing',
    cause: 'the charset is missing in content-type',
    fix: 'sign the content-type that is sent, charset included; some HTTP libraries add a charset on their own',
    imitate: (d) => withValue(d, 'content-type', (now) => (now.includes('charset') ? [now.replace(/;\s*charset=.*/, '')] : [])),
  },
  {
    id: 'charset',
    cause: 'content-type has a different charset, or the same one written differently',
    fix: 'sign the content-type that is sent, in lower case and with exactly its blanks',
    imitate: (d) =>
      withValue(d, 'content-type', (now) => {
        const type = now.split(';')[0] ?? '';
        return [
          ';charset=utf-8',
          '; charset=utf-8',
          '; charset=UTF-8',
          ';charset=UTF-8',
          '; charset=utf8',
          '; charset="utf-8"',
          '; charset=iso-8859-1',
        ].map((end) => type + end);
      }),
  },
  {
    id: 'content-type',
    cause: 'a different content-type was signed',
    fix: 'sign the content-type that is sent',
    imitate: (d) =>
      withValue(d, 'content-type', () => [
        '',
        'application/json',
        'application/x-www-form-urlencoded',
        'text/plain',
        'application/octet-stream',
      ]),
  },
  {
    id: 'host-port',
    cause: 'the signed host has a port, or does not have the port that is sent',
    fix: 'sign the value of the Host header exactly as sent: without a port for https on 443',
    imitate: (d) =>
      withValue(d, 'host', (now) => (/:\d+$/.test(now) ? [now.replace(/:\d+$/, '')] : [`${now}:443`, `${now}:80`, `${now}:8443`])),
  },
  {
    id: 'host-scheme',
    cause: 'the signed host contains more than the host: https:// or a slash',
    fix: 'sign only the value of the Host header',
    imitate: (d) => withValue(d, 'host', (now) => [`https://${now}`, `https://${now}/`, `${now}/`, `http://${now}`]),
  },
  {
    id: 'header-name-case',
    cause: 'the names of the headers are not in lower case',
    fix: 'write the names in lower case, in the header lines and in SignedHeaders',
    imitate: (d) => {
      const headers = d.headers.map(([name, value]): Parameter => [titled(name), value]);
      return reordered(d, headers);
    },
  },
  {
    id: 'header-value-blank',
    cause: 'there is a blank between the name and the value of a header',
    fix: 'write name:value without blanks around the value',
    imitate: (d) => [withHeaders(d, (all) => all.map(([name, value]) => [name, ` ${value}`]))],
  },
  {
    id: 'header-order',
    cause: 'the signed headers are not sorted by name',
    fix: 'sort the header lines and SignedHeaders by the lower-case name, in byte order',
    imitate: (d) => (d.headers.length > 1 ? reordered(d, [...d.headers].reverse()) : []),
  },
  {
    id: 'signed-headers-separator',
    cause: 'the names in SignedHeaders are not joined by just a semicolon',
    fix: 'join the names by ; without blanks',
    imitate: (d) => [
      ...[',', '; ', ', ', ' ', ':', '\n'].map((by) => ({ ...d, signedHeaders: joined(d.headers, by) })),
      { ...d, signedHeaders: `${d.signedHeaders};` },
    ],
  },
  {
    id: 'header-missing',
    cause: 'a header that must be signed is missing, among the header lines or in SignedHeaders',
    fix: 'sign at least content-type and host; with ACS3, sign host, content-type and every x-acs- header that is sent',
    imitate: (d) =>
      d.headers.flatMap(([missing]) => {
        const headers = d.headers.filter(([name]) => name !== missing);
        const signedHeaders = joined(headers);
        return [
          { ...d, headers, signedHeaders },
          { ...d, headers },
          { ...d, signedHeaders },
        ];
      }),
  },
  {
    id: 'query-in-post',
    cause: 'the query of a POST is not empty',
    fix: 'leave the third line empty for a POST: its values are in the body',
    imitate: (d) => (d.method === 'POST' && d.query === '' && d.payload ? [{ ...d, query: d.payload.toString('utf8') }] : []),
  },
  {
    id: 'hash-case',
    cause: 'the hash of the body is in capitals',
    fix: 'write hashes in lower-case hex',
    imitate: (d) => withHash(d, d.hashedPayload.toUpperCase()),
  },
  {
    id: 'hash-base64',
    cause: 'the hash of the body is in base64',
    fix: 'write hashes in lower-case hex',
    imitate: (d) => withHash(d, Buffer.from(d.hashedPayload, 'hex').toString('base64')),
  },
  {
    id: 'hash-algorithm',
    cause: 'the body was hashed with an algorithm other than SHA-256',
    fix: 'hash the body with SHA-256, whatever the algorithm of the signature',
    imitate: (d) => (d.payload ? otherHashes(d.payload).flatMap((hash) => withHash(d, hash)) : []),
  },
  {
    id: 'hashed-twice',
    cause: 'the hash of the body was hashed again',
    fix: 'hash the body once',
    imitate: (d) => withHash(d, sha256Hex(d.hashedPayload)),
  },
];
