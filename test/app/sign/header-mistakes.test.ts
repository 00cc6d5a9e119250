import { createHash, createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { foreignAcs3, foreignTc3, sha256 } from '../../support/foreign-signer.ts';
import { causeOf, digests, testVariants, type Variant, type VariantGroup } from '../../support/sign-variants.ts';

// Every way in which people make the mistakes of TC3 and ACS3. Where the text allows it, only a hash or a signature shows the mistake: then
// it is named only if idv makes exactly the same mistake itself.

const result = ['faceid', 'result', 'abc'];
const job = ['vision', 'job', '4C467B38-3910-447D-87BC-AC049166F216', '--sign-method', 'acs3'];
const host = 'faceid.intl.tencentcloudapi.com';
const json = '{"SdkToken":"abc"}';
const titled = (name: string): string => name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
const others = digests.filter(({ algorithm }) => algorithm !== 'sha256');
const ofType = (type: string): Variant => [`"${type}"`, foreignTc3({ contentType: type, headerValue: (value) => value }).toSign];
const ofHost = (signed: string): Variant => [`"${signed}"`, foreignTc3({ host: signed }).toSign];
const ofMethod = (method: string): Variant => [method, foreignTc3({ method }).toSign];
const ofBody = (body: string): Variant => [JSON.stringify(body), foreignTc3({ body }).toSign];
const ofBodyHash = (name: string, bodyHash: (body: string | Buffer) => string): Variant => [name, foreignTc3({ bodyHash }).toSign];

const methodCause = 'the signed method is not the one that is sent: GET and POST are swapped, or it is another method';
const portCause = 'the signed host has a port, or does not have the port that is sent';

const requestLines: VariantGroup[] = [
  { id: 'method', cause: methodCause, variants: ['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].map(ofMethod) },
  { id: 'method-case', cause: 'the method is in lower case', variants: ['post', 'Post'].map(ofMethod) },
  { id: 'missing-slash', cause: 'the canonical URI is empty: the / is missing', variants: [['no path', foreignTc3({ path: '' }).toSign]] },
  { id: 'charset-missing', cause: 'the charset is missing in content-type', variants: [ofType('application/json')] },
  {
    id: 'charset',
    cause: 'content-type has a different charset, or the same one written differently',
    variants: [';charset=utf-8', '; charset=UTF-8', ';charset=UTF-8', '; charset=utf8', '; charset="utf-8"', '; charset=iso-8859-1'].map(
      (end) => ofType(`application/json${end}`),
    ),
  },
  {
    id: 'content-type',
    cause: 'a different content-type was signed',
    variants: ['', 'application/x-www-form-urlencoded', 'text/plain', 'application/octet-stream'].map(ofType),
  },
  {
    id: 'host-port',
    cause: portCause,
    variants: [
      ...[`${host}:443`, `${host}:80`, `${host}:8443`].map(ofHost),
      ['no port where one is sent', foreignTc3({}).toSign, [...result, '--endpoint', `https://${host}:8443`]],
    ],
  },
  {
    id: 'host-scheme',
    cause: 'the signed host contains more than the host: https:// or a slash',
    variants: [`https://${host}`, `https://${host}/`, `${host}/`, `http://${host}`].map(ofHost),
  },
  {
    id: 'header-name-case',
    cause: 'the names of the headers are not in lower case',
    variants: [
      ['in the lines and in the list', foreignTc3({ headerName: titled }).toSign],
      ['in the lines', foreignTc3({ headerName: titled, signedHeaders: (names) => names.join(';').toLowerCase() }).toSign],
      ['in the list', foreignTc3({ signedHeaders: (names) => names.map(titled).join(';') }).toSign],
    ],
  },
  {
    id: 'header-value-blank',
    cause: 'there is a blank between the name and the value of a header',
    variants: [['', foreignTc3({ headerValue: (value) => ` ${value}` }).toSign]],
  },
  {
    id: 'header-order',
    cause: 'the signed headers are not sorted by name',
    variants: [
      ['in the lines and in the list', foreignTc3({ order: () => ['host', 'content-type'] }).toSign],
      [
        'in the lines',
        foreignTc3({
          headerLines: (lines) =>
            [...lines]
              .reverse()
              .map((line) => `${line}\n`)
              .join(''),
        }).toSign,
      ],
      ['in the list', foreignTc3({ signedHeaders: () => 'host;content-type' }).toSign],
    ],
  },
  {
    id: 'signed-headers-separator',
    cause: 'the names in SignedHeaders are not joined by just a semicolon',
    variants: [',', '; ', ', ', ' ', ':', '\n']
      .map((by): Variant => [JSON.stringify(by), foreignTc3({ signedHeaders: (names) => names.join(by) }).toSign])
      .concat([['a semicolon at the end', foreignTc3({ signedHeaders: (names) => `${names.join(';')};` }).toSign]]),
  },
  {
    id: 'header-missing',
    cause: 'a header that must be signed is missing, among the header lines or in SignedHeaders',
    variants: ['host', 'content-type'].flatMap((name): Variant[] => [
      [`only ${name}`, foreignTc3({ order: () => [name] }).toSign],
      [`only ${name} in the list`, foreignTc3({ signedHeaders: () => name }).toSign],
      [`only ${name} in the lines`, foreignTc3({ headerLines: (lines) => `${lines.find((line) => line.startsWith(name))}\n` }).toSign],
    ]),
  },
  { id: 'query-in-post', cause: 'the query of a POST is not empty', variants: [['the body', foreignTc3({ query: json }).toSign]] },
];

const value = '中 <a href="/x">&</a>';
const wide = ['call', 'tencent/faceid', 'GetFaceIdResultIntl', '-p', `SdkToken=${value}`];
const ascii = JSON.stringify(value).replace('中', '\\u4e2d');
const slashed = (text: string): string => text.replaceAll('/', '\\/');
const html = JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026');
const ofWide = (text: string): Variant[] =>
  [':', ': '].map((colon) => [`{"SdkToken"${colon}${text}}`, foreignTc3({ body: `{"SdkToken"${colon}${text}}` }).toSign, wide]);

/** An action with many members, and a body with the members in this order. */
const many = (names: string, order = names): Variant => [
  `${order} for ${names}`,
  foreignTc3({ body: `{${[...order].map((name) => `"${name}":"1"`).join(',')}}` }).toSign,
  ['call', 'tencent/faceid', 'GetFaceIdResultIntl', ...[...names].flatMap((name) => ['-p', `${name}=1`])],
];

const bodies: VariantGroup[] = [
  { id: 'empty-body', cause: 'the hash is that of an empty body', variants: [ofBody('')] },
  {
    id: 'body-newline',
    cause: 'the body ends in a line feed that the other side does not have',
    variants: [ofBody(`${json}\n`), ofBody(`${json}\r\n`)],
  },
  {
    id: 'json-spaces',
    cause: 'the JSON of the body has different blanks between its members',
    variants: [
      ofBody('{"SdkToken": "abc"}'),
      ...[1, 2, 3, 4, 8, '\t'].map((by) => ofBody(JSON.stringify({ SdkToken: 'abc' }, undefined, by))),
      ['a comma and a blank', foreignTc3({ body: '{"A": "1", "B": "1"}' }).toSign, many('AB')[2]],
    ],
  },
  {
    id: 'json-escapes',
    cause: 'the JSON of the body escapes different characters',
    variants: [ascii, slashed(JSON.stringify(value)), html, slashed(ascii)].flatMap(ofWide),
  },
  {
    id: 'json-order',
    cause: 'the members of the JSON are in another order',
    variants: [many('AB', 'BA'), many('ABCDEF', 'FBDACE'), many('ABCDEFG', 'GFEDCBA')],
  },
  {
    id: 'json-text',
    cause: 'the body is a JSON string that contains JSON: it was serialized twice',
    variants: [ofBody(JSON.stringify(json))],
  },
  { id: 'body-form', cause: 'the values were hashed as a form, not as JSON', variants: [ofBody('SdkToken=abc')] },
  { id: 'byte-order-mark', cause: 'the body begins with a byte order mark', variants: [ofBody(`\ufeff${json}`)] },
  { id: 'unsigned-payload', cause: 'the hash is that of the text UNSIGNED-PAYLOAD', variants: [ofBody('UNSIGNED-PAYLOAD')] },
  { id: 'hash-case', cause: 'the hash of the body is in capitals', variants: [ofBodyHash('', (body) => sha256(body).toUpperCase())] },
  {
    id: 'hash-base64',
    cause: 'the hash of the body is in base64',
    variants: [ofBodyHash('', (body) => createHash('sha256').update(body).digest('base64'))],
  },
  {
    id: 'hash-algorithm',
    cause: 'the body was hashed with an algorithm other than SHA-256',
    variants: others.map(({ name, hash }) => ofBodyHash(name, hash)),
  },
  { id: 'hashed-twice', cause: 'the hash of the body was hashed again', variants: [ofBodyHash('', (body) => sha256(sha256(body)))] },
];

type Line = [id: string, cause: string, ...wrong: ((text: string) => string)[]];
const newline = 'there is a line feed at the end that does not belong to the text';
const bom = 'the text begins with a byte order mark';
const around = 'there is a blank before or after the text';
const lines: Line[] = [
  ['trailing-newline', newline, (text) => `${text}\n`, (text) => `${text}\r\n`, (text) => `${text}\n\n`],
  [
    'line-ends',
    'the lines end in CR LF',
    (text) => text.replaceAll('\n', '\r\n'),
    (text) => `${text.replaceAll('\n', '\r\n')}\r\n`,
    (text) => text.replaceAll('\n', '\r'),
  ],
  ['backslash-n', 'the lines are joined with a backslash and the letter n, not with a line feed', (text) => text.replaceAll('\n', '\\n')],
  ['byte-order-mark', bom, (text) => `\ufeff${text}`],
  ['surrounding-blank', around, (text) => ` ${text}`, (text) => `${text} `, (text) => `\n${text}`, (text) => `${text}\t`],
];
const blankLine: Line = [
  'blank-line',
  'the blank line between the headers and SignedHeaders is missing',
  (text) => text.replace('\n\ncontent-type;', '\ncontent-type;'),
  (text) => text.replace('\n\ncontent-type;', '\n\n\ncontent-type;'),
];
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Each mistake in the canonical request shows in its hash, and each in StringToSign shows in the signature. */
const joined: VariantGroup[] = [
  ...[...lines, blankLine].map(([id, cause, ...wrong]) => ({
    id,
    cause,
    variants: wrong.map(
      (change, index): Variant => [
        `in the canonical request, ${index}`,
        foreignTc3({ hashRequest: (text) => sha256(change(text)) }).toSign,
      ],
    ),
  })),
  ...lines.map(([id, cause, ...wrong]) => ({
    id,
    cause,
    variants: wrong.flatMap((change, index): Variant[] => [
      [`in StringToSign, ${index}`, foreignTc3({ signature: (key, text) => hmac(key, change(text)).toString('hex') }).http],
      [
        `in both, ${index}`,
        foreignTc3({
          hashRequest: (text) => sha256(change(text)),
          signature: (key, text) => hmac(key, change(text)).toString('hex'),
        }).http,
      ],
    ]),
  })),
];

const day = (date: string): Variant => [date, foreignTc3({ date: () => date }).toSign];
const service = (name: string): Variant => [`"${name}"`, foreignTc3({ service: name }).toSign];
const hashOf = (name: string, hashRequest: (text: string) => string): Variant => [name, foreignTc3({ hashRequest }).toSign];
const stringsToSign: VariantGroup[] = [
  {
    id: 'local-date',
    cause: 'the date in the scope is the local one, not the UTC date of the timestamp',
    variants: ['2019-02-24', '2019-02-26'].map(day),
  },
  {
    id: 'scope-date-format',
    cause: 'the date in the scope is not written YYYY-MM-DD',
    variants: ['20190225', '2019/02/25', '2019-2-25', '2019-02-25T00:00:00Z'].map(day),
  },
  {
    id: 'timestamp-milliseconds',
    cause: 'the timestamp is in milliseconds',
    variants: [['', foreignTc3({ sentTimestamp: (t) => `${t}000` }).toSign]],
  },
  {
    id: 'scope-service',
    cause: 'the scope names another service',
    variants: ['intl', 'tencentcloudapi', 'com', host, 'FACEID', 'cvm', 'ocr', 'iai', ''].map(service),
  },
  {
    id: 'scope-end',
    cause: 'the scope does not end in tc3_request',
    variants: ['aws4_request', 'tc3-request', 'TC3_REQUEST', 'request', ''].map((scopeEnd) => [
      `"${scopeEnd}"`,
      foreignTc3({ scopeEnd }).toSign,
    ]),
  },
  {
    id: 'algorithm',
    cause: 'the first line names a different algorithm',
    variants: ['ACS3-HMAC-SHA256', 'HMAC-SHA256', 'HmacSHA256', 'AWS4-HMAC-SHA256'].map((algorithm) => [
      algorithm,
      foreignTc3({ signature: (key, text) => hmac(key, text.replace('TC3-HMAC-SHA256', algorithm)).toString('hex') }).http,
    ]),
  },
  { id: 'not-hashed', cause: 'the canonical request itself is in StringToSign, not its hash', variants: [hashOf('', (text) => text)] },
  {
    id: 'body-hash-in-string-to-sign',
    cause: 'StringToSign has the hash of the body, not the hash of the canonical request',
    variants: [hashOf('', () => sha256(json))],
  },
  {
    id: 'canonical-hash-case',
    cause: 'the hash of the canonical request is in capitals',
    variants: [hashOf('', (text) => sha256(text).toUpperCase())],
  },
  {
    id: 'canonical-hash-base64',
    cause: 'the hash of the canonical request is in base64',
    variants: [hashOf('', (text) => createHash('sha256').update(text).digest('base64'))],
  },
  {
    id: 'canonical-hash-algorithm',
    cause: 'the canonical request was hashed with an algorithm other than SHA-256, or twice',
    variants: [...others.map(({ name, hash }) => hashOf(name, hash)), hashOf('twice', (text) => sha256(sha256(text)))],
  },
  {
    id: 'region-in-scope',
    cause: 'the scope has a region, like the scope of another vendor',
    variants: [['', foreignTc3({ date: () => '2019-02-25/ap-singapore' }).toSign]],
  },
];

const signedWith = (name: string, secret: string): Variant => [name, foreignTc3({ secret }).http];
const derivedBy = (name: string, key: (date: string, service: string, end: string) => string | Buffer): Variant => [
  name,
  foreignTc3({ key: (_secret, ...steps) => Buffer.from(key(...steps)) }).http,
];
const start = 'TC3sandbox-key';
const chain = (first: string, ...steps: string[]): Buffer => steps.reduce<Buffer>((key, step) => hmac(key, step), Buffer.from(first));
const prefixed = (first: string): Variant => derivedBy(first, (...steps) => chain(first, ...steps));
const signed = (name: string, signature: (key: Buffer, text: string) => string): Variant => [name, foreignTc3({ signature }).http];
const right = (key: Buffer, text: string): string => hmac(key, text).toString('hex');
const maskedSecret = (asterisks: number): string => `Gu5t9xGARNpq86cd98joQYCN3${'*'.repeat(asterisks)}`;

const keys: VariantGroup[] = [
  {
    id: 'key-blank',
    cause: 'the secret was used with a blank, a line break, quotes or a byte order mark around it',
    variants: [
      ...[' ', '\n', '\r\n', '\r', '\t', '\u00a0', '"', "'", '\0'].flatMap((char) =>
        [`sandbox-key${char}`, `${char}sandbox-key`, `${char}sandbox-key${char}`]
          // HMAC fills a short key with zero bytes, so that a zero byte at its end changes nothing.
          .filter((secret) => !secret.endsWith('y\0'))
          .map((secret) => signedWith(JSON.stringify(secret), secret)),
      ),
      signedWith('a byte order mark', '\ufeffsandbox-key'),
    ],
  },
  {
    id: 'key-masked',
    cause: 'the secret is the masked one of the manual, which prints five asterisks, but the sample was signed with seven',
    variants: [0, 1, 4, 6, 7, 40].map((asterisks) => [
      `${asterisks} asterisks`,
      foreignTc3({ id: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3*****', secret: maskedSecret(asterisks) }).http,
      result,
      { TENCENTCLOUD_SECRET_ID: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3*****', TENCENTCLOUD_SECRET_KEY: maskedSecret(5) },
    ]),
  },
  { id: 'key-id', cause: 'the id of the key was used as the secret', variants: [signedWith('', 'sandbox-id')] },
  {
    id: 'key-prefix',
    cause: 'the secret was used without its prefix or suffix: TC3 before it, or & after it for RPC',
    variants: ['', 'AWS4', 'tc3', 'TC3-']
      .map((prefix) => prefixed(`${prefix}sandbox-key`))
      .concat([prefixed('sandbox-keyTC3'), prefixed('TC3sandbox-key&')]),
  },
  {
    id: 'key-derivation',
    cause:
      'the signing key was derived in a wrong way: a step is missing or in the wrong place, has a wrong date, was used as hex text, or has key and message swapped',
    variants: [
      derivedBy('no step', () => start),
      derivedBy('only the date', (date) => chain(start, date)),
      derivedBy('no end', (date, name) => chain(start, date, name)),
      derivedBy('as hex text', (...steps) => steps.reduce((key, step) => hmac(key, step).toString('hex'), start)),
      derivedBy('key and message swapped', (...steps) =>
        steps.reduce<string | Buffer>((key, step) => createHmac('sha256', step).update(key).digest(), start),
      ),
      derivedBy('service first', (date, name, end) => chain(start, name, date, end)),
      derivedBy('backwards', (date, name, end) => chain(start, end, name, date)),
      derivedBy('end before service', (date, name, end) => chain(start, date, end, name)),
      derivedBy('the day before', (_date, ...rest) => chain(start, '2019-02-24', ...rest)),
      derivedBy('the day after', (_date, ...rest) => chain(start, '2019-02-26', ...rest)),
      derivedBy('the date without dashes', (_date, ...rest) => chain(start, '20190225', ...rest)),
      derivedBy('the timestamp as the date', (_date, ...rest) => chain(start, '1551113065', ...rest)),
      derivedBy('the scope as the date', (_date, ...rest) => chain(start, '2019-02-25/faceid/tc3_request', ...rest)),
    ],
  },
  {
    id: 'signature-algorithm',
    cause: 'the signature was computed with another hash',
    variants: others.map(({ name, sign }) => signed(name, sign)),
  },
  {
    id: 'signature-encoding',
    cause: 'the signature is right, but written in another way: capitals, hex for base64, or encoded a second time',
    variants: [
      signed('capitals', (key, text) => right(key, text).toUpperCase()),
      signed('base64', (key, text) => hmac(key, text).toString('base64')),
      signed('base64url', (key, text) => hmac(key, text).toString('base64url')),
      signed('hex in base64', (key, text) => Buffer.from(right(key, text)).toString('base64')),
    ],
  },
];

const acs3Date = '2019-02-25T16:44:25Z';
const ofDate = (text: string): Variant => [text, foreignAcs3({ xDate: () => text }).toSign, [...job, ...moment]];
const moment = ['--timestamp', '1551113065', '--nonce', '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf'];
/** The same moment in the zones in which developers of the vendors are, and in which machines often run. */
const local = ['2019-02-26T00:44:25', '2019-02-26T01:44:25', '2019-02-25T23:44:25', '2019-02-25T22:14:25', '2019-02-25T17:44:25'].concat([
  '2019-02-25T18:44:25',
  '2019-02-25T11:44:25',
  '2019-02-25T08:44:25',
]);
const acs3: VariantGroup[] = [
  { id: 'timestamp-milliseconds', cause: 'the timestamp has milliseconds', variants: [ofDate('2019-02-25T16:44:25.000Z')] },
  {
    id: 'timestamp-local',
    cause: 'the timestamp is a local time, not UTC',
    variants: local.flatMap((time) => ['Z', '', '+08:00'].map((zone) => ofDate(time + zone))),
  },
  {
    id: 'timestamp-format',
    cause: 'the timestamp is not written YYYY-MM-DDThh:mm:ssZ',
    variants: ['2019-2-25T16:44:25Z', '1551113065', '2019-02-25 16:44:25', '2019-02-25T16:44:25', `${acs3Date.slice(0, -1)}+00:00`].map(
      ofDate,
    ),
  },
  {
    id: 'key-prefix',
    cause: 'the secret was used without its prefix or suffix: TC3 before it, or & after it for RPC',
    variants: ['sandbox-key&', 'TC3sandbox-key'].flatMap((secret) =>
      (['hex', 'base64'] as const).map(
        (form): Variant => [
          `${secret} in ${form}`,
          foreignAcs3({ signature: (_key, text) => hmac(secret, text).toString(form) }).http,
          job,
        ],
      ),
    ),
  },
  {
    id: 'hash-algorithm',
    cause: 'the body was hashed with an algorithm other than SHA-256',
    variants: others.map(({ name, hash }) => [name, foreignAcs3({ bodyHash: hash }).toSign, [...job, ...moment]]),
  },
  {
    id: 'signature-algorithm',
    cause: 'the signature was computed with another hash',
    variants: others.map(({ name, sign }) => [name, foreignAcs3({ signature: sign }).http, job]),
  },
];

testVariants([...requestLines, ...bodies, ...joined, ...stringsToSign, ...keys, ...acs3], result);

it('sign diff names no cause for the right text', async () => expect(await causeOf(foreignTc3({}).toSign, result)).toBeUndefined());
