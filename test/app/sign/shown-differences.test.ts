import { describe, expect, it } from 'vitest';
import { main } from '../../../src/main.ts';
import { foreignAcs3, foreignRpc, foreignTc3, foreignV1, sha256 } from '../../support/foreign-signer.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

interface Report {
  differences: { field: string; offset: number | null; ours: string | null; theirs: string | null; cause: { id: string; cause: string } }[];
  signature: string;
  notes: string[];
}

async function diff(theirs: string | Buffer, words: readonly string[], env?: Record<string, string>): Promise<Report> {
  const runtime = memoryRuntime({ stdin: Buffer.from(theirs), ...(env ? { env } : {}) });
  await main(['sign', 'diff', '--theirs', '-', ...words, '--json'], runtime, '0.0.0');
  if (runtime.out() === '') throw new Error(runtime.err());
  return JSON.parse(runtime.out()) as Report;
}

const result = ['faceid', 'result', 'abc'];
const job = ['vision', 'job', '4C467B38-3910-447D-87BC-AC049166F216', '--sign-method', 'acs3'];
const v1Params = { Action: 'X', Nonce: '1', Region: 'r', SecretId: 'sandbox-id', Timestamp: '1551113065', Version: '2017-03-12' };
const x = [
  'call',
  'tencent/cvm',
  'X',
  '--api-version',
  '2017-03-12',
  '--region',
  'r',
  '--sign-method',
  'hmac-sha1',
  '--http-method',
  'get',
];
/** What idv reports if a parameter has one value on our side and another on theirs. */
const ofValues = async (ours: string, theirs: string, name = 'Name') => {
  const { differences } = await diff(foreignV1({ params: { ...v1Params, [name]: theirs } }).toSign, [...x, '-p', `${name}=${ours}`]);
  expect(differences).toHaveLength(1);
  return differences[0];
};
const rpcParams = {
  AccessKeyId: 'sandbox-id',
  Action: 'X',
  Format: 'JSON',
  SignatureMethod: 'HMAC-SHA1',
  SignatureNonce: 'n',
  SignatureVersion: '1.0',
  Timestamp: '2016-02-23T12:46:24Z',
  Version: '2014-05-26',
};
const rpc = ['call', 'aliyun/ecs', 'X', '--api-version', '2014-05-26'];

