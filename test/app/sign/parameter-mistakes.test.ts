import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { foreignRpc, foreignV1, type ParameterSteps, rfc3986 } from '../../support/foreign-signer.ts';
import { causeOf, digests, testVariants, type Variant, type VariantGroup } from '../../support/sign-variants.ts';

// Every way in which people make the mistakes of HmacSHA1, HmacSHA256 and RPC. Mostly only a signature shows the mistake: then it is named
// only if idv makes exactly the same mistake itself.

type Changed = Partial<Omit<ParameterSteps, 'params'>>;

const v1Params = {
  Action: 'DescribeInstances',
  'Filters.0.Name': 'zone',
  Flag: 'true',
  'InstanceIds.0': 'ins-a',
  Limit: '20',
  Name: "a b*~/c!'()é🙂",
  Nonce: '11886',
  Off: 'false',
  Region: 'ap-guangzhou',
  SecretId: 'sandbox-id',
  Timestamp: '1465185768',
  Version: '2017-03-12',
  lower: 'x',
};
const given = [
  'Filters:=[{"Name":"zone"}]',
  'Flag:=true',
  'InstanceIds:=["ins-a"]',
  'Limit:=20',
  `Name=${v1Params.Name}`,
  'Off:=false',
  'lower=x',
];
const call = ['call', 'tencent/cvm', 'DescribeInstances', '--api-version', '2017-03-12', '--region', 'ap-guangzhou'];
const pairs = given.flatMap((pair) => ['-p', pair]);
const v1 = [...call, '--http-method', 'get', ...pairs];
const sha1 = [...v1, '--sign-method', 'hmac-sha1'];
const host = 'cvm.tencentcloudapi.com';
const ofV1 = (name: string, changed: Changed): Variant => [name, foreignV1({ sentHost: host, params: v1Params, ...changed }).address];
const of256 = (name: string, changed: Changed): Variant => [
  name,
  foreignV1({ sentHost: host, params: { ...v1Params, SignatureMethod: 'HmacSHA256' }, ...changed }).address,
  [...v1, '--sign-method', 'hmac-sha256'],
];
const ofPair = (params: Record<string, string>): Variant => [
  JSON.stringify(params),
  foreignV1({ params: v1Params, signedParams: (all) => ({ ...all, ...params }) }).address,
];

const rpcParams = {
  AccessKeyId: 'sandbox-id',
  Action: 'DescribeThings',
  Format: 'JSON',
  Name: "a b*~/c!'()é🙂",
  SignatureMethod: 'HMAC-SHA1',
  SignatureNonce: 'n',
  SignatureVersion: '1.0',
  Timestamp: '2016-02-23T12:46:24Z',
  Version: '2014-05-26',
  'id.1': 'x',
};
const things = ['call', 'aliyun/ecs', 'DescribeThings', '--api-version', '2014-05-26', '--region', 'ap-southeast-1'];
const rpc = [...things, '-p', `Name=${rpcParams.Name}`, '-p', 'id:=["x"]'];
const ofRpc = (name: string, changed: Changed): Variant => [
  name,
  foreignRpc({ host: 'ecs.ap-southeast-1.aliyuncs.com', params: rpcParams, ...changed }).http,
  rpc,
];

const without = (name: string) => (params: Record<string, string>) =>
  Object.fromEntries(Object.entries(params).filter(([each]) => each !== name));
