import { canonicalQuery, percentEncode } from '../../../sign/encode.ts';
import type { HeaderDraft, ParameterDraft } from '../draft.ts';
import { loosePairs } from '../draft-of.ts';
import type { Imitated, Mistake } from './mistake.ts';

/** The same encoding in lower-case hex. */
const lowerHex = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());

/** JavaScript's old function: a code unit above Latin-1 becomes `%uXXXX`. */
const escaped = (text: string): string =>
  text.replace(/[^A-Za-z0-9@*_+\-./]/g, (char) =>
    [...Array(char.length).keys()]
      .map((index) => char.charCodeAt(index))
      .map((code) =>
        code < 256 ? `%${code.toString(16).toUpperCase().padStart(2, '0')}` : `%u${code.toString(16).toUpperCase().padStart(4, '0')}`,
      )
      .join(''),
  );

interface Encoder extends Mistake {
  encode(text: string): string;
}

const useRfc3986 = 'encode according to RFC 3986: every byte of UTF-8, except letters, digits and -_.~, as %XY in capitals';

/** Common ways to encode names and values that differ from RFC 3986. */
const encoders: readonly Encoder[] = [
  {
    id: 'plus-for-blank',
    cause: 'a blank was encoded as +, not as %20',
    fix: 'encode a blank as %20',
    encode: (text) => percentEncode(text).replaceAll('%20', '+'),
  },
  {
    id: 'star-not-encoded',
    cause: '* was not encoded as %2A',
    fix: 'encode * as %2A',
    encode: (text) => percentEncode(text).replaceAll('%2A', '*'),
  },
  {
    id: 'tilde-encoded',
    cause: '~ was encoded as %7E, but must not be encoded',
    fix: 'do not encode ~',
    encode: (text) => percentEncode(text).replaceAll('~', '%7E'),
  },
  {
    id: 'url-encoder',
    cause: 'names and values were encoded as a form: a blank as +, * unchanged, ~ as %7E',
    fix: 'replace + by %20, * by %2A and %7E by ~ after java.net.URLEncoder and similar functions',
    encode: (text) => percentEncode(text).replaceAll('%20', '+').replaceAll('%2A', '*').replaceAll('~', '%7E'),
  },
  {
    id: 'encode-uri-component',
    cause: "one or more of ! ' ( ) * were not encoded; encodeURIComponent does that",
    fix: "encode ! ' ( ) * too, as %21 %27 %28 %29 %2A",
    encode: encodeURIComponent,
  },
  {
    id: 'slash-not-encoded',
    cause: '/ was not encoded as %2F',
    fix: "encode / too: in Python quote(value, safe='~')",
    encode: (text) => percentEncode(text).replaceAll('%2F', '/'),
  },
  {
    id: 'hex-case',
    cause: 'the hex digits after % are in lower case',
    fix: 'write %2F, not %2f',
    encode: (text) => lowerHex(percentEncode(text)),
  },
  {
    id: 'encoded-twice',
    cause: 'names and values were encoded twice',
    fix: 'encode once; perhaps the HTTP library already encodes, so leave one of the two out',
    encode: (text) => percentEncode(percentEncode(text)),
  },
  { id: 'escape', cause: 'values were encoded by escape(), as the Node sample of the manual does', fix: useRfc3986, encode: escaped },
  { id: 'not-encoded', cause: 'names and values are not percent-encoded', fix: useRfc3986, encode: (text) => text },
];

const rightOf = (draft: ParameterDraft): boolean => draft.scheme === 'rpc';

