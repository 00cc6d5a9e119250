import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import type { Runtime } from '../../src/runtime.ts';
import { foreignAcs3, foreignRpc, foreignTc3, foreignV1 } from '../support/foreign-signer.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';

async function diff(theirs: string | Buffer, words: readonly string[], overrides: Partial<Runtime> = {}) {
  const runtime = memoryRuntime({
    stdin: Buffer.from(theirs),
    openTransport: async () => {
      throw new Error('sign opened a connection');
    },
    runProcess: async () => {
      throw new Error('sign ran a program');
    },
    ...overrides,
  });
  const exitCode = await main(['sign', 'diff', '--theirs', '-', ...words], runtime, '0.0.0');
  return { exitCode, out: runtime.out(), err: runtime.err() };
}

const causes = (out: string): string[] =>
  (JSON.parse(out) as { differences: { cause: { id: string } }[] }).differences.map(({ cause }) => cause.id);

const result = ['faceid', 'result', 'abc'];
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

describe('sign diff', () => {
  it('shows the position of the first difference, both sides, the cause and the rule', async () => {
    const { exitCode, out } = await diff(foreignTc3({ contentType: 'application/json;\u00a0charset=utf-8' }).canonical, result);
    expect(exitCode).toBe(40);
    expect(out).toContain('CanonicalRequest, content-type differs at offset 38, line 4, column 31\n');
    expect(out).toContain('  ours    content-type:application/json;␠charset=utf-8\n');
    expect(out).toContain('  theirs  content-type:application/json;<U+00A0>charset=utf-8\n');
    expect(out).toContain('the two differ by an invisible character');
    expect(out).toContain('rules   https://www.tencentcloud.com/document/product/267/37447');
    expect(out).toMatch(/^signs: ␠ blank, <U\+00A0> non-breaking space$/m);
  });

  it('counts bytes, not characters', async () => {
    const words = [
      'call',
      'tencent/cvm',
      'X',
      '--api-version',
      '2017-03-12',
      '--http-method',
      'get',
      '--sign-method',
      'hmac-sha1',
      '--region',
      'r',
      '-p',
      'A=é🙂x',
    ];
    const params = { Action: 'X', Nonce: '1', Region: 'r', SecretId: 'sandbox-id', Timestamp: '1551113065', Version: '2017-03-12' };
    const { out } = await diff(foreignV1({ params: { ...params, A: 'é🙂y' } }).toSign, [...words, '--json']);
    const [first] = (JSON.parse(out) as { differences: { offset: number }[] }).differences;
    expect(first?.offset).toBe(Buffer.byteLength('GETcvm.tencentcloudapi.com/?A=é🙂'));
  });

  it('names several mistakes at once, in the order of the text', async () => {
    const theirs = foreignTc3({
      method: 'GET',
      contentType: 'application/json',
      host: 'faceid.intl.tencentcloudapi.com:443',
      bodyHash: () => 'E3B0',
    });
    expect(causes((await diff(`${theirs.canonical}\n`, [...result, '--json'])).out)).toEqual([
      'method',
      'charset-missing',
      'host-port',
      'body',
      'trailing-newline',
    ]);
  });

  it('notes what it copied from the other party, and does not call it a difference', async () => {
    const { exitCode, out } = await diff(
      foreignTc3({ order: () => ['content-type', 'host', 'x-tc-action', 'x-tc-region'] }).canonical,
      result,
    );
    expect(exitCode).toBe(0);
    expect(out).toContain('note: they also sign x-tc-action, x-tc-region, which is allowed: idv does the same here');
    expect(out).toContain('note: no signature was given: the SecretKey was not compared');
  });

  it('needs no key, and says what it could not compare without one', async () => {
    const { exitCode, out } = await diff(foreignTc3({}).http, result, { env: {} });
    expect(exitCode).toBe(0);
    expect(out).toContain('note: the signature was not compared: no SecretKey was found');
  });

  it('recognises a key with another id', async () => {
    expect(causes((await diff(foreignTc3({ id: 'another-id' }).http, [...result, '--json'])).out)).toEqual(['key-id']);
    expect(
      causes(
        (
          await diff(
            foreignV1({
              params: { Action: 'X', Nonce: '1', Region: 'r', SecretId: 'other', Timestamp: '1551113065', Version: '2017-03-12' },
            }).address,
            ['call', 'tencent/cvm', 'X', '--api-version', '2017-03-12', '--region', 'r', '--json'],
          )
        ).out,
      ),
    ).toEqual(['key-id']);
  });

  it('recognises a request that was changed after it was signed', async () => {
    const { http } = foreignTc3({ sentContentType: 'application/json' });
    expect(causes((await diff(http, [...result, '--json'])).out)).toEqual(['charset-missing', 'changed-after-signing']);
  });

  it("says so when the other party's signature is right for its own request", async () => {
    const { out } = await diff(foreignTc3({ body: '{"SdkToken":"xyz"}' }).http, result);
    expect(out).toContain('note: their signature is correct for what they send');
    expect(out).toContain('the values differ for SdkToken');
  });

  it("prefers flags to the values in the other party's text", async () => {
    const { toSign } = foreignTc3({});
    expect(causes((await diff(toSign, [...result, '--timestamp', '1551113066', '--json'])).out)).toEqual(['timestamp']);
    expect(
      (
        await diff(
          foreignTc3({ method: 'GET', contentType: 'application/x-www-form-urlencoded', body: '', query: 'SdkToken=abc' }).http,
          result,
        )
      ).exitCode,
    ).toBe(0);
    const post = await diff(
      foreignTc3({ method: 'GET', contentType: 'application/x-www-form-urlencoded', body: '', query: 'SdkToken=abc' }).http,
      [...result, '--http-method', 'post', '--json'],
    );
    expect(causes(post.out)[0]).toBe('method');
  });

  it('accepts UNSIGNED-PAYLOAD only with the header that allows it', async () => {
    const hash = '438d4109ef0d676b8c2c7ed13cdfcb418e494d53b843d4634ce3b1085f07bb96';
    const theirs = foreignTc3({
      bodyHash: () => hash,
      others: {
        'X-TC-Action': 'GetFaceIdResultIntl',
        'X-TC-Version': '2018-03-01',
        'X-TC-Region': 'ap-singapore',
        'X-TC-Content-SHA256': 'UNSIGNED-PAYLOAD',
      },
    });
    expect(causes((await diff(foreignTc3({ bodyHash: () => hash }).canonical, [...result, '--json'])).out)).toEqual(['unsigned-payload']);
    expect(causes((await diff(theirs.http, [...result, '--json'])).out)).toEqual([]);
  });

  const message = (toSign: string): string => `Specified signature is not matched with our calculation. server string to sign is:${toSign}`;
  const { toSign } = foreignRpc({ params: rpcParams });
  const xml = `<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>A</RequestId><Code>SignatureDoesNotMatch</Code><Message>${message(toSign).replaceAll('&', '&amp;')}</Message></Error>`;

  it.each([
    ['JSON', JSON.stringify({ Code: 'SignatureDoesNotMatch', Message: message(toSign) })],
    ['XML', xml],
    ['XML with the head of its answer', `HTTP/1.1 400 Bad Request\r\nContent-Type: text/xml\r\n\r\n${xml}`],
    ['a line of a log', `ServerError: SignatureDoesNotMatch ${message(toSign)} RequestId: A`],
  ])('reads the signed string from an error answer in %s', async (_name, answer) => {
    expect(causes((await diff(answer, [...things, '--json'])).out)).toEqual(['secret']);
  });

  it('reads the signed strings that the sandbox adds to a refusal', async () => {
    const { canonical, toSign: text } = foreignTc3({ contentType: 'application/json' });
    const answer = {
      Response: {
        Error: { Code: 'AuthFailure.SignatureFailure', Message: 'x' },
        RequestId: 'A',
        Sandbox: { CanonicalRequest: canonical, StringToSign: text },
      },
    };
    expect(causes((await diff(JSON.stringify(answer), [...result, '--json'])).out)).toEqual(['charset-missing']);
  });

  it('reads a text in which a log wrote line feeds as \\n', async () => {
    const { exitCode, out } = await diff(JSON.stringify(foreignTc3({}).canonical), result);
    expect(exitCode).toBe(0);
    expect(out).toContain('the line feeds are written as \\n');
  });

  it('compares a lone signature at the time that the flags give', async () => {
    const [, signature = ''] = /Signature=(\S+)$/.exec(foreignTc3({}).authorization) ?? [];
    expect((await diff(signature, [...result, '--timestamp', '1551113065'])).out).toContain('the signature is right for this secret');
    expect((await diff(signature, result)).out).toContain('note: the signature was not compared: give its time with --timestamp');
    const acs3 = await diff(foreignAcs3({}).authorization, ['vision', 'job', '4C467B38-3910-447D-87BC-AC049166F216']);
    expect(acs3).toMatchObject({ exitCode: 0 });
    expect(acs3.out).toContain('give its time with --timestamp, and its nonce with --nonce');
  });

  it('reads a file that a curl command names, and never runs the command', async () => {
    const { curl } = foreignTc3({ body: '{"SdkToken":"abc"}' });
    const command = `${curl.replace(/--data-raw .*/, '')} --data-binary @package.json $(touch /tmp/idv-must-not-exist)`;
    const { out } = await diff(command, result);
    expect(out).toContain('Body, body differs');
    expect(out).toContain('a shell would insert its value');
  });

  const refused: [string, string | Buffer, readonly string[], number, string][] = [
    ['a text of the other vendor', toSign, result, 2, 'which tencent does not have'],
    [
      'a text signed in another way than the flag says',
      foreignTc3({}).toSign,
      [...result, '--sign-method', 'hmac-sha1'],
      2,
      '--sign-method: is hmac-sha1',
    ],
    ['a text that is not part of a signature', 'hello', result, 4, 'idv cannot compare this text'],
    ['an empty text', ' \n', result, 4, 'it is empty'],
    [
      'an answer without the signed string',
      '{"Response":{"Error":{"Code":"AuthFailure.SignatureFailure","Message":"x"}}}',
      result,
      4,
      'not a complete answer with the signed string',
    ],
    ['an answer that is cut off', '{"Code":"Signature', result, 4, 'not a complete answer'],
    ['a request without a signature', 'GET / HTTP/1.1\nHost: a\n\n', result, 4, 'carries no signature'],
    [
      'standard input that is used twice',
      foreignTc3({}).toSign,
      ['compare', '--image', '-', '--video', 'fixtures/selfie-3s.mp4'],
      2,
      'standard input is read twice',
    ],
    ['a command line that the other command refuses', foreignTc3({}).toSign, ['faceid', 'result'], 2, '--sdk-token: is required'],
  ];

  it.each(refused)('refuses %s', async (_name, theirs, words, expected, says) => {
    const { exitCode, out, err } = await diff(theirs, words);
    expect(err).toContain(says);
    expect({ exitCode, out }).toEqual({ exitCode: expected, out: '' });
  });

  it('refuses a command line without --theirs, and a missing file', async () => {
    const runtime = memoryRuntime();
    expect(await main(['sign', 'diff', ...result], runtime, '0.0.0')).toBe(2);
    expect(runtime.err()).toContain('--theirs');
    const other = memoryRuntime();
    expect(await main(['sign', 'diff', '--theirs', 'not-there', ...result], other, '0.0.0')).toBe(4);
    expect(other.err()).toContain('not-there does not exist');
  });
});