const renamed = (from: string, to: string) => (params: Record<string, string>) =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name === from ? to : name, value]));
const ofJoin = (name: string, join: ParameterSteps['join']): Variant => ofV1(name, { join });
const methods = ['PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

const textsOfV1: VariantGroup[] = [
  {
    id: 'method',
    cause: 'the signed method is not the one that is sent: GET and POST are swapped, or it is another method',
    variants: [
      ...['POST', ...methods].map((method) => ofV1(method, { method, sentMethod: 'GET' })),
      ...['GET', ...methods].map((method) => ofRpc(`${method} in RPC`, { method, sentMethod: 'POST' })),
    ],
  },
  {
    id: 'method-case',
    cause: 'the method is in lower case',
    variants: [
      ...['get', 'Get'].map((method) => ofV1(method, { method, sentMethod: 'GET' })),
      ...['post', 'Post'].map((method) => ofRpc(method, { method, sentMethod: 'POST' })),
    ],
  },
  {
    id: 'missing-slash',
    cause: 'the / before the question mark is missing, as in the Python sample of the manual',
    variants: [ofV1('no path', { path: '' }), of256('no path in HmacSHA256', { path: '' })],
  },
  {
    id: 'host-port',
    cause: 'the signed host has a port, or does not have the port that is sent',
    variants: [
      ...[':443', ':80', ':8443'].map((port) => ofV1(port, { host: host + port })),
      ['no port where one is sent', foreignV1({ params: v1Params }).toSign, [...sha1, '--endpoint', `https://${host}:8443`]],
    ],
  },
  {
    id: 'host-scheme',
    cause: 'the signed host contains more than the host: https:// or a slash',
    variants: [`https://${host}`, `http://${host}`, `${host}/`].map((signed) => ofV1(signed, { host: signed })),
  },
  {
    id: 'old-address',
    cause: 'the host or the path of the vendor’s older API was signed: api.qcloud.com, /v2/index.php',
    variants: [
      ofV1('the path', { path: '/v2/index.php' }),
      ofV1('the host', { host: 'cvm.api.qcloud.com' }),
      ofV1('both', { host: 'cvm.api.qcloud.com', path: '/v2/index.php' }),
    ],
  },
  {
    id: 'host-missing',
    cause: 'the host is missing',
    variants: [
      ofV1('no host', { host: '' }),
      ...['&', ' ', '\n'].map((by) => ofV1(JSON.stringify(by), { method: `GET${by}`, sentMethod: 'GET' })),
    ],
  },
  {
    id: 'question-mark-missing',
    cause: 'the question mark between the path and the parameters is missing',
    variants: [
      ofJoin('GET', (...parts) => parts.join('')),
      [
        'POST',
        foreignV1({ params: v1Params, method: 'POST', join: (...parts) => parts.join('') }).form,
        [...call, '--http-method', 'post', '--sign-method', 'hmac-sha1', ...pairs],
      ],
    ],
  },
  {
    id: 'parts-separated',
    cause: 'there is a separator between the method, the host, the path and the parameters',
    variants: ['&', '\n', ' ', '?', '|'].flatMap((by) => [
      ofJoin(`${JSON.stringify(by)}, also before the parameters`, (method, name, path, query) =>
        [method, name, path + by + query].join(by),
      ),
      ofJoin(JSON.stringify(by), (method, name, path, query) => [method, name, `${path}?${query}`].join(by)),
    ]),
  },
  {
    id: 'trailing-ampersand',
    cause: 'there is an ampersand after the last parameter',
    variants: [
      ofJoin('&', (method, name, path, query) => `${method}${name}${path}?${query}&`),
      ofJoin('%26', (method, name, path, query) => `${method}${name}${path}?${query}%26`),
      ofRpc('& in RPC', { join: (method, _host, path, query) => `${method}&${rfc3986(path)}&${rfc3986(query)}&` }),
      ofRpc('%26 in RPC', { join: (method, _host, path, query) => `${method}&${rfc3986(path)}&${rfc3986(query)}%26` }),
    ],
  },
];

const byLocale = (names: string[]): string[] => names.sort((a, b) => a.localeCompare(b, 'en'));
const byLower = (names: string[]): string[] => names.sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
const ids = Object.fromEntries([...Array(12).keys()].map((index) => [`InstanceIds.${index}`, `i${index}`]));
const underscored = { A_b: '1', AB: '1', ...without('lower')(v1Params) };

const lists: VariantGroup[] = [
  {
    id: 'signature-method-missing',
    cause: 'SignatureMethod is missing',
    variants: [
      of256('HmacSHA256', { signedParams: without('SignatureMethod') }),
      ofRpc('RPC', { signedParams: without('SignatureMethod') }),
    ],
  },
  {
    id: 'signature-method-extra',
    cause: 'SignatureMethod was signed although the request does not send it',
    variants: [ofV1('HmacSHA1', { signedParams: (params) => ({ ...params, SignatureMethod: 'HmacSHA1' }) })],
  },
  {
    id: 'sorted-by-locale',
    cause: 'the parameters are sorted by language rules or without regard to case, not by bytes',
    variants: [
      ofV1('by language', { order: byLocale }),
      ofRpc('by language in RPC', { order: byLocale }),
      [
        'without regard to case',
        foreignV1({ params: underscored, order: byLower }).address,
        [
          ...call,
          '--http-method',
          'get',
          '--sign-method',
          'hmac-sha1',
          ...['A_b=1', 'AB=1', ...given.slice(0, -1)].flatMap((pair) => ['-p', pair]),
        ],
      ],
    ],
  },
  {
    id: 'sorted-by-number',
    cause: 'numbered parameters are sorted by number, not by bytes',
    variants: [
      [
        'twelve entries',
        foreignV1({
          params: {
            ...Object.fromEntries(Object.entries(v1Params).filter(([name]) => !/^(InstanceIds|lower|Filters)/.test(name))),
            ...ids,
          },
          order: (names) => names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })),
        }).address,
        [
          ...call,
          '--http-method',
          'get',
          '--sign-method',
          'hmac-sha1',
          ...[
            'Flag:=true',
            `InstanceIds:=${JSON.stringify(Object.values(ids))}`,
            'Limit:=20',
            `Name=${v1Params.Name}`,
            'Off:=false',
          ].flatMap((pair) => ['-p', pair]),
        ],
      ],
    ],
  },
  {
    id: 'parameter-order',
    cause: 'the parameters are signed in the order in which they are sent, not sorted',
    variants: [
      [
        'as sent',
        foreignV1({
          params: Object.fromEntries(['Nonce', 'Action', ...Object.keys(v1Params)].map((name) => [name, v1Params[name as 'Nonce']])),
          order: (names) => names,
        }).address,
      ],
    ],
  },
  {
    id: 'sorted-backwards',
    cause: 'the parameters are sorted in reverse',
    variants: [ofV1('HmacSHA1', { order: (names) => names.sort().reverse() }), ofRpc('RPC', { order: (names) => names.sort().reverse() })],
  },
  {
    id: 'list-numbering',
    cause: 'the numbering of the entries of a list starts at the wrong number',
    variants: [
      ofV1('from one', {
        signedParams: (params) => renamed('Filters.0.Name', 'Filters.1.Name')(renamed('InstanceIds.0', 'InstanceIds.1')(params)),
      }),
      ofRpc('from zero in RPC', { signedParams: renamed('id.1', 'id.0') }),
    ],
  },
  {
    id: 'list-brackets',
    cause: 'the entries of a list are written with brackets',
    variants: [
      ofV1('HmacSHA1', {
        signedParams: (params) => renamed('Filters.0.Name', 'Filters[0][Name]')(renamed('InstanceIds.0', 'InstanceIds[0]')(params)),
      }),
      ofRpc('RPC', { signedParams: renamed('id.1', 'id[1]') }),
    ],
  },
  {
    id: 'boolean',
    cause: 'a boolean value is written differently',
    variants: [
      { Flag: 'True', Off: 'False' },
      { Flag: '1', Off: '0' },
    ].map(ofPair),
  },
  {
    id: 'two-variables',
    cause: 'only the timestamp was signed: the PHP sample of the manual fills two variables, $param and $params',
    variants: [
      ofV1('only the timestamp', { signedParams: ({ Timestamp = '' }) => ({ Timestamp }) }),
      ofV1('all but the timestamp', { signedParams: without('Timestamp') }),
    ],
  },
  ...(['Action', 'Nonce', 'Region', 'SecretId', 'lower'] as const).map((name) => ({
    id: 'parameter-missing',
    cause: `the parameter ${name} is sent and was not signed`,
    variants: [ofV1(`no ${name}`, { signedParams: without(name) })],
  })),
];

