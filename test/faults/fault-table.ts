import { gzipSync } from 'node:zlib';

/** What a fault means for the command: how much of the exchange took place, and what the answer shows. */
export type FaultClass =
  | 'unsent'
  | 'cut'
  | 'stalled'
  | 'not HTTP'
  | 'stray page'
  | 'stray page, not 200'
  | 'throttled'
  | 'gateway down'
  | 'too large'
  | 'redirected'
  | 'service failed'
  | 'service refused'
  | 'service throttled'
  | 'stopped'
  | 'harmless';

/** What the server does with a request: the bytes that it sends, and what happens to the connection then. */
export interface Deed {
  bytes?: Buffer | string;
  next: 'keep' | 'end' | 'reset' | 'stall' | 'SIGHUP' | 'SIGINT' | 'SIGTERM';
}

export interface Fault {
  name: string;
  is: FaultClass;
  /** False if Tencent Cloud documents that such an answer is not billed. Absent if it documents nothing. */
  billed?: false;
  /** The service that gives this answer. Absent for Tencent Cloud, and for faults that are not a service's answer. */
  of?: 'aliyun';
  /** `good` is the answer without the fault. `echo` is the request, which a page may repeat. */
  deed(good: { body: Buffer; type: string }, echo: string): Deed;
}

const head = (status: number, headers: Record<string, string | number>): string =>
  `HTTP/1.1 ${status} x\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;

const whole = (status: number, body: Buffer | string, headers: Record<string, string | number> = {}): Buffer => {
  const bytes = Buffer.from(body as string);
  return Buffer.concat([Buffer.from(head(status, { 'Content-Length': bytes.length, ...headers })), bytes]);
};

const good = ({ body, type }: { body: Buffer; type: string }, headers: Record<string, string | number> = {}): Buffer =>
  whole(200, body, { 'Content-Type': type, ...headers });

/** The beginning of a good answer: its head and this share of its body. */
const partOf = (answer: { body: Buffer; type: string }, share: number): Buffer => {
  const all = good(answer.body.length > 1 ? answer : { ...answer, body: Buffer.alloc(10) });
  return all.subarray(0, all.length - Math.ceil(Math.max(answer.body.length, 10) * (1 - share)));
};

const cut = (name: string, bytes: (answer: { body: Buffer; type: string }) => Buffer | string, next: 'end' | 'reset'): Fault => ({
  name,
  is: 'cut',
  deed: (answer) => ({ bytes: bytes(answer), next }),
});
const raw = (name: string, is: FaultClass, bytes: Buffer | string, next: Deed['next'] = 'keep'): Fault => ({
  name,
  is,
  deed: () => ({ bytes, next }),
});
const page = (status: number, is: FaultClass, headers: Record<string, string> = {}, name = `HTTP ${status}`): Fault => ({
  name,
  is,
  deed: (_answer, echo) => ({ bytes: whole(status, `<html>${echo}</html>`, { 'Content-Type': 'text/html', ...headers }), next: 'keep' }),
});
const body200 = (name: string, text: string, type = 'application/json'): Fault =>
  raw(name, 'stray page', whole(200, text, { 'Content-Type': type }));
const refusal = (code: string, is: FaultClass, billed?: false): Fault => ({
  name: `the service answers ${code}`,
  is,
  ...(billed === undefined ? {} : { billed }),
  deed: (_answer, echo) => ({
    bytes: whole(200, JSON.stringify({ Response: { Error: { Code: code, Message: `said ${code}: ${echo}` }, RequestId: 'r-00000000' } })),
    next: 'keep',
  }),
});
const aliyunRefusal = (code: string, is: FaultClass): Fault => ({
  name: `Alibaba Cloud answers ${code}`,
  is,
  of: 'aliyun',
  deed: (_answer, echo) => ({
    bytes: whole(
      400,
      JSON.stringify({ RequestId: 'r-00000000', HostId: echo, Code: code, Message: `said ${code}: ${echo}`, Recommend: echo }),
    ),
    next: 'keep',
  }),
});
const fine = (name: string, bytes: (answer: { body: Buffer; type: string }) => Buffer | string, next: Deed['next'] = 'keep'): Fault => ({
  name,
  is: 'harmless',
  deed: (answer) => ({ bytes: bytes(answer), next }),
});
const chunked = ({ body, type }: { body: Buffer; type: string }, last: string): Buffer =>
  Buffer.concat([
    Buffer.from(`${head(200, { 'Content-Type': type, 'Transfer-Encoding': 'chunked' })}${Math.max(body.length, 1).toString(16)}\r\n`),
    body.length === 0 ? Buffer.from(' ') : body,
    Buffer.from(last),
  ]);
const signal = (name: 'SIGHUP' | 'SIGINT' | 'SIGTERM'): Fault => ({ name, is: 'stopped', deed: () => ({ next: name }) });

export const faults: readonly Fault[] = [
  { name: 'connection refused', is: 'unsent', deed: () => ({ next: 'keep' }) },
  cut('reset before the answer', () => '', 'reset'),
  cut('closed before the answer', () => '', 'end'),
  cut('closed in the status line', () => 'HTTP/1.1 20', 'end'),
  cut('reset in the status line', () => 'HTTP/1.1 20', 'reset'),
  cut('closed in the headers', () => 'HTTP/1.1 200 OK\r\nContent-Type: appl', 'end'),
  cut('reset in the headers', () => 'HTTP/1.1 200 OK\r\nContent-Type: appl', 'reset'),
  cut('closed before the body', () => head(200, { 'Content-Length': 9999 }), 'end'),
  cut('reset before the body', () => head(200, { 'Content-Length': 9999 }), 'reset'),
  cut('closed in the body', (answer) => partOf(answer, 0.5), 'end'),
  cut('reset in the body', (answer) => partOf(answer, 0.5), 'reset'),
  cut('closed before the last chunk', (answer) => chunked(answer, '\r\n'), 'end'),
  cut('closed in a chunk', (answer) => chunked(answer, ''), 'end'),
  raw('silence', 'stalled', '', 'stall'),
  raw('silence in the status line', 'stalled', 'HTTP/1.1 2', 'stall'),
  raw('silence in the headers', 'stalled', 'HTTP/1.1 200 OK\r\nDate: x\r\n', 'stall'),
  { name: 'silence in the body', is: 'stalled', deed: () => ({ bytes: head(200, { 'Content-Length': 9999 }), next: 'stall' }) },
  raw('silence after 100 Continue', 'stalled', 'HTTP/1.1 100 Continue\r\n\r\n', 'stall'),
  raw('bytes that are not HTTP', 'not HTTP', 'SSH-2.0-OpenSSH_9.6\r\n', 'end'),
  raw('status 099', 'not HTTP', 'HTTP/1.1 099 x\r\nContent-Length: 0\r\n\r\n'),
  raw('101 Switching Protocols', 'not HTTP', 'HTTP/1.1 101 x\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n'),
  raw('two lengths', 'not HTTP', 'HTTP/1.1 200 x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc'),
  raw('a length below zero', 'not HTTP', 'HTTP/1.1 200 x\r\nContent-Length: -3\r\n\r\nabc'),
  raw('a chunk without a size', 'not HTTP', 'HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'),
  raw('headers without end', 'not HTTP', `HTTP/1.1 200 x\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`),
  raw('a body of 300 GB', 'not HTTP', 'HTTP/1.1 200 x\r\nContent-Length: 300000000000\r\n\r\n'),
  raw('gzip that is not gzip', 'not HTTP', whole(200, '{"a":1}', { 'Content-Encoding': 'gzip' })),
  raw('an encoding that was not requested', 'not HTTP', whole(200, '{"a":1}', { 'Content-Encoding': 'zstd' })),
  page(200, 'stray page', {}, 'a login page'),
  body200('an empty body', ''),
  body200('words', 'no healthy upstream', 'text/plain'),
  body200('half of an object', '{"Response":{"Result":"Succ'),
  body200('an object of another shape', '{"ok":true}'),
  body200('a list', '[]'),
  body200('null', 'null'),
  body200('a member twice', '{"Response":{"Result":"Success","Result":"x"}}'),
  body200('a number without end', '{"Response":{"Sim":1e999}}'),
  body200('a million brackets', '['.repeat(100_000)),
  body200('XML', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>', 'text/xml'),
  ...[301, 302, 303, 307, 308].map((status) => page(status, 'redirected', { Location: 'https://login.example/?token=CANARY-SECRET' })),
  ...[400, 401, 403, 404, 405, 407, 408, 410, 418, 451].map((status) => page(status, 'stray page, not 200')),
  page(413, 'too large'),
  page(429, 'throttled'),
  page(429, 'throttled', { 'Retry-After': '3' }, 'HTTP 429 with Retry-After'),
  page(500, 'stray page, not 200'),
  page(511, 'stray page, not 200'),
  page(502, 'gateway down'),
  page(503, 'gateway down'),
  page(503, 'gateway down', { 'Retry-After': '2' }, 'HTTP 503 with Retry-After'),
  page(504, 'gateway down'),
  refusal('InternalError', 'service failed', false),
  refusal('UnauthorizedOperation', 'service refused', false),
  refusal('AuthFailure.SecretIdNotFound', 'service refused'),
  refusal('InvalidParameterValue', 'service refused', false),
  refusal('RequestLimitExceeded', 'service throttled'),
  aliyunRefusal('InternalError', 'service failed'),
  aliyunRefusal('SignatureDoesNotMatch', 'service refused'),
  aliyunRefusal('Forbidden.RAM', 'service refused'),
  aliyunRefusal('Throttling.User', 'service throttled'),
  signal('SIGHUP'),
  signal('SIGINT'),
  signal('SIGTERM'),
  fine('100 Continue first', (answer) => Buffer.concat([Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'), good(answer)])),
  fine('103 Early Hints first', (answer) => Buffer.concat([Buffer.from('HTTP/1.1 103 x\r\nLink: <a>\r\n\r\n'), good(answer)])),
  fine('an empty line first', (answer) => Buffer.concat([Buffer.from('\r\n'), good(answer)])),
  fine('closed after the answer', (answer) => good(answer, { Connection: 'close' }), 'end'),
  fine('gzip', (answer) => good({ ...answer, body: gzipSync(answer.body) }, { 'Content-Encoding': 'gzip' })),
  fine('a byte order mark', (answer) =>
    answer.type === 'application/json' ? good({ ...answer, body: Buffer.concat([Buffer.from('\uFEFF'), answer.body]) }) : good(answer),
  ),
];

export { good as goodAnswer };