describe('the cause of two values that differ', () => {
  it.each([
    ['a line break', 'ab', 'a\nb', 'line-break-in-value', 'a line break was added to a value, or removed from it'],
    ['CR LF', 'a\r\nb', 'ab', 'line-break-in-value', 'a line break was added to a value, or removed from it'],
    ['a tab', 'ab', 'a\tb', 'invisible-character', 'the two differ by an invisible character (tab)'],
    ['a zero width space', 'ab', 'ab\u200b', 'invisible-character', 'the two differ by an invisible character (zero width space)'],
    ['a character without a name', 'ab', '\u2060ab', 'invisible-character', 'the two differ by an invisible character (<U+2060>)'],
    ['a missing blank', 'a b', 'ab', 'invisible-character', 'the two differ by an invisible character'],
    ['nine characters less', '0123456789abc', '0123', 'cut-off', 'the value was cut off'],
    ['eight characters less', '0123456789abc', '01234', 'parameter-value', 'the value of Name is different'],
    ['another start', '0123456789abc', '012x', 'parameter-value', 'the value of Name is different'],
    ['an empty value', '0123456789abc', '', 'parameter-value', 'the value of Name is different'],
    ['letter case', 'abc', 'aBc', 'letter-case', 'the two differ only in upper and lower case'],
    ['the case of hex digits', 'a%2f', 'a%2F', 'hex-case', 'the hex digits after % are in lower case'],
    ['an encoded value', 'é/', '%C3%A9/', 'values-encoded', 'the values are percent-encoded in the text that is signed'],
    ['a value encoded twice', 'é/', '%25C3%25A9/', 'encoding', 'the value is the same, but encoded differently'],
    ['a plus', 'a+c/', 'a%20c/', 'encoding', 'the value is the same, but encoded differently'],
    ['a malformed code', 'é/', '%C3/', 'parameter-value', 'the value of Name is different'],
  ])('is named for %s', async (_name, ours, theirs, id, cause) =>
    expect(await ofValues(ours, theirs)).toMatchObject({ field: 'Name', cause: { id, cause } }),
  );

  it.each([
    ['application/json; boundary=x', 'charset-missing'],
    ['application/json; charset=gb18030', 'charset'],
    ['text/json; charset=utf-8', 'content-type'],
  ])('is named for the content-type %s', async (contentType, id) =>
    expect(await diff(foreignTc3({ contentType }).canonical, result)).toMatchObject({ differences: [{ cause: { id } }] }),
  );

  it('is a line break in RPC, once and twice encoded', async () => {
    const words = [...rpc, '-p', 'Name=ab'];
    for (const value of ['a\nb', 'a\rb']) {
      const { toSign } = foreignRpc({ params: { ...rpcParams, Name: value } });
      expect(await diff(toSign, words)).toMatchObject({ differences: [{ cause: { id: 'line-break-in-value' } }] });
    }
  });

  it('is another order when the query of a GET has the same parameters', async () => {
    const get = {
      method: 'GET',
      contentType: 'application/x-www-form-urlencoded',
      body: '',
      host: 'cvm.tencentcloudapi.com',
      service: 'cvm',
    };
    const words = [...x.slice(0, 7), '--http-method', 'get', '-p', 'A=1', '-p', 'B=2', '-p', 'C=3'];
    const causes = async (query: string) =>
      (await diff(foreignTc3({ ...get, query }).canonical, words)).differences.map(({ cause }) => cause.id);
    expect(await causes('A=1&B=2&C=3')).toEqual([]);
    expect(await causes('B=2&A=1&C=3')).toEqual(['parameter-order']);
    expect(await causes('B=2&A=1&C=4')).toEqual(['query']);
    expect(await causes('?A=1&B=2&C=3')).toEqual(['question-mark']);
    expect(await causes('')).toEqual(['query-missing']);
  });
});

describe('what sign diff shows of a value', () => {
  const keyLike = (length: number): string => `aB1${'x'.repeat(length - 3)}`;

  it.each([
    ['24 characters that look like a key', keyLike(24), 'Name=<masked>'],
    ['48 characters that look like a key', keyLike(48), 'Name=<masked>'],
    ['23 characters', keyLike(23), `Name=${keyLike(23)}`],
    ['49 characters', keyLike(49), `Name=${keyLike(49)}`],
    ['no digit', `aB${'x'.repeat(28)}`, `Name=aB${'x'.repeat(28)}`],
    ['no capital', `a1${'x'.repeat(28)}`, `Name=a1${'x'.repeat(28)}`],
    ['no small letter', `A1${'X'.repeat(28)}`, `Name=A1${'X'.repeat(28)}`],
    ['the id of a key', `AKID${keyLike(28)}`, `Name=AKID${keyLike(28)}`],
    ['100 characters with its name', 'b'.repeat(95), `Name=${'b'.repeat(95)}`],
    ['101 characters with its name', 'b'.repeat(96), 'Name=bbbbbb…'],
    ['a long value that differs later', `aaa${'b'.repeat(196)}`, '…me=aaabbbbbb…'],
    ['a long value that differs at its end', `${'a'.repeat(99)}b`, '…aaaaaab'],
  ])('is the right part: %s', async (_name, theirs, shown) => {
    const ours = theirs.startsWith('aaa') ? 'a'.repeat(99) : '0';
    expect((await ofValues(ours, theirs))?.theirs).toBe(shown);
  });

  it.each(['BearerToken', 'SecurityToken', 'MySecretKey', 'Secret-Key', 'ClientSecret', 'Password2', 'PrivateKey', 'private-key'])(
    'is only the size of %s',
    async (name) =>
      expect(await ofValues('a', 'béb', name)).toMatchObject({
        ours: `<masked, ${name.length + 2} bytes>`,
        theirs: `<masked, ${name.length + 5} bytes>`,
      }),
  );

  it.each(['Tokens', 'SecretA', 'Cookies'])('is the value of %s', async (name) =>
    expect((await ofValues('a', 'b', name))?.theirs).toBe(`${name}=b`),
  );

  it('is 16 characters on each side of the place in a body', async () => {
    const body = `{"SdkToken":"abc","Other":"${'y'.repeat(40)}"}`;
    const { differences } = await diff(foreignTc3({ body }).http, result);
    expect(differences[0]).toMatchObject({
      field: 'body',
      offset: 17,
      ours: '…"SdkToken":"abc"}',
      theirs: '…"SdkToken":"abc","Other":"yyyyyy…',
    });
  });
});