const upper = (text: string): string => rfc3986(text);
const lower = (text: string): string => rfc3986(text).replace(/%../g, (code) => code.toLowerCase());
const encoders: [id: string, cause: string, encode: (text: string) => string][] = [
  ['plus-for-blank', 'a blank was encoded as +, not as %20', (text) => upper(text).replaceAll('%20', '+')],
  ['star-not-encoded', '* was not encoded as %2A', (text) => upper(text).replaceAll('%2A', '*')],
  ['tilde-encoded', '~ was encoded as %7E, but must not be encoded', (text) => upper(text).replaceAll('~', '%7E')],
  [
    'url-encoder',
    'names and values were encoded as a form: a blank as +, * unchanged, ~ as %7E',
    (text) => upper(text).replaceAll('%20', '+').replaceAll('%2A', '*').replaceAll('~', '%7E'),
  ],
  ['encode-uri-component', "one or more of ! ' ( ) * were not encoded; encodeURIComponent does that", encodeURIComponent],
  ['slash-not-encoded', '/ was not encoded as %2F', (text) => upper(text).replaceAll('%2F', '/')],
  ['hex-case', 'the hex digits after % are in lower case', lower],
  ['encoded-twice', 'names and values were encoded twice', (text) => upper(upper(text))],
  ['escape', 'values were encoded by escape(), as the Node sample of the manual does', (text) => escape(text)],
  ['not-encoded', 'names and values are not percent-encoded', (text) => text],
];
const ofSecond = (name: string, join: (method: string, query: string) => string, encode?: (text: string) => string): Variant =>
  ofRpc(name, { join: (method, _host, _path, query) => join(method, query), ...(encode ? { encode } : {}) });

