import { createHash, createHmac } from 'node:crypto';

/**
 * Our own signers for the tests, with one function for each step. They follow the vendors' documents and use nothing from `src`. A test
 * replaces one step with a wrong one, as a person would write it, and checks that idv names the mistake.
 */

export const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string, algorithm = 'sha256'): Buffer => createHmac(algorithm, key).update(data).digest();

/** RFC 3986, byte by byte. */
export const rfc3986 = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) =>
      /[A-Za-z0-9\-_.~]/.test(String.fromCharCode(byte))
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('');

const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export interface HeaderSteps {
  id: string;
  secret: string;
  method: string;
  sentMethod: string;
  host: string;
  sentHost: string;
  contentType: string;
  sentContentType: string;
  path: string;
  query: string;
  body: string | Buffer;
  sentBody: string | Buffer;
  timestamp: number;
  service: string;
  others: Record<string, string>;
  headerName(name: string): string;
  headerValue(value: string): string;
  order(names: string[]): string[];
  headerLines(headers: string[]): string;
  signedHeaders(names: string[]): string;
  bodyHash(body: string | Buffer): string;
  joinLines(lines: string[]): string;
  hashRequest(canonical: string): string;
  sentTimestamp(timestamp: number): string;
  date(timestamp: number): string;
  scopeEnd: string;
  algorithm: string;
  key(secret: string, date: string, service: string, end: string): Buffer;
  signature(key: Buffer, toSign: string): string;
}

const utc = (timestamp: number): string => new Date(timestamp * 1000).toISOString();

const plainSteps = {
  headerName: (name: string) => name,
  order: (names: string[]) => names.sort(byBytes),
  headerLines: (headers: string[]) => headers.map((header) => `${header}\n`).join(''),
  signedHeaders: (names: string[]) => names.join(';'),
  bodyHash: sha256,
  joinLines: (lines: string[]) => lines.join('\n'),
  hashRequest: sha256,
  signature: (key: Buffer, toSign: string) => hmac(key, toSign).toString('hex'),
};

export interface ForeignTexts {
  canonical: string;
  toSign: string;
  authorization: string;
  http: Buffer;
  curl: string;
}

