import { compareBytes } from '../../../sign/encode.ts';
import type { Parameter } from '../../../sign/tencent-v1.ts';
import type { ParameterDraft } from '../draft.ts';
import { type Imitated, type Mistake, methodMistakes } from './mistake.ts';

type Pairs = readonly Parameter[];

const withPairs = (draft: ParameterDraft, ...lists: Pairs[]): ParameterDraft[] => lists.map((pairs) => ({ ...draft, pairs }));

const sorted = (pairs: Pairs): Pairs => [...pairs].sort(([a], [b]) => compareBytes(a, b));

const without = (pairs: Pairs, name: string): Pairs => pairs.filter(([each]) => each !== name);

const renamed = (draft: ParameterDraft, rename: (name: string) => string): ParameterDraft[] =>
  withPairs(draft, sorted(draft.pairs.map(([name, value]) => [rename(name), value])));

const revalued = (draft: ParameterDraft, change: (value: string, name: string) => string): ParameterDraft[] =>
  withPairs(
    draft,
    draft.pairs.map(([name, value]) => [name, change(value, name)]),
  );

const numberedBy =
  (step: number) =>
  (name: string): string =>
    name.replace(/\.(\d+)(?=\.|$)/g, (_all, digits: string) => `.${Number(digits) + step}`);

const isRpc = ({ scheme }: ParameterDraft): boolean => scheme === 'rpc';

/** The value of SignatureMethod, if it is sent. */
const methodName = { 'hmac-sha1': 'HmacSHA1', 'hmac-sha256': 'HmacSHA256', rpc: 'HMAC-SHA1' } as const;

/** Mistakes in which parameters are signed, and in what order. */
export const parameterMistakes: readonly Imitated<ParameterDraft>[] = [
  ...methodMistakes<ParameterDraft>(),
  {
    id: 'missing-slash',
    cause: 'the / before the question mark is missing, as in the Python sample of the manual',
    fix: 'sign host, then /?, then the parameters',
    imitate: (d) => (isRpc(d) ? [] : [{ ...d, path: '' }]),
  },
  {
    id: 'host-port',
    cause: 'the signed host has a port, or does not have the port that is sent',
    fix: 'sign the value of the Host header exactly as sent: without a port for https on 443',
    imitate: (d) =>
      isRpc(d)
        ? []
        : (/:\d+$/.test(d.host) ? [d.host.replace(/:\d+$/, '')] : [`${d.host}:443`, `${d.host}:80`, `${d.host}:8443`]).map((host) => ({
            ...d,
            host,
          })),
  },
  {
    id: 'host-scheme',
    cause: 'the signed host contains more than the host: https:// or a slash',
    fix: 'sign only the value of the Host header',
    imitate: (d) => (isRpc(d) ? [] : [`https://${d.host}`, `http://${d.host}`, `${d.host}/`].map((host) => ({ ...d, host }))),
  },
  {
    id: 'old-address',
    cause: 'the host or the path of the vendor’s older API was signed: api.qcloud.com, /v2/index.php',
    fix: 'sign the host to which the request is sent, and / as its path',
    imitate: (d) => {
      if (isRpc(d)) return [];
      const hosts = [d.host, `${d.host.split('.')[0]}.api.qcloud.com`];
      return hosts.flatMap((host) => ['/', '/v2/index.php'].map((path) => ({ ...d, host, path })));
    },
  },
  {
    id: 'host-missing',
    cause: 'the host is missing',
    fix: 'sign the method, the host, /? and the parameters, with nothing between',
    imitate: (d) =>
      isRpc(d)
        ? []
        : [
            { ...d, host: '' },
            { ...d, method: `${d.method}&` },
            { ...d, method: `${d.method} ` },
            { ...d, method: `${d.method}\n` },
          ],
  },
  {
    id: 'signature-method-missing',
    cause: 'SignatureMethod is missing',
    fix: 'sign and send SignatureMethod: this signature needs it',
    imitate: (d) => (d.pairs.some(([name]) => name === 'SignatureMethod') ? withPairs(d, without(d.pairs, 'SignatureMethod')) : []),
  },
  {
    id: 'signature-method-extra',
    cause: 'SignatureMethod was signed although the request does not send it',
    fix: 'sign the parameters that are sent: add SignatureMethod to both or to neither',
    imitate: (d) =>
      d.pairs.some(([name]) => name === 'SignatureMethod')
        ? []
        : withPairs(d, sorted([...d.pairs, ['SignatureMethod', methodName[d.scheme]]])),
  },
  {
    id: 'sorted-by-locale',
    cause: 'the parameters are sorted by language rules or without regard to case, not by bytes',
    fix: 'sort the names by their bytes: capitals before small letters; do not use localeCompare',
    imitate: (d) =>
      withPairs(
        d,
        [...d.pairs].sort(([a], [b]) => a.localeCompare(b, 'en')),
        [...d.pairs].sort(([a], [b]) => compareBytes(a.toLowerCase(), b.toLowerCase())),
      ),
  },
  {
    id: 'sorted-by-number',
    cause: 'numbered parameters are sorted by number, not by bytes',
    fix: 'sort the names as text: InstanceIds.12 comes before InstanceIds.2',
    imitate: (d) =>
      withPairs(
        d,
        [...d.pairs].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })),
      ),
  },
  {
    id: 'parameter-order',
    cause: 'the parameters are signed in the order in which they are sent, not sorted',
    fix: 'sort the names by their bytes before you sign; the order in which they are sent does not matter',
    imitate: (d) => (d.sent ? withPairs(d, d.sent) : []),
  },
  {
    id: 'sorted-backwards',
    cause: 'the parameters are sorted in reverse',
    fix: 'sort the names in ascending order of their bytes',
    imitate: (d) => withPairs(d, [...d.pairs].reverse()),
  },
  {
    id: 'list-numbering',
    cause: 'the numbering of the entries of a list starts at the wrong number',
    fix: 'RPC counts from 1 (Tasks.1), HmacSHA1 and HmacSHA256 from 0 (Filters.0)',
    imitate: (d) => renamed(d, numberedBy(isRpc(d) ? -1 : 1)),
  },
  {
    id: 'list-brackets',
    cause: 'the entries of a list are written with brackets',
    fix: 'write Name.0 with dots, not Name[0]',
    imitate: (d) => renamed(d, (name) => name.replace(/\.(\w+)/g, '[$1]')),
  },
  {
    id: 'boolean',
    cause: 'a boolean value is written differently',
    fix: 'write true and false in small letters',
    imitate: (d) => [
      ...revalued(d, (value) => value.replace(/^(true|false)$/, (word) => word.charAt(0).toUpperCase() + word.slice(1))),
      ...revalued(d, (value) => (value === 'true' ? '1' : value === 'false' ? '0' : value)),
    ],
  },
  {
    id: 'two-variables',
    cause: 'only the timestamp was signed: the PHP sample of the manual fills two variables, $param and $params',
    fix: 'put every parameter into the array that is sorted and signed',
    imitate: (d) =>
      isRpc(d)
        ? []
        : withPairs(
            d,
            d.pairs.filter(([name]) => name === 'Timestamp'),
            d.pairs.filter(([name]) => name !== 'Timestamp'),
          ),
  },
];

