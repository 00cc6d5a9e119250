import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { main } from '../../../src/main.ts';
import { foreignAcs3, foreignRpc, foreignTc3, foreignV1, rfc3986, sha256 } from '../../support/foreign-signer.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

interface Place {
  stage: string;
  field: string;
  offset: number | null;
  line: number | null;
  column: number | null;
  ours: string | null;
  theirs: string | null;
  cause: { id: string; cause: string };
}

interface Reported {
  signMethod: string;
  kind: string;
  differences: Place[];
  signature: string;
  notes: string[];
}

async function diff(
  theirs: string | Buffer,
  words: readonly string[],
  env?: Record<string, string>,
): Promise<{ exitCode: number; report: Reported; text: string }> {
  const runtime = memoryRuntime({ stdin: Buffer.from(theirs), ...(env ? { env } : {}) });
  const exitCode = await main(['sign', 'diff', '--theirs', '-', ...words, '--json'], runtime, '0.0.0');
  if (runtime.out() === '') throw new Error(runtime.err());
  return { exitCode, report: JSON.parse(runtime.out()) as Reported, text: runtime.out() };
}

interface Row {
  mistake: string;
  id: string;
  theirs: string | Buffer;
  words: readonly string[];
  env?: Record<string, string>;
}

const result = ['faceid', 'result', 'abc'];
const job = ['vision', 'job', '4C467B38-3910-447D-87BC-AC049166F216', '--sign-method', 'acs3'];
const instances = ['call', 'tencent/cvm', 'DescribeInstances', '--api-version', '2017-03-12', '--region', 'ap-guangzhou'];

/** The local date as a date formatter gives it on a machine in China. */
const localDate = (timestamp: number): string => new Date((timestamp + 8 * 3600) * 1000).toISOString().slice(0, 10);
const titled = (name: string): string => name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
const derive = (steps: readonly string[], start: string | Buffer): Buffer =>
  steps.reduce<Buffer>((key, step) => createHmac('sha256', key).update(step).digest(), Buffer.from(start));

const list = [...instances, '-p', 'Filters:=[{"Name":"zone","Values":["ap-guangzhou-1"]}]', '-p', 'Limit:=20'];
const listBody = '{"Filters":[{"Name":"zone","Values":["ap-guangzhou-1"]}],"Limit":20}';
const cvm = {
  host: 'cvm.tencentcloudapi.com',
  service: 'cvm',
  others: { 'X-TC-Action': 'DescribeInstances', 'X-TC-Version': '2017-03-12', 'X-TC-Region': 'ap-guangzhou' },
};