const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Tencent Cloud's TC3-HMAC-SHA256. */
export function foreignTc3(changed: Partial<HeaderSteps>): ForeignTexts {
  const base = {
    id: 'sandbox-id',
    secret: 'sandbox-key',
    method: 'POST',
    host: 'faceid.intl.tencentcloudapi.com',
    contentType: 'application/json; charset=utf-8',
    path: '/',
    query: '',
    body: '{"SdkToken":"abc"}' as string | Buffer,
    timestamp: 1551113065,
    service: 'faceid',
    others: {
      'X-TC-Action': 'GetFaceIdResultIntl',
      'X-TC-Version': '2018-03-01',
      'X-TC-Region': 'ap-singapore',
    } as Record<string, string>,
    ...plainSteps,
    headerValue: (value: string) => value.toLowerCase().trim(),
    sentTimestamp: String,
    date: (timestamp: number) => utc(timestamp).slice(0, 10),
    scopeEnd: 'tc3_request',
    algorithm: 'TC3-HMAC-SHA256',
    key: (secret: string, date: string, service: string, end: string) => hmac(hmac(hmac(`TC3${secret}`, date), service), end),
    ...changed,
  };
  const step = { sentMethod: base.method, sentHost: base.host, sentContentType: base.contentType, sentBody: base.body, ...base };
  const values: Record<string, string> = { 'content-type': step.contentType, host: step.host };
  for (const [name, value] of Object.entries(step.others)) values[name.toLowerCase()] = value;
  const names = step.order(['content-type', 'host']);
  const lines = names.map((name) => `${step.headerName(name)}:${step.headerValue(values[name] ?? '')}`);
  const signed = step.signedHeaders(names.map(step.headerName));
  const canonical = step.joinLines([step.method, step.path, step.query, step.headerLines(lines), signed, step.bodyHash(step.body)]);
  const date = step.date(step.timestamp);
  const scope = `${date}/${step.service}/${step.scopeEnd}`;
  const toSign = step.joinLines([step.algorithm, step.sentTimestamp(step.timestamp), scope, step.hashRequest(canonical)]);
  const signature = step.signature(step.key(step.secret, date, step.service, step.scopeEnd), toSign);
  const authorization = `${step.algorithm} Credential=${step.id}/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
  const headers: [string, string][] = [
    ['Host', step.sentHost],
    ['Content-Type', step.sentContentType],
    ['Authorization', authorization],
    ['X-TC-Timestamp', step.sentTimestamp(step.timestamp)],
    ...Object.entries(step.others),
  ];
  return { canonical, toSign, authorization, ...asRequest(step.sentMethod, step.query, headers, Buffer.from(step.sentBody)) };
}

function asRequest(method: string, query: string, headers: [string, string][], body: Buffer): { http: Buffer; curl: string } {
  const target = `/${query === '' ? '' : `?${query}`}`;
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? '';
  const head = [
    `${method} ${target} HTTP/1.1`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(method === 'GET' ? [] : [`Content-Length: ${body.length}`]),
  ];
  const parts = [
    'curl',
    '-X',
    method,
    shellQuoted(`https://${host}${target}`),
    ...headers.flatMap(([name, value]) => ['-H', shellQuoted(`${name}: ${value}`)]),
    ...(method === 'GET' ? [] : ['--data-raw', shellQuoted(body.toString())]),
  ];
  return {
    http: Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), method === 'GET' ? Buffer.alloc(0) : body]),
    curl: parts.join(' '),
  };
}

/** Alibaba Cloud's ACS3-HMAC-SHA256. */
export function foreignAcs3(
  changed: Partial<HeaderSteps> & { nonce?: string; xDate?: (timestamp: number) => string; signs?: (name: string) => boolean },
): ForeignTexts {
  const base = {
    id: 'sandbox-id',
    secret: 'sandbox-key',
    method: 'POST',
    host: 'videoenhan.cn-shanghai.aliyuncs.com',
    contentType: 'application/x-www-form-urlencoded',
    path: '/',
    query: '',
    body: 'JobId=4C467B38-3910-447D-87BC-AC049166F216' as string | Buffer,
    timestamp: 1551113065,
    nonce: '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
    xDate: (timestamp: number) => `${utc(timestamp).slice(0, 19)}Z`,
    signs: () => true,
    ...plainSteps,
    headerValue: (value: string) => value.trim(),
    algorithm: 'ACS3-HMAC-SHA256',
    ...changed,
  };
  const step = { sentMethod: base.method, sentHost: base.host, sentContentType: base.contentType, sentBody: base.body, ...base };
  const values: Record<string, string> = {
    host: step.host,
    'content-type': step.contentType,
    'x-acs-action': 'GetAsyncJobResult',
    'x-acs-version': '2020-03-20',
    'x-acs-date': step.xDate(step.timestamp),
    'x-acs-signature-nonce': step.nonce,
    'x-acs-content-sha256': step.bodyHash(step.body),
    ...step.others,
  };
  const names = step.order(
    Object.keys(values)
      .filter((name) => values[name] !== '')
      .filter(step.signs),
  );
  const lines = names.map((name) => `${step.headerName(name)}:${step.headerValue(values[name] ?? '')}`);
  const signed = step.signedHeaders(names.map(step.headerName));
  const canonical = step.joinLines([step.method, step.path, step.query, step.headerLines(lines), signed, step.bodyHash(step.body)]);
  const toSign = step.joinLines([step.algorithm, step.hashRequest(canonical)]);
  const signature = step.signature(Buffer.from(step.secret), toSign);
  const authorization = `${step.algorithm} Credential=${step.id},SignedHeaders=${signed},Signature=${signature}`;
  const headers: [string, string][] = [
    ...Object.entries(values).map(([name, value]): [string, string] => [name, name === 'host' ? step.sentHost : value]),
    ['Authorization', authorization],
  ];
  return { canonical, toSign, authorization, ...asRequest(step.sentMethod, step.query, headers, Buffer.from(step.sentBody)) };
}