const unsigned = (what: string): Mistake => ({
  id: 'parameter-missing',
  cause: `${what} is sent and was not signed`,
  fix: 'sign every parameter except Signature, both those in the address and those in the form',
});

export const unsignedParameter: Mistake = unsigned('a parameter');

/** Used if only a signature is given: each parameter may be the one that was not signed. */
export const unsignedParameters = ({ pairs }: ParameterDraft): Imitated<ParameterDraft>[] =>
  pairs.map(([name]) => ({ ...unsigned(`the parameter ${name}`), imitate: (d) => withPairs(d, without(d.pairs, name)) }));

/** Mistakes in the finished text of parameters. */
export const parameterTextMistakes: readonly Imitated<string>[] = [
  {
    id: 'trailing-ampersand',
    cause: 'there is an ampersand after the last parameter',
    fix: 'join the parameters with &, and remove the last one',
    imitate: (text) => [`${text}&`, `${text}%26`],
  },
  {
    id: 'path-missing',
    cause: 'the encoded path is missing',
    fix: 'write METHOD&%2F& before the encoded query',
    imitate: (text) => [text.replace('&%2F&', '&'), text.replace('&%2F&', '&&')],
  },
  {
    id: 'question-mark-missing',
    cause: 'the question mark between the path and the parameters is missing',
    fix: 'sign the method, the host, /? and the parameters, with nothing between',
    imitate: (text) => [text.replace(/^((?:GET|POST)[^/?&=]+\/)\?/, '$1')],
  },
  {
    id: 'parts-separated',
    cause: 'there is a separator between the method, the host, the path and the parameters',
    fix: 'sign the method, the host, /? and the parameters, with nothing between',
    imitate: (text) =>
      ['&', '\n', ' ', '?', '|'].flatMap((by) =>
        [by, '?'].map((last) =>
          text.replace(/^(GET|POST)([^/?&=]+)\/\?/, (_all, method: string, host: string) => [method, host, `/${last}`].join(by)),
        ),
      ),
  },
];
