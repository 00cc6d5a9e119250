import { describe, expect, it } from 'vitest';
import { main } from '../../../../src/main.ts';
import { foreignAcs3, foreignRpc, foreignTc3, foreignV1 } from '../../../support/foreign-signer.ts';
import { memoryRuntime } from '../../../support/memory-runtime.ts';

interface Report {
  kind: string;
  signMethod: string;
  differences: { field: string; cause: { id: string } }[];
  signature: string;
  notes: string[];
}

async function diff(theirs: string | Buffer, words: readonly string[]): Promise<Report | string> {
  const runtime = memoryRuntime({ stdin: Buffer.from(theirs) });
  await main(['sign', 'diff', '--theirs', '-', ...words, '--json'], runtime, '0.0.0');
  if (runtime.out() !== '') return JSON.parse(runtime.out()) as Report;
  return (JSON.parse(runtime.err().trim().split('\n').at(-1) ?? '') as { error: { message: string } }).error.message;
}

const result = ['faceid', 'result', 'abc'];
const job = ['vision', 'job', '4C467B38-3910-447D-87BC-AC049166F216', '--sign-method', 'acs3'];
const rpcParams = {
  AccessKeyId: 'sandbox-id',
  Action: 'DescribeThings',
  Format: 'JSON',
  SignatureMethod: 'HMAC-SHA1',
  SignatureNonce: 'n',
  SignatureVersion: '1.0',
  Timestamp: '2016-02-23T12:46:24Z',
  Version: '2014-05-26',
};
const things = ['call', 'aliyun/ecs', 'DescribeThings', '--api-version', '2014-05-26'];
const v1Params = { Action: 'X', Nonce: '11886', Region: 'r', SecretId: 'sandbox-id', Timestamp: '1465185768', Version: '2017-03-12' };
const x = ['call', 'tencent/cvm', 'X', '--api-version', '2017-03-12', '--region', 'r', '--http-method', 'get'];

const tc3 = foreignTc3({});
const acs3 = foreignAcs3({});
const rpc = foreignRpc({ params: rpcParams });
const v1 = foreignV1({ params: v1Params });
const sha256 = foreignV1({ params: { ...v1Params, SignatureMethod: 'HmacSHA256' } });
const message = `server string to sign is:${rpc.toSign}`;
const escaped = (text: string): string => text.replaceAll('\n', '\\n');
const http = tc3.http.toString();