export interface ParameterSteps {
  secret: string;
  method: string;
  sentMethod: string;
  host: string;
  sentHost: string;
  path: string;
  params: Record<string, string>;
  /** The parameters that are signed. */
  signedParams(params: Record<string, string>): Record<string, string>;
  order(names: string[]): string[];
  encode(text: string): string;
  encodeAgain(text: string): string;
  encodePath(text: string): string;
  join(method: string, host: string, path: string, query: string): string;
  signature(secret: string, toSign: string): string;
  sentValue(value: string): string;
}

export interface ForeignParameterTexts {
  canonical: string;
  toSign: string;
  signature: string;
  http: Buffer;
  address: string;
  form: string;
}

function signParameters(step: ParameterSteps): ForeignParameterTexts {
  const signed = step.signedParams(step.params);
  const canonical = step
    .order(Object.keys(signed))
    .map((name) => `${step.encode(name)}=${step.encode(signed[name] ?? '')}`)
    .join('&');
  const toSign = step.join(step.method, step.host, step.path, canonical);
  const signature = step.signature(step.secret, toSign);
  const form = [...Object.entries(step.params), ['Signature', signature]]
    .map(([name = '', value = '']) => `${rfc3986(name)}=${step.sentValue(value)}`)
    .join('&');
  const isGet = step.sentMethod === 'GET';
  const type: [string, string][] = [['Content-Type', 'application/x-www-form-urlencoded']];
  const { http } = asRequest(step.sentMethod, isGet ? form : '', [['Host', step.sentHost], ...type], Buffer.from(form));
  return { canonical, toSign, signature, http, address: `https://${step.sentHost}/?${form}`, form };
}

const common = {
  secret: 'sandbox-key',
  path: '/',
  signedParams: (params: Record<string, string>) => params,
  order: (names: string[]) => names.sort(byBytes),
  encodePath: rfc3986,
  sentValue: rfc3986,
};

/** Tencent Cloud's HmacSHA1 and HmacSHA256. */
export function foreignV1(changed: Partial<ParameterSteps> & { params: Record<string, string> }): ForeignParameterTexts {
  const algorithm = changed.params.SignatureMethod === 'HmacSHA256' ? 'sha256' : 'sha1';
  const base = {
    ...common,
    method: 'GET',
    host: 'cvm.tencentcloudapi.com',
    encode: (text: string) => text,
    encodeAgain: (text: string) => text,
    join: (method: string, host: string, path: string, query: string) => `${method}${host}${path}?${query}`,
    signature: (secret: string, toSign: string) => hmac(secret, toSign, algorithm).toString('base64'),
    ...changed,
  };
  return signParameters({ sentMethod: base.method, sentHost: base.host, ...base });
}

/** Alibaba Cloud's RPC signature. */
export function foreignRpc(changed: Partial<ParameterSteps> & { params: Record<string, string> }): ForeignParameterTexts {
  const base = {
    ...common,
    method: 'POST',
    host: 'saf.ap-southeast-1.aliyuncs.com',
    encode: rfc3986,
    encodeAgain: rfc3986,
    signature: (secret: string, toSign: string) => hmac(`${secret}&`, toSign, 'sha1').toString('base64'),
    ...changed,
  };
  const join = (method: string, _host: string, path: string, query: string): string =>
    `${method}&${base.encodePath(path)}&${base.encodeAgain(query)}`;
  return signParameters({ sentMethod: base.method, sentHost: base.host, join, ...base });
}