/** TC3. Each mistake is in the kind of text in which people usually meet it first. */
const tc3: Row[] = [
  { mistake: 'the local date', id: 'local-date', theirs: foreignTc3({ date: localDate }).toSign, words: result },
  { mistake: 'the local date, in a request', id: 'local-date', theirs: foreignTc3({ date: localDate }).http, words: result },
  { mistake: 'the local date, in a header', id: 'local-date', theirs: foreignTc3({ date: localDate }).authorization, words: result },
  {
    mistake: 'a date without dashes, as in the table of the manual',
    id: 'scope-date-format',
    theirs: foreignTc3({ date: (t) => new Date(t * 1000).toISOString().slice(0, 10).replaceAll('-', '') }).toSign,
    words: result,
  },
  { mistake: 'no charset', id: 'charset-missing', theirs: foreignTc3({ contentType: 'application/json' }).canonical, words: result },
  {
    mistake: 'no charset in what was signed',
    id: 'charset-missing',
    theirs: foreignTc3({ contentType: 'application/json', sentContentType: 'application/json; charset=utf-8' }).http,
    words: result,
  },
  {
    mistake: 'another charset',
    id: 'charset',
    theirs: foreignTc3({ contentType: 'application/json; charset=iso-8859-1' }).canonical,
    words: result,
  },
  {
    mistake: 'another charset, with only its hash known',
    id: 'charset',
    theirs: foreignTc3({ contentType: 'application/json;charset=utf-8' }).toSign,
    words: result,
  },
  {
    mistake: 'another content-type',
    id: 'content-type',
    theirs: foreignTc3({ contentType: 'application/x-www-form-urlencoded' }).canonical,
    words: result,
  },
  { mistake: 'another host', id: 'host', theirs: foreignTc3({ host: 'faceid.tencentcloudapi.com' }).canonical, words: result },
  {
    mistake: 'a port after the host',
    id: 'host-port',
    theirs: foreignTc3({ host: 'faceid.intl.tencentcloudapi.com:443' }).canonical,
    words: result,
  },
  {
    mistake: 'a port that was signed and not sent',
    id: 'host-port',
    theirs: foreignTc3({ host: 'faceid.intl.tencentcloudapi.com:443', sentHost: 'faceid.intl.tencentcloudapi.com' }).curl,
    words: result,
  },
  {
    mistake: 'a URL in place of the host',
    id: 'host-scheme',
    theirs: foreignTc3({ host: 'https://faceid.intl.tencentcloudapi.com' }).canonical,
    words: result,
  },
  {
    mistake: 'a line feed at the end',
    id: 'trailing-newline',
    theirs: foreignTc3({ joinLines: (lines) => `${lines.join('\n')}\n` }).canonical,
    words: result,
  },
  {
    mistake: 'a line feed at the end of the canonical request, with only its hash known',
    id: 'trailing-newline',
    theirs: foreignTc3({ hashRequest: (canonical) => sha256(`${canonical}\n`) }).toSign,
    words: result,
  },
  {
    mistake: 'lines that end in CR LF',
    id: 'line-ends',
    theirs: foreignTc3({ joinLines: (lines) => lines.join('\r\n'), headerLines: (lines) => lines.map((line) => `${line}\r\n`).join('') })
      .canonical,
    words: result,
  },
  {
    mistake: 'a backslash and an n for each line feed',
    id: 'backslash-n',
    theirs: foreignTc3({ joinLines: (lines) => lines.join('\\n'), headerLines: (lines) => lines.map((line) => `${line}\\n`).join('') })
      .http,
    words: result,
  },
  { mistake: 'no blank line', id: 'blank-line', theirs: foreignTc3({ headerLines: (lines) => lines.join('\n') }).canonical, words: result },
  { mistake: 'a byte order mark', id: 'byte-order-mark', theirs: `\ufeff${foreignTc3({}).canonical}`, words: result },
  { mistake: 'header names in capitals', id: 'header-name-case', theirs: foreignTc3({ headerName: titled }).canonical, words: result },
  {
    mistake: 'header values that keep their capital letters',
    id: 'charset',
    theirs: foreignTc3({ contentType: 'application/json; charset=UTF-8', headerValue: (value) => value }).canonical,
    words: result,
  },
  {
    mistake: 'a blank after the colon',
    id: 'header-value-blank',
    theirs: foreignTc3({ headerValue: (value) => ` ${value}` }).canonical,
    words: result,
  },
  {
    mistake: 'unsorted headers',
    id: 'header-order',
    theirs: foreignTc3({ order: () => ['host', 'content-type'] }).canonical,
    words: result,
  },
  {
    mistake: 'commas in SignedHeaders',
    id: 'signed-headers-separator',
    theirs: foreignTc3({ signedHeaders: (names) => names.join(',') }).canonical,
    words: result,
  },
  { mistake: 'an unsigned content-type', id: 'header-missing', theirs: foreignTc3({ order: () => ['host'] }).canonical, words: result },
  {
    mistake: 'a hash in capitals',
    id: 'hash-case',
    theirs: foreignTc3({ bodyHash: (body) => sha256(body).toUpperCase() }).canonical,
    words: result,
  },
  {
    mistake: 'a hash of the canonical request in capitals',
    id: 'canonical-hash-case',
    theirs: foreignTc3({ hashRequest: (text) => sha256(text).toUpperCase() }).toSign,
    words: result,
  },
  {
    mistake: 'a canonical request that was not hashed',
    id: 'not-hashed',
    theirs: foreignTc3({ hashRequest: (text) => text }).toSign,
    words: result,
  },
  {
    mistake: 'the body hash in StringToSign',
    id: 'body-hash-in-string-to-sign',
    theirs: foreignTc3({ hashRequest: () => sha256('{"SdkToken":"abc"}') }).toSign,
    words: result,
  },
  { mistake: 'an empty path', id: 'missing-slash', theirs: foreignTc3({ path: '' }).canonical, words: result },
  {
    mistake: 'an empty path, with only its hash known',
    id: 'missing-slash',
    theirs: foreignTc3({ path: '' }).toSign,
    words: result,
  },
  { mistake: 'GET signed and POST sent', id: 'method', theirs: foreignTc3({ method: 'GET', sentMethod: 'POST' }).http, words: result },
  { mistake: 'GET for POST', id: 'method', theirs: foreignTc3({ method: 'GET' }).canonical, words: result },
  { mistake: 'the service of the sample', id: 'scope-service', theirs: foreignTc3({ service: 'cvm' }).toSign, words: result },
  {
    mistake: 'another part of the host as the service',
    id: 'scope-service',
    theirs: foreignTc3({ service: 'intl' }).authorization,
    words: [...result, '--timestamp', '1551113065'],
  },
  { mistake: 'the scope end of another vendor', id: 'scope-end', theirs: foreignTc3({ scopeEnd: 'aws4_request' }).toSign, words: result },
  {
    mistake: 'a timestamp in milliseconds',
    id: 'timestamp-milliseconds',
    theirs: foreignTc3({ sentTimestamp: (t) => String(t * 1000 + 123) }).toSign,
    words: result,
  },
  { mistake: 'an empty body', id: 'empty-body', theirs: foreignTc3({ bodyHash: () => sha256('') }).canonical, words: result },
  { mistake: 'an empty body in what was signed', id: 'empty-body', theirs: foreignTc3({ bodyHash: () => sha256('') }).http, words: result },
  { mistake: 'another body', id: 'body', theirs: foreignTc3({ body: '{"SdkToken":"xyz"}' }).http, words: result },
  {
    mistake: 'another body, with only its hash known',
    id: 'body',
    theirs: foreignTc3({ body: '{"SdkToken":"xyz"}' }).canonical,
    words: result,
  },
  { mistake: 'a body with a line feed', id: 'body-newline', theirs: foreignTc3({ body: '{"SdkToken":"abc"}\n' }).curl, words: result },
  {
    mistake: 'JSON with blanks',
    id: 'json-spaces',
    theirs: foreignTc3({ ...cvm, body: JSON.stringify(JSON.parse(listBody), undefined, 2) }).canonical,
    words: list,
  },
  {
    mistake: 'JSON members in another order, with only their hash known',
    id: 'json-order',
    theirs: foreignTc3({ ...cvm, body: '{"Limit": 20, "Filters": [{"Values": ["ap-guangzhou-1"], "Name": "zone"}]}' }).canonical,
    words: list,
  },
  {
    mistake: 'JSON members in another order',
    id: 'json-order',
    theirs: foreignTc3({ ...cvm, body: '{"Limit":20,"Filters":[{"Name":"zone","Values":["ap-guangzhou-1"]}]}' }).http,
    words: list,
  },
  {
    mistake: 'another region',
    id: 'region',
    theirs: foreignTc3({ ...cvm, body: listBody, others: { ...cvm.others, 'X-TC-Region': 'ap-shanghai' } }).http,
    words: list,
  },
  {
    mistake: 'another version',
    id: 'version',
    theirs: foreignTc3({ ...cvm, body: listBody, others: { ...cvm.others, 'X-TC-Version': '2017-03-21' } }).curl,
    words: list,
  },
  { mistake: 'a secret with a line break', id: 'key-blank', theirs: foreignTc3({ secret: 'sandbox-key\n' }).http, words: result },
  {
    mistake: 'a secret with a blank',
    id: 'key-blank',
    theirs: foreignTc3({ secret: 'sandbox-key ' }).authorization,
    words: [...result, '--timestamp', '1551113065'],
  },
  { mistake: 'another secret', id: 'secret', theirs: foreignTc3({ secret: 'sandbox-kez' }).http, words: result },
  { mistake: 'the id as the secret', id: 'key-id', theirs: foreignTc3({ secret: 'sandbox-id' }).http, words: result },
  {
    mistake: 'no TC3 before the secret',
    id: 'key-prefix',
    theirs: foreignTc3({ key: (secret, ...steps) => derive(steps, secret) }).http,
    words: result,
  },
  {
    mistake: 'derived keys as hex text',
    id: 'key-derivation',
    theirs: foreignTc3({
      key: (secret, ...steps) =>
        steps.reduce<Buffer>((key, step) => Buffer.from(createHmac('sha256', key).update(step).digest('hex')), Buffer.from(`TC3${secret}`)),
    }).http,
    words: result,
  },
  {
    mistake: 'a derivation that leaves out the last step',
    id: 'key-derivation',
    theirs: foreignTc3({ key: (secret, date, service) => derive([date, service], `TC3${secret}`) }).http,
    words: result,
  },
  {
    mistake: 'a signature in base64',
    id: 'signature-encoding',
    theirs: foreignTc3({ signature: (key, text) => createHmac('sha256', key).update(text).digest('base64') }).http,
    words: result,
  },
];