const kinds: [string, string | Buffer, readonly string[], string, string][] = [
  ['curl', tc3.curl, result, 'curl command', 'tc3'],
  ['curl after a prompt', ` $ ${tc3.curl}`, result, 'curl command', 'tc3'],
  ['curl of Windows', tc3.curl.replace('curl', 'curl.exe'), result, 'curl command', 'tc3'],
  ['a request', tc3.http, result, 'HTTP request', 'tc3'],
  ['a request after a byte order mark', `\ufeff${http}`, result, 'HTTP request', 'tc3'],
  ['a request of ACS3', acs3.http, job, 'HTTP request', 'acs3'],
  ['a request of RPC', rpc.http, things, 'HTTP request', 'rpc'],
  ['a request of HmacSHA256', sha256.http, x, 'HTTP request', 'hmac-sha256'],
  ['a canonical request of TC3', tc3.canonical, result, 'canonical request', 'tc3'],
  ['a canonical request with CR LF', tc3.canonical.replaceAll('\n', '\r\n'), result, 'canonical request', 'tc3'],
  ['a canonical request of ACS3', acs3.canonical, job, 'canonical request', 'acs3'],
  ['a canonical request that signs only the host', foreignTc3({ order: () => ['host'] }).canonical, result, 'canonical request', 'tc3'],
  ['a canonical request on one line', escaped(tc3.canonical), result, 'canonical request', 'tc3'],
  ['a GET on one line, in quotes', `"${escaped(foreignTc3({ method: 'GET' }).canonical)}"`, result, 'canonical request', 'tc3'],
  ['a string to sign of TC3', tc3.toSign, result, 'string to sign', 'tc3'],
  ['a string to sign of TC3 on one line', ` ${escaped(tc3.toSign)}\n`, result, 'string to sign', 'tc3'],
  ['a string to sign of ACS3', acs3.toSign, job, 'string to sign', 'acs3'],
  ['a string to sign of ACS3 on one line', escaped(acs3.toSign), job, 'string to sign', 'acs3'],
  ['a string to sign with an invented algorithm', tc3.toSign.replace('TC3-HMAC', 'My-hmac'), result, 'string to sign', 'tc3'],
  ['a string to sign of ACS3 with more lines', `${acs3.toSign}\na\nb`, job, 'string to sign', 'acs3'],
  ['a string to sign of RPC', rpc.toSign, things, 'string to sign', 'rpc'],
  ['a string to sign of HmacSHA1', v1.toSign, x, 'string to sign', 'hmac-sha1'],
  ['a string to sign of HmacSHA256', sha256.toSign, x, 'string to sign', 'hmac-sha256'],
  ['an Authorization header', tc3.authorization, result, 'Authorization header', 'tc3'],
  ['an Authorization header with its name', ` AUTHORIZATION : ${tc3.authorization} `, result, 'Authorization header', 'tc3'],
  ['an Authorization header of ACS3', acs3.authorization, job, 'Authorization header', 'acs3'],
  ['an address', v1.address, x, 'address', 'hmac-sha1'],
  ['an address without a slash', ` ${v1.address.replace('/?', '?').replace('https', 'HTTPS')}\n`, x, 'address', 'hmac-sha1'],
  ['an address with a fragment', `${v1.address}#Nonce=1`, x, 'address', 'hmac-sha1'],
  ['a form', rpc.form, things, 'form', 'rpc'],
  ['a form of HmacSHA256', sha256.form, x, 'form', 'hmac-sha256'],
  ['a canonicalized query', rpc.canonical, things, 'canonicalized query', 'rpc'],
  ['a request string', v1.canonical, x, 'canonicalized query', 'hmac-sha1'],
  ['an error answer', JSON.stringify({ Code: 'SignatureDoesNotMatch', Message: message }), things, 'error answer', 'rpc'],
  [
    'an error answer with its head',
    `HTTP/1.1 403 Forbidden\nA: b\n\n${JSON.stringify({ Code: 'SignatureDoesNotMatch', Message: message })}`,
    things,
    'error answer',
    'rpc',
  ],
  ['the message of an error answer', `Server  String to sign is : ${rpc.toSign} RequestId: A`, things, 'error answer', 'rpc'],
  ['a signature of SHA-1 in hex', 'A'.repeat(40), result, 'signature', 'tc3'],
  ['a signature of SHA-256 in hex', 'a'.repeat(64), result, 'signature', 'tc3'],
  ['a signature of SHA-1 in base64', v1.signature, x, 'signature', 'tc3'],
  ['a signature of SHA-256 in base64', ` ${sha256.signature}\n`, x, 'signature', 'tc3'],
];

const noText = 'idv cannot compare this text';
const refused: [string, string, readonly string[], string][] = [
  ['39 hex digits', 'a'.repeat(39), result, noText],
  ['65 hex digits', 'a'.repeat(65), result, noText],
  ['base64 without its end', v1.signature.slice(0, -1), result, noText],
  ['base64 with two signs at its end', `${v1.signature}=`, result, noText],
  ['a form without a key', 'A=1&B=2', result, noText],
  ['one line of a string to sign', 'TC3-HMAC-SHA256', result, noText],
  ['an algorithm that is not a word', 'HMAC SHA256\n1\n2', result, noText],
  ['lines without an algorithm', 'TC3\n1\n2', result, noText],
  ['a log line without a text in it', 'TC3-HMAC-SHA256\\n', result, noText],
  ['blanks and a byte order mark', '\ufeff \n', result, 'it is empty'],
  ['curl with an open quote', "curl 'https://h", result, 'a quote in the curl command is not closed'],
  [
    'an Authorization header that is cut off',
    'TC3-HMAC-SHA256 Credential=a/b, Signed',
    result,
    'the Authorization header is not Credential, SignedHeaders and Signature, separated by commas',
  ],
  ['an address without a signature', 'https://h/?a=b', result, 'the address carries no signature that idv knows'],
  ['a curl command without a signature', 'curl https://h', result, 'the curl command carries no signature that idv knows'],
  ['a request without a signature', 'GET /?a=b HTTP/1.1\n\n', result, 'the HTTP request carries no signature that idv knows'],
  [
    'an answer whose text is another',
    '{"Code":"SignatureDoesNotMatch","Message":"server string to sign is:hello"}',
    things,
    'idv does not recognise the string to sign in the answer',
  ],
  [
    'an answer that ends before the text',
    'server string to sign is: ',
    things,
    'it is not a complete answer with the signed string after "server string to sign is:"',
  ],
];