const encodings: VariantGroup[] = [
  ...encoders.map(([id, cause, encode]) => ({ id, cause, variants: [ofRpc('in RPC', { encode })] })),
  {
    id: 'values-encoded',
    cause: 'the values are percent-encoded in the text that is signed',
    variants: [['RFC 3986', upper] as const, ...encoders.slice(0, -1).map(([id, , encode]) => [id, encode] as const)].map(([id, encode]) =>
      ofV1(id, { encode }),
    ),
  },
  {
    id: 'not-encoded-again',
    cause: 'the finished query was not encoded a second time',
    variants: [ofSecond('', (method, query) => `${method}&%2F&${query}`)],
  },
  {
    id: 'encoded-thrice',
    cause: 'the finished query was encoded twice',
    variants: [ofSecond('', (method, query) => `${method}&%2F&${upper(upper(query))}`)],
  },
  {
    id: 'path-not-encoded',
    cause: 'the / between the two ampersands is not encoded',
    variants: [ofSecond('', (method, query) => `${method}&/&${upper(query)}`)],
  },
  {
    id: 'path-missing',
    cause: 'the encoded path is missing',
    variants: ['&', '&&'].map((by) => ofSecond(by, (method, query) => `${method}${by}${upper(query)}`)),
  },
  {
    id: 'hex-case',
    cause: 'the hex digits after % are in lower case',
    variants: [
      ofSecond('the path and the query', (method, query) => `${method}&%2f&${lower(query)}`),
      ofSecond('only the query', (method, query) => `${method}&%2F&${lower(query)}`),
      ofSecond('everything', (method, query) => `${method}&%2f&${lower(query)}`, lower),
      ofSecond('everything but the path', (method, query) => `${method}&%2F&${lower(query)}`, lower),
    ],
  },
];