/** The same mistakes with values that are in no list of idv. */
const unforeseen: Row[] = [
  {
    mistake: 'a Chinese charset',
    id: 'charset',
    theirs: foreignTc3({ contentType: 'application/json; charset=gb18030' }).canonical,
    words: result,
  },
  {
    mistake: 'an unusual port',
    id: 'host-port',
    theirs: foreignTc3({ host: 'faceid.intl.tencentcloudapi.com:10443' }).canonical,
    words: result,
  },
  { mistake: 'an invented service', id: 'scope-service', theirs: foreignTc3({ service: 'liveness' }).toSign, words: result },
  { mistake: 'a date of last year', id: 'scope-date', theirs: foreignTc3({ date: () => '2018-02-25' }).toSign, words: result },
  {
    mistake: 'a host of another region',
    id: 'host',
    theirs: foreignTc3({ host: 'faceid.ap-singapore.tencentcloudapi.com' }).canonical,
    words: result,
  },
  { mistake: 'another path', id: 'path', theirs: foreignTc3({ path: '/v1/faceid' }).canonical, words: result },
];

const get = {
  method: 'GET',
  contentType: 'application/x-www-form-urlencoded',
  body: '',
  host: 'cvm.tencentcloudapi.com',
  service: 'cvm',
  others: { 'X-TC-Action': 'DescribeInstances', 'X-TC-Version': '2017-03-12', 'X-TC-Region': 'ap-guangzhou' },
};
const query = [...instances, '--http-method', 'get', '-p', 'Limit:=20', '-p', 'Name=a b*~/c'];

const queryOf = (encode: (text: string) => string): string => `Limit=${encode('20')}&Name=${encode('a b*~/c')}`;

const tc3Query: Row[] = [
  {
    mistake: 'a blank as +',
    id: 'plus-for-blank',
    theirs: foreignTc3({ ...get, query: queryOf((text) => rfc3986(text).replaceAll('%20', '+')) }).canonical,
    words: query,
  },
  {
    mistake: '* not encoded',
    id: 'star-not-encoded',
    theirs: foreignTc3({ ...get, query: queryOf((text) => rfc3986(text).replaceAll('%2A', '*')) }).canonical,
    words: query,
  },
  {
    mistake: '~ encoded',
    id: 'tilde-encoded',
    theirs: foreignTc3({ ...get, query: queryOf((text) => rfc3986(text).replaceAll('~', '%7E')) }).canonical,
    words: query,
  },
  {
    mistake: 'a form encoder',
    id: 'url-encoder',
    theirs: foreignTc3({ ...get, query: new URLSearchParams({ Limit: '20', Name: 'a b*~/c' }).toString() }).canonical,
    words: query,
  },
  {
    mistake: 'encoded twice',
    id: 'encoded-twice',
    theirs: foreignTc3({ ...get, query: queryOf((text) => rfc3986(rfc3986(text))) }).canonical,
    words: query,
  },
  {
    mistake: 'lower case hex',
    id: 'hex-case',
    theirs: foreignTc3({ ...get, query: queryOf((text) => rfc3986(text).replace(/%../g, (code) => code.toLowerCase())) }).toSign,
    words: query,
  },
  { mistake: 'not encoded', id: 'not-encoded', theirs: foreignTc3({ ...get, query: queryOf((text) => text) }).canonical, words: query },
  {
    mistake: 'sorted by the locale',
    id: 'sorted-by-locale',
    theirs: foreignTc3({ ...get, query: 'limit=2&Name=a' }).canonical,
    words: [...instances, '--http-method', 'get', '-p', 'limit=2', '-p', 'Name=a'],
  },
  { mistake: 'a query that was not signed', id: 'query-missing', theirs: foreignTc3({ ...get, query: '' }).canonical, words: query },
];

const acs3: Row[] = [
  {
    mistake: 'a header that was not signed',
    id: 'header-missing',
    theirs: foreignAcs3({ signs: (name) => name !== 'content-type' }).canonical,
    words: job,
  },
  { mistake: 'header names in capitals', id: 'header-name-case', theirs: foreignAcs3({ headerName: titled }).canonical, words: job },
  {
    mistake: 'unsorted headers',
    id: 'header-order',
    theirs: foreignAcs3({ order: (names) => names.sort().reverse() }).canonical,
    words: job,
  },
  {
    mistake: 'a hash in capitals',
    id: 'hash-case',
    theirs: foreignAcs3({ bodyHash: (body) => sha256(body).toUpperCase() }).canonical,
    words: job,
  },
  { mistake: 'another body', id: 'body', theirs: foreignAcs3({ body: 'JobId=other' }).http, words: job },
  { mistake: 'another version', id: 'version', theirs: foreignAcs3({ others: { 'x-acs-version': '2019-12-30' } }).canonical, words: job },
  {
    mistake: 'the key of RPC, with an ampersand',
    id: 'key-prefix',
    theirs: foreignAcs3({ signature: (key, text) => createHmac('sha256', `${key}&`).update(text).digest('hex') }).http,
    words: job,
  },
  {
    mistake: 'a signature in base64',
    id: 'signature-encoding',
    theirs: foreignAcs3({ signature: (key, text) => createHmac('sha256', key).update(text).digest('base64') }).http,
    words: job,
  },
  {
    mistake: 'a time in milliseconds',
    id: 'timestamp-milliseconds',
    theirs: foreignAcs3({ xDate: (t) => new Date(t * 1000).toISOString() }).canonical,
    words: job,
  },
];