/** Mistakes in the encoding of names and values for RPC. HmacSHA1 and HmacSHA256 sign them without encoding. */
export const encodingMistakes: readonly Imitated<ParameterDraft>[] = [
  ...encoders.map((encoder) => ({
    ...encoder,
    imitate: (draft: ParameterDraft) => (rightOf(draft) ? [{ ...draft, encode: encoder.encode }] : []),
  })),
  {
    id: 'values-encoded',
    cause: 'the values are percent-encoded in the text that is signed',
    fix: 'sign the values without encoding, and encode them only in the address or form that is sent',
    imitate: (draft) =>
      rightOf(draft) ? [] : [percentEncode, ...encoders.map(({ encode }) => encode)].map((encode) => ({ ...draft, encode })),
  },
  {
    id: 'not-encoded-again',
    cause: 'the finished query was not encoded a second time',
    fix: 'percent-encode the finished query once more before it goes into StringToSign',
    imitate: (draft) => (rightOf(draft) ? [{ ...draft, encodeAgain: (text) => (text === draft.path ? percentEncode(text) : text) }] : []),
  },
  {
    id: 'encoded-thrice',
    cause: 'the finished query was encoded twice',
    fix: 'percent-encode the canonicalized query once more, not twice',
    imitate: (draft) =>
      rightOf(draft)
        ? [{ ...draft, encodeAgain: (text) => (text === draft.path ? percentEncode(text) : percentEncode(percentEncode(text))) }]
        : [],
  },
  {
    id: 'path-not-encoded',
    cause: 'the / between the two ampersands is not encoded',
    fix: 'write %2F there',
    imitate: (draft) => (rightOf(draft) ? [{ ...draft, encodeAgain: (text) => (text === draft.path ? text : percentEncode(text)) }] : []),
  },
  {
    id: 'hex-case',
    cause: 'the hex digits after % are in lower case',
    fix: 'write %2F, not %2f',
    imitate: (draft) => {
      if (!rightOf(draft)) return [];
      const encodeAgain = (text: string): string => lowerHex(percentEncode(text));
      // The path is often written by hand, in the form of the document.
      const ofQuery = (text: string): string => (text === draft.path ? percentEncode(text) : encodeAgain(text));
      return [encodeAgain, ofQuery].flatMap((again) => [
        { ...draft, encodeAgain: again },
        { ...draft, encodeAgain: again, encode: encodeAgain },
      ]);
    },
  },
];

const rebuilt = (query: string, encode: (text: string) => string): string =>
  query
    .split('&')
    .map((piece) => loosePairs(piece)[0] ?? ['', ''])
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');

/** The same mistakes in the query of a GET that TC3 or ACS3 signs. */
export const queryMistakes: readonly Imitated<HeaderDraft>[] = [
  ...encoders.map((encoder) => ({
    ...encoder,
    imitate: (draft: HeaderDraft) => (draft.query === '' ? [] : [{ ...draft, query: rebuilt(draft.query, encoder.encode) }]),
  })),
  {
    id: 'question-mark',
    cause: 'the query was signed with its question mark',
    fix: 'sign the text after the question mark',
    imitate: (draft) => (draft.query === '' ? [] : [{ ...draft, query: `?${draft.query}` }]),
  },
  {
    id: 'sorted-by-locale',
    cause: 'the parameters are sorted by language rules or without regard to case, not by bytes',
    fix: 'sort the names by their bytes: capitals before small letters; do not use localeCompare',
    imitate: (draft) => {
      const parts = draft.query.split('&');
      const names = [
        (a: string, b: string) => a.localeCompare(b, 'en'),
        (a: string, b: string) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1),
      ];
      return names.map((compare) => ({ ...draft, query: [...parts].sort(compare).join('&') }));
    },
  },
  {
    id: 'parameter-order',
    cause: 'the parameters of the query are in another order',
    fix: 'with TC3 sign the query exactly as it is sent; with ACS3 sort it by name',
    imitate: (draft) => {
      const parts = draft.query.split('&');
      return [[...parts].reverse(), [...parts].sort()].map((order) => ({ ...draft, query: order.join('&') }));
    },
  },
  {
    id: 'query-missing',
    cause: 'the query of a GET was not signed',
    fix: 'sign the text after the question mark of the address',
    imitate: (draft) => (draft.query === '' ? [] : [{ ...draft, query: '' }]),
  },
];

/** The same pairs in the form that both sides should have. */
export const canonicalForm = (query: string): string => canonicalQuery(Object.fromEntries(loosePairs(query)));
