import { isRecord } from '../../../core/json.ts';
import { percentEncode, sha256Hex } from '../../../sign/encode.ts';
import type { Parameter } from '../../../sign/tencent-v1.ts';
import type { HeaderDraft } from '../draft.ts';
import { compact, htmlEscapes, mostOrders, reordered, slashEscapes, spaced, unicodeEscapes, writeJson } from './json-styles.ts';
import type { Imitated } from './mistake.ts';

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The most bytes that may be hashed to find the order of a body's members. */
const mostBytes = 64 * 2 ** 20;

interface BodyMistake extends Omit<Imitated<HeaderDraft>, 'imitate'> {
  bodies(body: Buffer, value: unknown): readonly (string | Buffer)[];
}

const escapings = [unicodeEscapes, slashEscapes, htmlEscapes, (json: string) => slashEscapes(unicodeEscapes(json))];

const mistakes: readonly BodyMistake[] = [
  {
    id: 'empty-body',
    cause: 'the hash is that of an empty body',
    fix: 'hash the bytes that are sent; only a GET has an empty body',
    bodies: () => [''],
  },
  {
    id: 'body-newline',
    cause: 'the body ends in a line feed that the other side does not have',
    fix: 'hash and send the same bytes: editors and echo add a line feed',
    bodies: (body) => ['\n', '\r\n'].map((end) => Buffer.concat([body, Buffer.from(end)])),
  },
  {
    id: 'json-spaces',
    cause: 'the JSON of the body has different blanks between its members',
    fix: 'build the JSON once, as bytes, and use these bytes for the hash and for sending',
    bodies: (_body, value) =>
      value === undefined
        ? []
        : [spaced, compact]
            .map((style) => writeJson(value, style))
            .concat([2, 4, 1, 3, 8, '\t'].map((by) => JSON.stringify(value, undefined, by))),
  },
  {
    id: 'json-escapes',
    cause: 'the JSON of the body escapes different characters',
    fix: 'build the JSON once, as bytes, and use these bytes for the hash and for sending',
    bodies: (_body, value) =>
      value === undefined ? [] : escapings.flatMap((text) => [compact, spaced].map((style) => writeJson(value, { ...style, text }))),
  },
  {
    id: 'json-order',
    cause: 'the members of the JSON are in another order',
    fix: 'build the JSON once, as bytes, and use these bytes for the hash and for sending',
    bodies: (body, value) => {
      if (value === undefined) return [];
      const tries = Math.min(mostOrders, Math.floor(mostBytes / (2 * body.length + 1)));
      return reordered(value)
        .slice(0, tries)
        .flatMap((other) => [compact, spaced].map((style) => writeJson(other, style)));
    },
  },
  {
    id: 'json-text',
    cause: 'the body is a JSON string that contains JSON: it was serialized twice',
    fix: 'serialize once',
    bodies: (body) => [JSON.stringify(body.toString('utf8'))],
  },
  {
    id: 'body-form',
    cause: 'the values were hashed as a form, not as JSON',
    fix: 'hash the body that is sent',
    bodies: (_body, value) =>
      isRecord(value)
        ? [
            Object.entries(value)
              .map(([name, member]) => `${percentEncode(name)}=${percentEncode(String(member))}`)
              .join('&'),
          ]
        : [],
  },
  {
    id: 'byte-order-mark',
    cause: 'the body begins with a byte order mark',
    fix: 'encode it as UTF-8 without a byte order mark',
    bodies: (body) => [`\ufeff${body}`],
  },
  {
    id: 'unsigned-payload',
    cause: 'the hash is that of the text UNSIGNED-PAYLOAD',
    fix: 'hash the body; this text is allowed only with the header X-TC-Content-SHA256: UNSIGNED-PAYLOAD',
    bodies: () => ['UNSIGNED-PAYLOAD'],
  },
];

/** ACS3 also has the hash of the body in a header. */
export function withHash(draft: HeaderDraft, hashedPayload: string): HeaderDraft[] {
  const name = 'x-acs-content-sha256';
  const alone = { ...draft, hashedPayload };
  if (!draft.headers.some(([each]) => each === name)) return [alone];
  return [alone, { ...alone, headers: draft.headers.map(([each, value]): Parameter => [each, each === name ? hashedPayload : value]) }];
}

/** Mistakes in the body whose hash is signed. */
export const bodyMistakes: readonly Imitated<HeaderDraft>[] = mistakes.map(({ bodies, ...mistake }) => ({
  ...mistake,
  imitate: (draft) => {
    if (!draft.payload) return [];
    return bodies(draft.payload, parsed(draft.payload)).flatMap((body) => withHash(draft, sha256Hex(body)));
  },
}));

/** The bodies that each of these mistakes makes from a right one. */
export const wrongBodies = (body: Buffer): { mistake: BodyMistake; bodies: readonly (string | Buffer)[] }[] =>
  mistakes.map((mistake) => ({ mistake, bodies: mistake.bodies(body, parsed(body)) }));