describe('sign diff', () => {
  it.each(kinds)('recognises %s', async (_name, theirs, words, kind, signMethod) =>
    expect(await diff(theirs, words)).toMatchObject({ kind, signMethod }),
  );

  it.each(refused)('does not recognise %s', async (_name, theirs, words, problem) => expect(await diff(theirs, words)).toContain(problem));

  it('says what it ignores in a request, and that a request is not signed', async () => {
    const tail = 'the body has 17 bytes but Content-Length says 18: it was cut off or edited, or its line breaks were changed';
    expect(await diff(http.slice(0, -1), result)).toMatchObject({ notes: expect.arrayContaining([tail]) });
    expect(await diff(http, result)).toMatchObject({ notes: [] });
    const unsigned = http.replace(/Authorization.*\r\n/, '');
    expect(await diff(unsigned, result)).toMatchObject({ notes: expect.arrayContaining(['the request is not signed']) });
  });

  it('compares both texts that the sandbox adds to an answer, under each of their names', async () => {
    const sandbox = (texts: object, frame = 'Response'): string => JSON.stringify(frame === '' ? texts : { [frame]: { Sandbox: texts } });
    const wrong = foreignTc3({ contentType: 'application/json', service: 'cvm' });
    for (const [text, words, fields] of [
      [sandbox({ CanonicalRequest: wrong.canonical, StringToSign: wrong.toSign }), result, ['content-type', 'CredentialScope']],
      [sandbox({ CanonicalRequest: wrong.canonical, StringToSign: wrong.toSign }, ''), result, ['content-type', 'CredentialScope']],
      [sandbox({ RequestString: v1.canonical, SignatureOriginalString: v1.toSign }), x, ['SignatureString']],
      [sandbox({ StringToSign: wrong.toSign, CanonicalRequest: 1 }), result, ['CredentialScope', 'HashedCanonicalRequest']],
    ] as const) {
      const report = await diff(text, words);
      expect(typeof report === 'string' ? report : report.differences.map(({ field }) => field)).toEqual(fields);
    }
  });
});

const at = (Timestamp: string): string => foreignRpc({ params: { ...rpcParams, Timestamp } }).toSign;
/** Each is the same second: only the way of writing differs, so that idv adopts it and names the way. */
const sameSecond: [string, string | undefined][] = [
  ['2016-02-23T12:46:24Z', undefined],
  ['2016-2-23T12:46:24Z', 'timestamp-format'],
  ['2016-02-23 12:46:24', 'timestamp-format'],
  ['2016-02-23T12:46:24', 'timestamp-format'],
  ['2016-02-23T12:46:24+00:00', 'timestamp-format'],
  ['2016-02-23T20:46:24+08:00', 'timestamp-local'],
  ['2016-02-23T12:46:24.000Z', 'timestamp-milliseconds'],
  ['2016-02-23T12:46:24.9Z', 'timestamp-milliseconds'],
  ['1456231584', 'timestamp-format'],
  ['1456231584000', 'timestamp-milliseconds'],
];

describe('sign diff adopts the time of a text', () => {
  it.each(sameSecond)('written as %s', async (time, id) => {
    const report = await diff(at(time), things);
    expect(typeof report === 'string' ? report : report.differences.map(({ field, cause }) => [field, cause.id])).toEqual(
      id === undefined ? [] : [['Timestamp', id]],
    );
  });

  /** With the time of another clock, idv cannot know what is meant, and signs at its own time. */
  it.each(['12345678', '12345678901234', '2016-02-30T99:46:24Z', `${' '.repeat(3)}${'1'.repeat(41)}`, 'now'])(
    'but not %j',
    async (time) => {
      const report = await diff(at(time), things);

      expect(report).toMatchObject({ differences: [{ field: 'Timestamp', ours: expect.stringContaining('2026-01-02') }] });
    },
  );
});