const v1Params = {
  Action: 'DescribeInstances',
  'InstanceIds.0': 'ins-09dx96dg',
  Limit: '20',
  Name: 'a b*~/c',
  Nonce: '11886',
  Region: 'ap-guangzhou',
  SecretId: 'sandbox-id',
  Timestamp: '1465185768',
  Version: '2017-03-12',
};
const v1 = [
  'call',
  'tencent/cvm',
  'DescribeInstances',
  '--api-version',
  '2017-03-12',
  '--region',
  'ap-guangzhou',
  '-p',
  'InstanceIds:=["ins-09dx96dg"]',
  '-p',
  'Limit:=20',
  '-p',
  'Name=a b*~/c',
];
const v1Get = [...v1, '--sign-method', 'hmac-sha1', '--http-method', 'get'];
const v1Get256 = [...v1, '--sign-method', 'hmac-sha256', '--http-method', 'get'];
const sha256Params = { ...v1Params, SignatureMethod: 'HmacSHA256' };
const without = (name: string) => (params: Record<string, string>) =>
  Object.fromEntries(Object.entries(params).filter(([each]) => each !== name));
const twelve = Object.fromEntries([...Array(12).keys()].map((index) => [`InstanceIds.${index}`, `ins-${index}`]));
const { 'InstanceIds.0': _one, ...noIds } = v1Params;

/** The key of TC3 derived by other steps. */
const derived =
  (steps: (date: string, service: string, end: string) => readonly string[], prefix = 'TC3') =>
  (secret: string, date: string, service: string, end: string) =>
    derive(steps(date, service, end), `${prefix}${secret}`);
const hashed = (algorithm: string) => (data: string | Buffer) => createHash(algorithm).update(data).digest('hex');
const pretty = JSON.stringify({ SdkToken: 'abc' }, undefined, '\t');

const moreTc3: Row[] = [
  ['a service in other letter case', 'scope-service', foreignTc3({ service: 'FaceId' }).toSign],
  ['unsorted headers, in a header', 'header-order', foreignTc3({ order: () => ['host', 'content-type'] }).authorization],
  ['an unsigned content-type, in a header', 'header-missing', foreignTc3({ order: () => ['host'] }).authorization],
  ['a header line without its name in the list', 'header-missing', foreignTc3({ signedHeaders: () => 'host' }).canonical],
  ['a name in the list without its header line', 'header-missing', foreignTc3({ headerLines: ([, host]) => `${host}\n` }).http],
  ['a semicolon at the end of the list', 'signed-headers-separator', foreignTc3({ signedHeaders: (names) => `${names.join(';')};` }).http],
  ['blanks in the list', 'signed-headers-separator', foreignTc3({ signedHeaders: (names) => names.join('; ') }).authorization],
  ['JSON indented by tabs that was hashed', 'json-spaces', foreignTc3({ body: pretty, sentBody: '{"SdkToken":"abc"}' }).http],
  ['a time with half a second', 'timestamp-milliseconds', foreignTc3({ sentTimestamp: (t) => `${t}.5` }).toSign],
  ['tc3 before the secret', 'key-prefix', foreignTc3({ key: derived((...steps) => steps, 'tc3') }).http],
  ['a derivation in another order', 'key-derivation', foreignTc3({ key: derived((date, service, end) => [service, date, end]) }).http],
  ['a derivation with the local date', 'key-derivation', foreignTc3({ key: derived((_date, ...rest) => ['2019-02-26', ...rest]) }).http],
  ['a body hashed by SHA-1', 'hash-algorithm', foreignTc3({ bodyHash: hashed('sha1') }).http],
  ['a body hashed by MD5', 'hash-algorithm', foreignTc3({ bodyHash: hashed('md5') }).canonical],
  ['a body hashed twice', 'hashed-twice', foreignTc3({ bodyHash: (body) => sha256(sha256(body)) }).http],
  ['a canonical request hashed by SHA-1', 'canonical-hash-algorithm', foreignTc3({ hashRequest: hashed('sha1') }).toSign],
  [
    'a signature by SHA-512',
    'signature-algorithm',
    foreignTc3({ signature: (key, text) => createHmac('sha512', key).update(text).digest('hex') }).http,
  ],
  ['PUT for POST', 'method', foreignTc3({ method: 'PUT', sentMethod: 'POST' }).http],
  ['PUT for POST, in the canonical request', 'method', foreignTc3({ method: 'PUT' }).canonical],
  ['another algorithm', 'algorithm', foreignTc3({ algorithm: 'TC3-HMAC-SHA1' }).http],
  ['an algorithm in lower case', 'algorithm', foreignTc3({ algorithm: 'tc3-hmac-sha256' }).toSign],
  ['the halves of the key swapped', 'key-swapped', foreignTc3({ id: 'sandbox-key', secret: 'sandbox-id' }).http],
].map(([mistake = '', id = '', theirs = '']) => ({ mistake, id, theirs, words: result }) as Row);