const at = ['--timestamp', '1456231584', '--nonce', 'n'];
const ofTime = (Timestamp: string): Variant => [
  Timestamp,
  foreignRpc({ params: rpcParams, signedParams: (params) => ({ ...params, Timestamp }), host: 'ecs.ap-southeast-1.aliyuncs.com' }).http,
  [...rpc, ...at],
];
const local = ['23T20', '23T21', '23T19', '23T18:16', '23T13', '23T14', '23T07', '23T04'];
const times: VariantGroup[] = [
  {
    id: 'timestamp-milliseconds',
    cause: 'the timestamp has milliseconds',
    variants: [ofTime('2016-02-23T12:46:24.000Z'), ofPair({ Timestamp: `${v1Params.Timestamp}000` })],
  },
  {
    id: 'timestamp-local',
    cause: 'the timestamp is a local time, not UTC',
    variants: local
      .map((hour) => `2016-02-${hour}${hour.includes(':') ? '' : ':46'}:24`)
      .flatMap((time) => ['Z', '', '+08:00'].map((zone) => ofTime(time + zone))),
  },
  {
    id: 'timestamp-format',
    cause: 'the timestamp is not written YYYY-MM-DDThh:mm:ssZ',
    variants: ['2016-2-23T12:46:24Z', '1456231584', '2016-02-23 12:46:24', '2016-02-23T12:46:24', '2016-02-23T12:46:24+00:00'].map(ofTime),
  },
];

/** The right algorithm with another key. */
const keyed =
  (key: string): ParameterSteps['signature'] =>
  (_secret, text) =>
    createHmac('sha1', key).update(text).digest('base64');
const written = (change: (right: Buffer) => string): Changed => ({
  signature: (secret, text) => change(createHmac('sha1', secret).update(text).digest()),
});
const writings: [string, (right: Buffer) => string][] = [
  ['hex', (right) => right.toString('hex')],
  ['hex in capitals', (right) => right.toString('hex').toUpperCase()],
  ['base64url', (right) => right.toString('base64url')],
  ['encoded once too often', (right) => encodeURIComponent(right.toString('base64'))],
  ['encoded twice too often', (right) => encodeURIComponent(encodeURIComponent(right.toString('base64')))],
  ['a line feed at the end', (right) => `${right.toString('base64')}\n`],
  ['no = at the end', (right) => right.toString('base64').replace('=', '')],
  ['hex in base64', (right) => Buffer.from(right.toString('hex')).toString('base64')],
];
const keys: VariantGroup[] = [
  {
    id: 'key-prefix',
    cause: 'the secret was used without its prefix or suffix: TC3 before it, or & after it for RPC',
    variants: [
      ...['sandbox-key&', 'TC3sandbox-key'].map((key) => ofV1(key, { signature: keyed(key) })),
      ...['sandbox-key', '&sandbox-key'].map((key) => ofRpc(`${key} in RPC`, { signature: keyed(key) })),
    ],
  },
  {
    id: 'key-id',
    cause: 'the id of the key was used as the secret',
    variants: [ofV1('HmacSHA1', { secret: 'sandbox-id' }), ofRpc('RPC', { secret: 'sandbox-id' })],
  },
  {
    id: 'signature-algorithm',
    cause: 'the signature was computed with another hash',
    variants: [
      ...digests.filter(({ algorithm }) => algorithm !== 'sha1').map(({ name, sign }) => ofV1(name, { signature: sign })),
      ...digests
        .filter(({ algorithm }) => algorithm !== 'sha256')
        .map(({ name, sign }) => of256(`${name} in HmacSHA256`, { signature: sign })),
      ...digests
        .filter(({ algorithm }) => algorithm !== 'sha1')
        .map(({ name, sign }) => ofRpc(`${name} in RPC`, { signature: (secret, text) => sign(`${secret}&`, text) })),
    ],
  },
  {
    id: 'signature-encoding',
    cause: 'the signature is right, but written in another way: capitals, hex for base64, or encoded a second time',
    variants: writings.map(([name, change]) => ofV1(name, written(change))),
  },
];

testVariants([...textsOfV1, ...lists, ...encodings, ...times, ...keys], sha1);

it('sign diff names no cause for the right texts', async () => {
  for (const [name, theirs, words = sha1] of [ofV1('', {}), of256('', {}), ofRpc('', {})]) {
    expect(await causeOf(theirs, words), name).toBeUndefined();
  }
});