describe('what sign diff adopts from the other party', () => {
  const fields = async (theirs: string | Buffer, words: readonly string[], env?: Record<string, string>) => {
    const { differences, notes } = await diff(theirs, words, env);
    return [differences.map(({ field, cause }) => `${field} ${cause.id}`), notes.filter((note) => note.includes('allowed'))];
  };
  const signing = (...names: string[]) => foreignTc3({ order: () => names }).canonical;
  const also = (what: string): string => `they also ${what}, which is allowed: idv does the same here`;
  const withToken = {
    TENCENTCLOUD_SECRET_ID: 'sandbox-id',
    TENCENTCLOUD_SECRET_KEY: 'sandbox-key',
    TENCENTCLOUD_TOKEN: 'token-of-a-session',
  };

  it('is a longer list of signed headers of TC3 that has content-type and host', async () => {
    expect(await fields(signing('content-type', 'host', 'x-tc-action'), result)).toEqual([[], [also('sign x-tc-action')]]);
    expect(await fields(foreignTc3({ order: () => ['content-type', 'host', 'x-a'], others: { 'X-A': 'b' } }).canonical, result)).toEqual([
      [],
      [also('sign x-a')],
    ]);
    expect(await fields(signing('host', 'x-tc-action'), result)).toEqual([
      ['content-type header-missing', 'x-tc-action header-extra', 'SignedHeaders header-missing'],
      [],
    ]);
    expect(await fields(signing('host', 'x-tc-action', 'x-tc-region'), result)).toEqual([
      ['content-type header-missing', 'x-tc-action header-extra', 'x-tc-region header-extra', 'SignedHeaders header-missing'],
      [],
    ]);
  });

  it('is no value of a header that idv sends with another value', async () => {
    const theirs = foreignTc3({ order: () => ['content-type', 'host', 'x-tc-region'], others: { 'X-TC-Region': 'b' } }).canonical;
    expect(await fields(theirs, result)).toEqual([['x-tc-region header-value'], [also('sign x-tc-region')]]);
  });

  it('is a session token only if idv has one', async () => {
    const theirs = foreignTc3({
      order: () => ['content-type', 'host', 'x-tc-token'],
      others: { 'X-TC-Token': 'token-of-a-session' },
    }).canonical;
    expect(await fields(theirs, result)).toEqual([['x-tc-token session-token', 'SignedHeaders signed-headers'], []]);
    expect(await fields(theirs, result, withToken)).toEqual([[], [also('sign x-tc-token')]]);
  });

  it('is each other header of ACS3 in its place, but no token', async () => {
    const ofHeaders = (others: Record<string, string>) => foreignAcs3({ others }).canonical;
    expect(await fields(ofHeaders({ 'x-acs-a': '1', 'x-acs-z': '2' }), job)).toEqual([[], [also('sign x-acs-a, x-acs-z')]]);
    for (const name of ['x-acs-security-token', 'x-acs-bearer-token']) {
      expect((await fields(ofHeaders({ [name]: 'a' }), job))[1], name).toEqual([]);
    }
  });

  it('is the query of a POST of ACS3, if there is no body', async () => {
    const query = 'JobId=4C467B38-3910-447D-87BC-AC049166F216';
    const moved = 'they send the parameters of a POST in its query, which is allowed: idv does the same here';
    expect(await fields(foreignAcs3({ query, body: '', contentType: '' }).canonical, job)).toEqual([[], [moved]]);
    expect((await fields(foreignAcs3({ query, body: 'a', contentType: '' }).canonical, job))[1]).toEqual([]);
    expect((await fields(foreignAcs3({ body: '', contentType: '' }).canonical, job))[1]).toEqual([]);
  });

  it('are the optional parameters of HmacSHA1, and no other', async () => {
    const ofParams = (params: Record<string, string>) => foreignV1({ params: { ...v1Params, ...params } }).toSign;
    expect(await fields(ofParams({ Language: 'zh-CN', RequestClient: 'a' }), x)).toEqual([[], [also('send Language, RequestClient')]]);
    expect(await fields(ofParams({ Languages: 'a' }), x)).toEqual([['Languages parameter-extra'], []]);
    expect(await fields(ofParams({ Language: 'a' }), [...x, '-p', 'Language=b'])).toEqual([['Language parameter-value'], []]);
  });
});