const tencentV1: Row[] = [
  {
    mistake: 'no / before the question mark, as in the Python sample',
    id: 'missing-slash',
    theirs: foreignV1({ params: v1Params, path: '' }).toSign,
    words: v1Get,
  },
  { mistake: 'no /, in a signature only', id: 'missing-slash', theirs: foreignV1({ params: v1Params, path: '' }).address, words: v1Get },
  { mistake: 'POST for GET', id: 'method', theirs: foreignV1({ params: v1Params, method: 'POST' }).toSign, words: v1Get },
  {
    mistake: 'GET signed and POST sent',
    id: 'method',
    theirs: foreignV1({ params: v1Params, method: 'GET', sentMethod: 'POST' }).http,
    words: v1,
  },
  { mistake: 'encoded values', id: 'values-encoded', theirs: foreignV1({ params: v1Params, encode: rfc3986 }).toSign, words: v1Get },
  {
    mistake: 'encoded values, in a signature only',
    id: 'values-encoded',
    theirs: foreignV1({ params: v1Params, encode: encodeURIComponent }).address,
    words: v1Get,
  },
  {
    mistake: 'no SignatureMethod',
    id: 'signature-method-missing',
    theirs: foreignV1({ params: sha256Params, signedParams: without('SignatureMethod') }).toSign,
    words: v1Get256,
  },
  {
    mistake: 'SignatureMethod signed and not sent',
    id: 'signature-method-extra',
    theirs: foreignV1({ params: v1Params, signedParams: (params) => ({ ...params, SignatureMethod: 'HmacSHA1' }) }).address,
    words: v1Get,
  },
  {
    mistake: 'an extra SignatureMethod',
    id: 'signature-method-extra',
    theirs: foreignV1({ params: v1Params, signedParams: (params) => ({ ...params, SignatureMethod: 'HmacSHA1' }) }).toSign,
    words: v1Get,
  },
  {
    mistake: 'sorted by number',
    id: 'sorted-by-number',
    theirs: foreignV1({
      params: { ...noIds, ...twelve },
      order: (names) => names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })),
    }).toSign,
    words: [
      ...v1.slice(0, 7),
      '-p',
      `InstanceIds:=${JSON.stringify(Object.values(twelve))}`,
      '-p',
      'Limit:=20',
      '-p',
      'Name=a b*~/c',
      '--sign-method',
      'hmac-sha1',
      '--http-method',
      'get',
    ],
  },
  {
    mistake: 'unsorted parameters',
    id: 'parameter-order',
    theirs: foreignV1({
      params: v1Params,
      order: () => ['Nonce', 'Timestamp', 'Region', 'SecretId', 'Version', 'Action', 'InstanceIds.0', 'Limit', 'Name'],
    }).toSign,
    words: v1Get,
  },
  {
    mistake: 'a list counted from one',
    id: 'list-numbering',
    theirs: foreignV1({ params: { ...noIds, 'InstanceIds.1': 'ins-09dx96dg' } }).toSign,
    words: v1Get,
  },
  {
    mistake: 'a timestamp in milliseconds',
    id: 'timestamp-milliseconds',
    theirs: foreignV1({ params: { ...v1Params, Timestamp: '1465185768123' } }).toSign,
    words: v1Get,
  },
  {
    mistake: 'a port after the host',
    id: 'host-port',
    theirs: foreignV1({ params: v1Params, host: 'cvm.tencentcloudapi.com:443' }).toSign,
    words: v1Get,
  },
  { mistake: 'another region', id: 'region', theirs: foreignV1({ params: { ...v1Params, Region: 'ap-shanghai' } }).address, words: v1Get },
  {
    mistake: 'another version',
    id: 'version',
    theirs: foreignV1({ params: { ...v1Params, Version: '2017-03-21' } }).address,
    words: v1Get,
  },
  {
    mistake: 'the signature in hex',
    id: 'signature-encoding',
    theirs: foreignV1({ params: v1Params, signature: (secret, text) => createHmac('sha1', secret).update(text).digest('hex') }).address,
    words: v1Get,
  },
  {
    mistake: 'HmacSHA256 without SignatureMethod',
    id: 'signature-algorithm',
    theirs: foreignV1({ params: v1Params, signature: (secret, text) => createHmac('sha256', secret).update(text).digest('base64') })
      .address,
    words: v1Get,
  },
  {
    mistake: 'a + that was not encoded, because escape() leaves it unchanged',
    id: 'signature-plus',
    theirs: foreignV1({ params: { ...v1Params, Nonce: plusNonce() }, sentValue: (value) => escape(value) }).address,
    words: v1Get,
  },
  {
    mistake: 'one variable filled and another signed, as in the PHP sample',
    id: 'two-variables',
    theirs: foreignV1({ params: v1Params, signedParams: ({ Timestamp = '' }) => ({ Timestamp }) }).address,
    words: v1Get,
  },
];

/** A nonce whose signature contains a plus sign. */
function plusNonce(): string {
  for (let nonce = 1; ; nonce += 1) {
    const { signature } = foreignV1({ params: { ...v1Params, Nonce: String(nonce) } });
    if (signature.includes('+')) return String(nonce);
  }
}

const rpcParams = {
  AccessKeyId: 'sandbox-id',
  Action: 'DescribeThings',
  Format: 'JSON',
  Name: "a b*~/c!'()",
  SignatureMethod: 'HMAC-SHA1',
  SignatureNonce: '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
  SignatureVersion: '1.0',
  Timestamp: '2016-02-23T12:46:24Z',
  Version: '2014-05-26',
  'id.1': 'x',
};
const rpc = ['call', 'aliyun/ecs', 'DescribeThings', '--api-version', '2014-05-26', '-p', "Name=a b*~/c!'()", '-p', 'id:=["x"]'];
const rpcMistake = (
  id: string,
  mistake: string,
  changed: Omit<Parameters<typeof foreignRpc>[0], 'params'> & { params?: Record<string, string> },
): Row => ({
  mistake,
  id,
  theirs: foreignRpc({ params: rpcParams, ...changed }).toSign,
  words: rpc,
});

const javaEncoder = (text: string): string => rfc3986(text).replaceAll('%20', '+').replaceAll('%2A', '*').replaceAll('~', '%7E');
const pythonQuote = (text: string): string => rfc3986(text).replaceAll('%2F', '/');

const answer = (toSign: string): string =>
  JSON.stringify({
    RequestId: '4C467B38-3910-447D-87BC-AC049166F216',
    HostId: 'ecs.aliyuncs.com',
    Code: 'SignatureDoesNotMatch',
    Message: `Specified signature is not matched with our calculation. server string to sign is:${toSign}`,
  });

