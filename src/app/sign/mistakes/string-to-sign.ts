import { sha256Hex } from '../../../sign/encode.ts';
import { utcDate } from '../../../sign/tc3.ts';
import { canonicalOf, type HeaderDraft, type Scope } from '../draft.ts';
import { secondsOf } from '../draft-of.ts';
import { otherHashes } from './hashes.ts';
import type { Imitated, Mistake } from './mistake.ts';

const daySeconds = 24 * 60 * 60;

const withScope = (draft: HeaderDraft, scopes: (scope: Scope) => readonly Scope[]): HeaderDraft[] =>
  draft.scope ? scopes(draft.scope).map((scope) => ({ ...draft, scope })) : [];

const latestSecond = 253402300799;

/** Empty for a timestamp that is not a number. */
function otherDays({ timestamp }: Scope): string[] {
  const seconds = secondsOf(timestamp);
  if (Number.isNaN(seconds)) return [];
  return [-daySeconds, daySeconds].map((days) => utcDate(Math.min(Math.max(seconds + days, 0), latestSecond)));
}

/** Mistakes in the lines of TC3's StringToSign before the last one: algorithm, time and scope. */
export const scopeMistakes: readonly Imitated<HeaderDraft>[] = [
  {
    id: 'local-date',
    cause: 'the date in the scope is the local one, not the UTC date of the timestamp',
    fix: 'compute the date from the timestamp in UTC: a local date is wrong between local midnight and UTC midnight, in China from 00:00 to 08:00',
    imitate: (d) => withScope(d, (scope) => otherDays(scope).map((date) => ({ ...scope, date }))),
  },
  {
    id: 'scope-date-format',
    cause: 'the date in the scope is not written YYYY-MM-DD',
    fix: 'write 2019-02-25; 20180525 in the table of the manual is a misprint',
    imitate: (d) =>
      withScope(d, (scope) =>
        [scope.date.replaceAll('-', ''), scope.date.replaceAll('-', '/'), scope.date.replace(/-0/g, '-'), `${scope.date}T00:00:00Z`].map(
          (date) => ({
            ...scope,
            date,
          }),
        ),
      ),
  },
  {
    id: 'timestamp-milliseconds',
    cause: 'the timestamp is in milliseconds',
    fix: 'use whole Unix seconds, ten digits',
    imitate: (d) => withScope(d, (scope) => [{ ...scope, timestamp: `${scope.timestamp}000` }]),
  },
  {
    id: 'scope-service',
    cause: 'the scope names another service',
    fix: 'use the product of the host, which is the first label of the host name: faceid',
    imitate: (d) =>
      withScope(d, (scope) => {
        const host = d.headers.find(([name]) => name === 'host')?.[1] ?? '';
        return [...host.split('.').slice(1), host, scope.service.toUpperCase(), 'cvm', 'faceid', 'ocr', 'iai', ''].map((service) => ({
          ...scope,
          service,
        }));
      }),
  },
  {
    id: 'scope-end',
    cause: 'the scope does not end in tc3_request',
    fix: 'end it in /tc3_request',
    imitate: (d) =>
      withScope(d, (scope) =>
        ['aws4_request', 'tc3-request', 'TC3_REQUEST', 'request', ''].map((terminator) => ({ ...scope, terminator })),
      ),
  },
  {
    id: 'algorithm',
    cause: 'the first line names a different algorithm',
    fix: 'write TC3-HMAC-SHA256 or ACS3-HMAC-SHA256, as in the header',
    imitate: (d) =>
      ['TC3-HMAC-SHA256', 'ACS3-HMAC-SHA256', 'HMAC-SHA256', 'HmacSHA256', 'AWS4-HMAC-SHA256'].map((algorithm) => ({ ...d, algorithm })),
  },
];

/** Mistakes in the last line: the text in place of the hash of the canonical request. */
interface LastLine extends Mistake {
  endings(canonical: string, hash: string, draft: HeaderDraft): readonly string[];
}

const lastLines: readonly LastLine[] = [
  {
    id: 'not-hashed',
    cause: 'the canonical request itself is in StringToSign, not its hash',
    fix: 'hash the canonical request with SHA-256 and write the hash in lower-case hex',
    endings: (canonical) => [canonical],
  },
  {
    id: 'body-hash-in-string-to-sign',
    cause: 'StringToSign has the hash of the body, not the hash of the canonical request',
    fix: 'hash the complete canonical request',
    endings: (_canonical, _hash, { hashedPayload }) => [hashedPayload],
  },
  {
    id: 'canonical-hash-case',
    cause: 'the hash of the canonical request is in capitals',
    fix: 'write hashes in lower-case hex',
    endings: (_canonical, hash) => [hash.toUpperCase()],
  },
  {
    id: 'canonical-hash-base64',
    cause: 'the hash of the canonical request is in base64',
    fix: 'write hashes in lower-case hex',
    endings: (_canonical, hash) => [Buffer.from(hash, 'hex').toString('base64')],
  },
  {
    id: 'canonical-hash-algorithm',
    cause: 'the canonical request was hashed with an algorithm other than SHA-256, or twice',
    fix: 'hash the canonical request once with SHA-256, whatever the algorithm of the signature',
    endings: (canonical, hash) => [...otherHashes(canonical), sha256Hex(hash)],
  },
];

const regionInScope: Mistake = {
  id: 'region-in-scope',
  cause: 'the scope has a region, like the scope of another vendor',
  fix: 'write date/service/tc3_request',
};

/** The mistakes of `lastLineMistakes`, without a draft. */
export const lastLineNames: readonly Mistake[] = [...lastLines, regionInScope];

/** Mistakes in the last line, made from the right canonical request; `toSign` is the right text. */
export const lastLineMistakes = (draft: HeaderDraft): readonly Imitated<string>[] => {
  const canonical = canonicalOf(draft);
  const hash = sha256Hex(canonical);
  return [
    ...lastLines.map(({ endings, ...mistake }) => ({
      ...mistake,
      imitate: (text: string) => endings(canonical, hash, draft).map((end) => text.slice(0, text.length - hash.length) + end),
    })),
    {
      ...regionInScope,
      imitate: (text) => (draft.scope ? [text.replace(`/${draft.scope.service}/`, `/ap-singapore/${draft.scope.service}/`)] : []),
    },
  ];
};