describe('sign diff of an Authorization header', () => {
  const day = Date.UTC(2019, 1, 25) / 1000;
  const date = () => '2019-02-25';

  // idv tries each second of three days, which takes a while on a busy machine.
  it.each([
    ['the first second of its day', day, []],
    ['the last second of its day', day + 86_399, []],
    ['the first second of the day before', day - 86_400, ['local-date']],
    ['the last second of the day after', day + 2 * 86_400 - 1, ['local-date']],
  ])('finds %s', { timeout: 120_000 }, async (_name, timestamp, causes) => {
    const { differences } = await diff(foreignTc3({ timestamp, date }).authorization, result);
    expect(differences.map(({ cause }) => cause.id)).toEqual(causes);
  });

  it('asks for the time when the date is none', async () => {
    const { notes, signature } = await diff(foreignTc3({ date: () => '2019-02-99' }).authorization, result);
    expect({ notes, signature }).toEqual({
      notes: ['the signature was not compared: give its time with --timestamp, and its nonce with --nonce'],
      signature: 'not compared',
    });
  });
});

describe('sign diff of texts without the right number of pieces', () => {
  const fieldsOf = async (theirs: string, words: readonly string[] = result) =>
    (await diff(theirs, words)).differences.map(({ field, offset }) => `${field} ${offset}`);

  it('names the pieces that are there', async () => {
    const { canonical, toSign } = foreignTc3({});
    expect(await fieldsOf(`${toSign}\nfifth`)).toEqual([`line 5 ${toSign.length + 1}`]);
    expect(await fieldsOf(toSign.split('\n').slice(0, 3).join('\n'))).toEqual([`HashedCanonicalRequest ${toSign.lastIndexOf('\n') + 1}`]);
    const cut = canonical.split('\n').slice(0, 4).join('\n');
    expect(await fieldsOf(cut)).toEqual(['content-type 8', 'host 53', 'SignedHeaders 91', `HashedRequestPayload ${8}`]);
    const four = canonical.replace(sha256('{"SdkToken":"abc"}'), 'x');
    expect(await fieldsOf(four)).toEqual([`HashedRequestPayload ${four.length - 1}`]);
  });

  it('takes text after an ampersand as part of the value before it', async () => {
    const words = [...x, '-p', 'Name=a&b c=d'];
    expect(await fieldsOf(foreignV1({ params: { ...v1Params, Name: 'a&b c=d' } }).toSign, words)).toEqual([]);
    expect(await fieldsOf(foreignV1({ params: { ...v1Params, Name: 'a&b c=e' } }).toSign, words)).toEqual([
      `Name ${'GETcvm.tencentcloudapi.com/?Action=X&Name=a&b c='.length}`,
    ]);
  });

  it('numbers a parameter that comes twice', async () => {
    const { toSign } = foreignRpc({ params: rpcParams });
    expect(await fieldsOf(`${toSign}%26Action%3DY`, rpc)).toEqual([`Action (2) ${toSign.length + 3}`]);
    expect(await fieldsOf(`${toSign}%26Action%3DY%26Action%3DZ`, rpc)).toEqual([
      `Action (2) ${toSign.length + 3}`,
      `Action (3) ${toSign.length + 3 + 'Action%3DY%26'.length}`,
    ]);
  });
});