const aliyunRpc: Row[] = [
  rpcMistake('plus-for-blank', 'a blank as +', { encode: (text) => rfc3986(text).replaceAll('%20', '+') }),
  rpcMistake('star-not-encoded', '* not encoded', { encode: (text) => rfc3986(text).replaceAll('%2A', '*') }),
  rpcMistake('tilde-encoded', '~ encoded', { encode: (text) => rfc3986(text).replaceAll('~', '%7E') }),
  rpcMistake('url-encoder', 'only java.net.URLEncoder', { encode: javaEncoder }),
  rpcMistake('encode-uri-component', 'only encodeURIComponent', { encode: encodeURIComponent }),
  rpcMistake('slash-not-encoded', 'Python’s quote', { encode: pythonQuote }),
  rpcMistake('encoded-twice', 'values encoded twice', { encode: (text) => rfc3986(rfc3986(text)) }),
  rpcMistake('not-encoded', 'values not encoded', { encode: (text) => text }),
  rpcMistake('not-encoded-again', 'the query not encoded again', { encodeAgain: (text) => text }),
  rpcMistake('path-not-encoded', 'the path not encoded', { encodePath: (text) => text }),
  rpcMistake('path-missing', 'no path', { join: (method, _host, _path, text) => `${method}&${rfc3986(text)}` }),
  rpcMistake('hex-case', 'lower case hex', { encode: (text) => rfc3986(text).replace(/%../g, (code) => code.toLowerCase()) }),
  rpcMistake('sorted-by-locale', 'sorted by the locale', { order: (names) => names.sort((a, b) => a.localeCompare(b, 'en')) }),
  rpcMistake('signature-included', 'the signature among the signed parameters', {
    signedParams: (params) => ({ ...params, Signature: 'x' }),
  }),
  rpcMistake('signature-method-missing', 'no SignatureMethod', { signedParams: without('SignatureMethod') }),
  rpcMistake('parameter-missing', 'no Format', { signedParams: without('Format') }),
  rpcMistake('method', 'GET for POST', { method: 'GET' }),
  rpcMistake('timestamp-milliseconds', 'milliseconds', { params: { ...rpcParams, Timestamp: '2016-02-23T12:46:24.000Z' } }),
  rpcMistake('timestamp-format', 'a time without zeros, as in the ID Verification document', {
    params: { ...rpcParams, Timestamp: '2016-2-23T12:46:24Z' },
  }),
  rpcMistake('list-numbering', 'a list counted from zero', { params: { ...without('id.1')(rpcParams), 'id.0': 'x' } }),
  rpcMistake('trailing-newline', 'a line feed at the end', {
    join: (method, _host, path, text) => `${method}&${rfc3986(path)}&${rfc3986(text)}\n`,
  }),
  {
    mistake: 'a local time',
    id: 'timestamp-local',
    theirs: foreignRpc({ params: { ...rpcParams, Timestamp: '2016-02-23T20:46:24Z' } }).toSign,
    words: [...rpc, '--timestamp', '1456231584'],
  },
  {
    mistake: 'no ampersand after the secret',
    id: 'key-prefix',
    theirs: foreignRpc({
      params: rpcParams,
      host: 'ecs.ap-southeast-1.aliyuncs.com',
      signature: (secret, text) => createHmac('sha1', secret).update(text).digest('base64'),
    }).http,
    words: rpc,
  },
  {
    mistake: 'a secret with a blank',
    id: 'key-blank',
    theirs: foreignRpc({ params: rpcParams, host: 'ecs.ap-southeast-1.aliyuncs.com', secret: ' sandbox-key' }).form,
    words: rpc,
  },
  {
    mistake: 'a form encoder, in a signature only',
    id: 'url-encoder',
    theirs: foreignRpc({ params: rpcParams, encode: javaEncoder }).http,
    words: rpc,
  },
  {
    mistake: 'a value that was changed on the way',
    id: 'parameter-value',
    theirs: answer(foreignRpc({ params: { ...rpcParams, Name: 'another' } }).toSign),
    words: rpc,
  },
  {
    mistake: 'a refused signature over the same string',
    id: 'secret',
    theirs: answer(foreignRpc({ params: rpcParams }).toSign),
    words: rpc,
  },
];

/** The manual masks its keys with five asterisks. Such keys give other signatures than those that the manual prints. */
const masked = (asterisks: number) => ({
  id: `AKIDz8krbsJ5yKBZQpn74WFkmLPx3${'*'.repeat(asterisks)}`,
  secret: `Gu5t9xGARNpq86cd98joQYCN3${'*'.repeat(asterisks)}`,
});
const printedKey = { TENCENTCLOUD_SECRET_ID: masked(5).id, TENCENTCLOUD_SECRET_KEY: masked(5).secret };
const example = {
  TENCENTCLOUD_SECRET_ID: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
  TENCENTCLOUD_SECRET_KEY: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
};
const manualParams = {
  Action: 'DescribeInstances',
  'InstanceIds.0': 'ins-09dx96dg',
  Limit: '20',
  Nonce: '11886',
  Offset: '0',
  Region: 'ap-guangzhou',
  Timestamp: '1465185768',
  Version: '2017-03-12',
};
const manualWords = [
  ...v1.slice(0, 7),
  '-p',
  'InstanceIds:=["ins-09dx96dg"]',
  '-p',
  'Limit:=20',
  '-p',
  'Offset:=0',
  '--sign-method',
  'hmac-sha1',
  '--http-method',
  'get',
];
const manualAddress = foreignV1({
  params: { ...manualParams, SecretId: example.TENCENTCLOUD_SECRET_ID },
  secret: example.TENCENTCLOUD_SECRET_KEY,
});

const lowerHex = (text: string): string => rfc3986(text).replace(/%../g, (code) => code.toLowerCase());
const unsorted = [
  'Version',
  'Timestamp',
  'Name',
  'id.1',
  'Format',
  'SignatureVersion',
  'SignatureNonce',
  'SignatureMethod',
  'Action',
  'AccessKeyId',
];
const inOrder = (params: Record<string, string>) => Object.fromEntries(unsorted.map((name) => [name, params[name] ?? '']));
const ofV1 = (changed: Parameters<typeof foreignV1>[0]) => foreignV1({ ...changed, params: v1Params });

const moreParameters: Row[] = [
  [
    'parameters signed in the order of writing',
    'parameter-order',
    foreignRpc({ params: inOrder(rpcParams), order: (names) => names }).http,
    rpc,
  ],
  ['the second encoding in lower case hex', 'hex-case', foreignRpc({ params: rpcParams, encodeAgain: lowerHex }).toSign, rpc],
  ['both encodings in lower case hex', 'hex-case', foreignRpc({ params: rpcParams, encode: lowerHex, encodeAgain: lowerHex }).form, rpc],
  ['PUT for POST', 'method', foreignRpc({ params: rpcParams, method: 'PUT' }).toSign, rpc],
  [
    'a nonce that was not signed',
    'parameter-missing',
    foreignRpc({ params: rpcParams, signedParams: without('SignatureNonce') }).http,
    rpc,
  ],
  ['no question mark', 'question-mark-missing', ofV1({ params: {}, join: (m, h, p, q) => `${m}${h}${p}${q}` }).toSign, v1Get],
  [
    'no question mark, in a signature only',
    'question-mark-missing',
    ofV1({ params: {}, join: (m, h, p, q) => `${m}${h}${p}${q}` }).address,
    v1Get,
  ],
  ['ampersands between the parts', 'parts-separated', ofV1({ params: {}, join: (...parts) => parts.join('&') }).address, v1Get],
  ['the path of the older API', 'old-address', ofV1({ params: {}, path: '/v2/index.php' }).address, v1Get],
  [
    'the host of the older API',
    'old-address',
    ofV1({ params: {}, host: 'cvm.api.qcloud.com', sentHost: 'cvm.tencentcloudapi.com' }).address,
    v1Get,
  ],
  [
    'the halves of the key swapped',
    'key-swapped',
    foreignRpc({ params: { ...rpcParams, AccessKeyId: 'sandbox-key' }, secret: 'sandbox-id' }).http,
    rpc,
  ],
].map(([mistake, id, theirs, words]) => ({ mistake, id, theirs, words }) as Row);

const moreAcs3: Row[] = [
  ['commas in SignedHeaders', 'signed-headers-separator', foreignAcs3({ signedHeaders: (names) => names.join(',') }).http],
  ['one x-acs- header not signed', 'header-missing', foreignAcs3({ signs: (name) => name !== 'x-acs-signature-nonce' }).http],
  ['only the host signed', 'header-missing', foreignAcs3({ signs: (name) => name === 'host' }).canonical],
  ['a body hashed by SHA-1', 'hash-algorithm', foreignAcs3({ bodyHash: hashed('sha1') }).canonical],
  ['another algorithm', 'algorithm', foreignAcs3({ algorithm: 'ACS3-HMAC-SHA1' }).http],
].map(([mistake = '', id = '', theirs = '']) => ({ mistake, id, theirs, words: job }) as Row);

/** The mistakes in the vendors' own samples. */
const samples: Row[] = [
  {
    mistake: 'a masked key with five asterisks for seven',
    id: 'key-masked',
    theirs: foreignTc3(masked(7)).http,
    words: result,
    env: printedKey,
  },
  {
    mistake: 'a masked key with five asterisks for seven, in HmacSHA1',
    id: 'key-masked',
    theirs: foreignV1({
      params: { ...manualParams, SecretId: masked(5).id },
      secret: masked(7).secret,
      signedParams: (params) => ({ ...params, SecretId: masked(5).id }),
    }).address,
    words: manualWords,
    env: printedKey,
  },
  {
    mistake: 'a hash of 60 digits',
    id: 'hash-cut',
    theirs: foreignTc3({ hashRequest: (canonical) => sha256(canonical).replace(/^(.{17}).{4}/, '$1') }).toSign,
    words: result,
  },
  {
    mistake: 'a lower case L in place of a capital i',
    id: 'look-alike',
    theirs: manualAddress.address.replace(/I%3D/, 'l%3D'),
    words: manualWords,
    env: example,
  },
  {
    mistake: 'the placeholder that the manual prints for two bodies',
    id: 'printed-placeholder',
    theirs: foreignTc3({ signature: () => '582c400e06b5924a6f2b5d7d672d79c15b13162d9279b0855cfba6789a8edb4c' }).http,
    words: result,
  },
  {
    mistake: 'the placeholder of HmacSHA256',
    id: 'printed-placeholder',
    theirs: foreignV1({
      params: { ...sha256Params, SecretId: 'AKIDEXAMPLE' },
      signature: () => '37ac2f4fde00b0ac9bd9eadeb459b1bbec224158d66e7ae5fcadb70b2d181d02',
    }).address,
    words: v1Get256,
  },
  {
    mistake: 'the placeholder of the Authorization example',
    id: 'printed-placeholder',
    theirs: foreignTc3({ signature: () => 'fe5f80f77d5fa3beca038a248ff027d0445342fe2855ddc963176630326f1024' }).authorization,
    words: result,
  },
  {
    mistake: 'the placeholder of the Visual Intelligence API',
    id: 'printed-placeholder',
    theirs: foreignRpc({ params: rpcParams, signature: () => 'Pc5WB8gokVn0xfeu/ZV+iNM1dg****' }).http,
    words: rpc,
  },
  {
    mistake: 'the Python sample, whose JSON has another order of members',
    id: 'json-order',
    theirs: foreignTc3({ ...cvm, body: '{"Filters": [{"Values": ["ap-guangzhou-1"], "Name": "zone"}], "Limit": 20}' }).toSign,
    words: list,
  },
];

const everyRow = [
  ...tc3,
  ...moreTc3,
  ...unforeseen,
  ...tc3Query,
  ...acs3,
  ...moreAcs3,
  ...tencentV1,
  ...aliyunRpc,
  ...moreParameters,
  ...samples,
];

describe('sign diff names the right mistake first', () => {
  it.each(everyRow)('$mistake: $id', async ({ theirs, words, id, env }) => {
    const { exitCode, report } = await diff(theirs, words, env);
    expect(report.differences[0]?.cause.id).toBe(id);
    expect(exitCode).toBe(40);
  });
});

const right: [string, string | Buffer, readonly string[]][] = [
  ['a canonical request of TC3', foreignTc3({}).canonical, result],
  ['a string to sign of TC3', foreignTc3({}).toSign, result],
  ['an Authorization header of TC3', foreignTc3({}).authorization, result],
  ['an Authorization header of TC3 with its name', `Authorization: ${foreignTc3({}).authorization}\n`, result],
  ['a request of TC3', foreignTc3({}).http, result],
  ['a curl command of TC3', foreignTc3({}).curl, result],
  ['a GET of TC3', foreignTc3({ ...get, query: queryOf(rfc3986) }).http, query],
  ['a request of TC3 that signs its action', foreignTc3({ order: () => ['content-type', 'host', 'x-tc-action'] }).http, result],
  ['a canonical request of ACS3', foreignAcs3({}).canonical, job],
  ['a request of ACS3', foreignAcs3({}).http, job],
  [
    'a request of ACS3 with its parameters in the query',
    foreignAcs3({ query: 'JobId=4C467B38-3910-447D-87BC-AC049166F216', body: '', contentType: '' }).canonical,
    job,
  ],
  ['a string to sign of HmacSHA1', foreignV1({ params: v1Params }).toSign, v1Get],
  ['an address of HmacSHA256', foreignV1({ params: sha256Params }).address, v1Get256],
  ['a form of HmacSHA1', foreignV1({ params: v1Params, method: 'POST' }).form, [...v1, '--sign-method', 'hmac-sha1']],
  ['a request of HmacSHA256', foreignV1({ params: sha256Params, method: 'POST' }).http, v1],
  ['a request string of HmacSHA1', foreignV1({ params: v1Params }).canonical, v1Get],
  ['a string to sign of RPC', foreignRpc({ params: rpcParams }).toSign, rpc],
  ['a canonicalized query of RPC', foreignRpc({ params: rpcParams }).canonical, rpc],
  ['a request of RPC', foreignRpc({ params: rpcParams }).http, rpc],
  ['an address of RPC', foreignRpc({ params: rpcParams, method: 'GET' }).address, rpc],
];

it.each(everyRow.filter(({ id }) => id === 'signature-method-missing'))(
  'the hint for $mistake says only what holds for its signature: $words',
  async ({ theirs, words }) => {
    const { report } = await diff(theirs, words);
    expect(report.differences[0]?.cause).toMatchObject({ fix: 'sign and send SignatureMethod: this signature needs it' });
  },
);

describe('sign diff finds no difference when the other party is right', () => {
  it.each(right)('in %s', async (_name, theirs, words) => {
    const { exitCode, report, text } = await diff(theirs, words);
    expect(report.differences, text).toEqual([]);
    expect(exitCode).toBe(0);
  });
});

/** More than one mistake, or one at a place where two texts have a different number of pieces. */
const several: Omit<Row, 'id'>[] = [
  {
    mistake: 'four mistakes in a canonical request',
    theirs: `${foreignTc3({ method: 'GET', contentType: 'application/json', host: 'h:443', bodyHash: () => 'E3B0' }).canonical}\n`,
    words: result,
  },
  {
    mistake: 'two mistakes in lines that end in CR LF',
    theirs: foreignTc3({ host: 'h', path: '/v1' }).canonical.replaceAll('\n', '\r\n'),
    words: result,
  },
  {
    mistake: 'a byte order mark and another host',
    theirs: `\ufeff${foreignTc3({ host: 'h' }).canonical}`,
    words: result,
  },
  {
    mistake: 'an extra header, and another order of lines',
    theirs: foreignTc3({ order: () => ['x-tc-action', 'host', 'content-type'] }).canonical,
    words: result,
  },
  { mistake: 'a header twice', theirs: foreignTc3({ order: () => ['content-type', 'host', 'host', 'host'] }).canonical, words: result },
  {
    mistake: 'three parameters more and one less',
    theirs: foreignV1({ params: { ...without('Limit')(v1Params), Extra: '1', Other: 'a&b', Zone: '' } }).toSign,
    words: v1Get,
  },
  {
    mistake: 'parameters that are allowed, and one that is not',
    theirs: foreignV1({ params: { ...v1Params, Language: 'zh-CN', RequestClient: 'x', Languages: 'y' } }).toSign,
    words: v1Get,
  },
  {
    mistake: 'two values and the host, in an address',
    theirs: foreignV1({ params: { ...v1Params, Limit: '21', Name: 'b' }, host: 'vm.tencentcloudapi.com' }).address,
    words: v1Get,
  },
  {
    mistake: 'two values and a missing one in RPC',
    theirs: foreignRpc({ params: { ...without('Format')(rpcParams), Name: 'b', Version: '2014-05-27' } }).toSign,
    words: rpc,
  },
  {
    mistake: 'a token that idv does not have',
    theirs: foreignRpc({ params: { ...rpcParams, SecurityToken: 'token-of-another' } }).canonical,
    words: rpc,
  },
  {
    mistake: 'a header of ACS3 that idv does not send, and one that differs',
    theirs: foreignAcs3({ others: { 'x-acs-extra': '1', 'x-acs-action': 'Other' } }).canonical,
    words: job,
  },
  {
    mistake: 'an Authorization header with another algorithm, scope and list',
    theirs: foreignTc3({ algorithm: 'TC3-HMAC-SHA1', service: 'x', order: () => ['host'] }).authorization,
    words: [...result, '--timestamp', '1551113065'],
  },
  {
    mistake: 'a request with other unsigned headers and another body',
    theirs: foreignTc3({ body: '{"SdkToken":"abd","More":1}', others: { 'X-TC-Action': 'A', 'X-TC-Region': 'r', 'X-TC-Token': 't' } }).http,
    words: result,
  },
  { mistake: 'a body that is not JSON', theirs: foreignTc3({ body: 'SdkToken: abc' }).http, words: result },
  { mistake: 'a body that is not text', theirs: foreignTc3({ body: Buffer.from([0x7b, 0xff, 0xfe]) }).http, words: result },
  {
    mistake: 'a request that was changed after it was signed',
    theirs: foreignTc3({ sentContentType: 'application/json' }).http,
    words: result,
  },
  {
    mistake: 'another body with the right signature for it',
    theirs: foreignTc3({ body: '{"SdkToken":"xyz"}' }).http,
    words: result,
  },
  {
    mistake: 'another body with a signature of another secret',
    theirs: foreignTc3({ body: '{"SdkToken":"xyz"}', secret: 'x' }).http,
    words: result,
  },
];

const place = ({ stage, field, offset, line, column, ours, theirs, cause }: Place): string =>
  [
    `  ${stage} > ${field}${offset === null ? '' : ` at ${offset} (${line}:${column})`}: ${cause.id}, ${cause.cause}`,
    `    ours   ${ours}`,
    `    theirs ${theirs}`,
  ].join('\n');

/** Shows where idv sees each difference, what it shows of it and what it says about the signature, without the table above. */
it('sign diff reports each mistake as reports.txt shows it', { timeout: 180_000 }, async () => {
  const reports: string[] = [];
  const rightRows = right.map(([mistake, theirs, words]) => ({ mistake, theirs, words }));
  for (const { mistake, theirs, words, env } of [...everyRow, ...several, ...rightRows] as Omit<Row, 'id'>[]) {
    const { report } = await diff(theirs, words, env);
    const notes = report.notes.map((note) => `  note: ${note}`);
    reports.push(
      [
        `${mistake} (${report.signMethod}, ${report.kind})`,
        ...report.differences.map(place),
        `  signature ${report.signature}`,
        ...notes,
      ].join('\n'),
    );
  }
  await expect(`${reports.join('\n\n')}\n`).toMatchFileSnapshot('reports.txt');
});

it('the table has more than fifty mistakes', () => {
  expect(new Set(everyRow.map(({ id }) => id)).size).toBeGreaterThan(50);
});
