import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpResponse } from '../../src/core/http.ts';
import { main } from '../../src/main.ts';
import { memoryRuntime, ownKeys } from '../support/memory-runtime.ts';
import { scriptedTransport } from '../support/scripted-transport.ts';
import { xmlMembers } from '../support/write-answer-xml.ts';

const photo = join(import.meta.dirname, '../../fixtures/portrait.jpg');
const verify = ['id', 'verify', '--ref-face', photo, '--auth-face', photo, '--country', 'vn'];
const faces = ['vision', 'compare', '--image-a', photo, '--image-b', photo];
const card = ['vision', 'card', '--image-url', 'http://bucket.oss-cn-shanghai.aliyuncs.com/a.jpg'];
const detect = ['vision', 'detect', '--image-url', 'http://bucket.oss-cn-shanghai.aliyuncs.com/a.jpg'];
const RequestId = '0CE4BBEF-F149-490C-97CE-CBBD66E25D6C';
const token = `STS.${'t'.repeat(200)}`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-hostile-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(argv: readonly string[], body: object | string, headers: Record<string, string> = {}) {
  const answer: HttpResponse = {
    status: 200,
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  };
  const env = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIhostile',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'secret-of-the-test',
    ALIBABA_CLOUD_SECURITY_TOKEN: token,
  };
  const runtime = memoryRuntime({ env, openTransport: async () => scriptedTransport([answer]) });
  const exitCode = await main(argv, runtime, '0.0.0');
  const all = `${runtime.out()}${runtime.err()}`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what no terminal may be sent.
  expect(all).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(all).not.toContain('secret-of-the-test');
  expect(all).not.toContain(token);
  return { exitCode, out: runtime.out(), err: runtime.err() };
}

const evil = 'a\u001b[31mX\r\nb\u009b\u202ec';
const passed = { passed: 'true', retCode: 'OK_SUCCESS', extInfo: { result: 'true', score: '99.0', faceAttack: 'false' } };
const good = { Code: 200, Message: 'OK', RequestId, Data: passed };

describe('control characters in an answer', () => {
  it.each([
    ['a code', verify, { Code: evil, Message: evil, RequestId: evil }, []],
    ['a code, as JSON', verify, { Code: evil, Message: evil, RequestId: evil }, ['--json']],
    ['a very long code', verify, { Code: `X${'y'.repeat(200_000)}`, RequestId }, []],
    ['a member', detect, { RequestId, Data: { FaceCount: 1, [evil]: evil, List: [{ [evil]: evil }] } }, []],
    ['a member, in a table', detect, { RequestId, Data: { FaceCount: 1, [evil]: evil, List: [{ [evil]: evil }] } }, ['-o', 'table']],
    ['a member, as JSON', detect, { RequestId, Data: { FaceCount: 1, [evil]: evil } }, ['--json']],
    ['a member, as YAML', detect, { RequestId, Data: { FaceCount: 1, [evil]: evil } }, ['-o', 'yaml']],
    ['a header', verify, good, ['--debug']],
  ] as const)('never reach the output: %s', async (_what, argv, body, flags) => {
    const ran = await run([...argv, ...flags], body, { 'x-echo': evil, 'set-cookie': 'session=abc' });
    expect([0, 20]).toContain(ran.exitCode);
    expect(ran.err.length).toBeLessThan(5000);
    expect(ran.err).not.toContain('session=abc');
  });
});

describe('the text that a query finds', () => {
  const said = { RequestId, Data: { FaceCount: 1, Note: evil } };
  async function queried(isTTY: boolean): Promise<string> {
    const answer = { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(said)) };
    const runtime = memoryRuntime({ env: ownKeys, openTransport: async () => scriptedTransport([answer]) });
    Object.assign(runtime.stdout, { isTTY });
    expect(await main([...detect, '--query', 'response.Data.Note'], runtime, '0.0.0')).toBe(0);
    return runtime.out();
  }

  it('is unchanged for a program, and harmless on a terminal', async () => {
    expect(await queried(false)).toBe(`${evil}\n`);
    expect(await queried(true)).toBe('a?[31mX?\nb??c\n');
  });
});

describe('an answer that is nested too deeply', () => {
  const deep = `${'['.repeat(6000)}1${']'.repeat(6000)}`;

  it.each([[], ['--json'], ['-o', 'yaml']])('is unreadable: %j', async (...flags) => {
    const ran = await run([...verify, ...flags.flat()], JSON.stringify(good).replace(/}$/, `,"X":${deep}}`));
    expect(ran).toMatchObject({ exitCode: 23, out: '', err: expect.stringContaining('it is nested too deep') });
  });

  it('is unreadable in XML too', async () => {
    const nested = (depth: number): string =>
      `<ExecuteRequestResponse>${xmlMembers(good)}${'<X>'.repeat(depth)}${'</X>'.repeat(depth)}</ExecuteRequestResponse>`;
    expect(await run(verify, nested(60))).toMatchObject({ exitCode: 0 });
    for (const depth of [70, 300])
      expect(await run(verify, nested(depth))).toMatchObject({ exitCode: 23, out: '', err: expect.stringContaining('nested too deep') });
  });
});

describe('a refusal that repeats what was sent', () => {
  const photoText = 'A'.repeat(5000);

  it.each([
    ['as a string to sign in other words', { Message: `String to sign: POST&%2F&SecurityToken%3D${token}` }],
    ['as a string to sign with two blanks', { Message: `no match. server string  to sign is: POST&SecurityToken=${token}` }],
    ['as a canonical request', { Message: `Canonical Request was [${token}]` }],
    ['without an introduction', { Message: `you sent ${photoText} and ${token}` }],
    ['in another member', { Message: 'no', AccessDeniedDetail: { AuthAction: `server string to sign is:${token}` } }],
    ['in the result of the verification', { Message: 'no', Data: { retMessage: `string to sign ${photoText}` } }],
  ])('is shown without the sent values: %s', async (_what, said) => {
    const ran = await run([...verify, '--json'], { Code: 'SignatureDoesNotMatch', RequestId, ...said });
    expect(ran.exitCode).toBe(20);
    expect(ran.err).not.toContain(photoText.slice(0, 200));
  });
});

describe('a failure after which the billing is unknown', () => {
  const job = ['vision', 'job', '4C467B38-3910-447D-87BC-AC049166F216', '--retries', '0'];
  const error = async (argv: readonly string[], Code: string) => {
    const { err } = await run([...argv, '--json'], { Code, Message: 'no', RequestId });
    // Notices are printed before the error.
    return JSON.parse(err.trimEnd().split('\n').at(-1) ?? '').error;
  };

  it.each(['Timeout', 'InternalError.Algo', 'ServiceUnavailable', 'SignatureNonceUsed'])(
    'is called safe to repeat only if the call reads: %s',
    async (code) => {
      expect(await error(verify, code)).toMatchObject({ retryable: false, hint: expect.stringContaining('billed') });
      expect(await error(faces, code)).toMatchObject({ retryable: false });
      expect(await error(job, code)).toMatchObject({ retryable: true });
    },
  );

  it('is called safe to repeat when it was throttled', async () => {
    expect(await error([...verify, '--retries', '0'], 'Throttling.User')).toMatchObject({ category: 'limited', retryable: true });
  });
});

describe('an answer without a result', () => {
  it.each([
    [card, { RequestId }],
    [card, { RequestId, Data: null }],
    [card, { RequestId, Data: 'nothing' }],
    [card, { RequestId, Data: { FrontResult: null } }],
    [[...card, '--side', 'front'], { RequestId, Data: { BackResult: { Issue: 'an office' } } }],
    [[...card, '--side', 'back'], { RequestId, Data: { FrontResult: { Name: 'a name' } } }],
    [detect, { RequestId, Data: [1] }],
    [detect, { RequestId, Data: { FaceCount: 'x' } }],
  ])('is refused: %j %j', async (argv, body) => {
    expect(await run(argv, body)).toMatchObject({
      exitCode: 23,
      out: '',
      err: expect.stringMatching(/error the answer has no Data\.(FrontResult|BackResult|FaceCount)\b/),
    });
  });

  it.each([
    [card, { FrontResult: {} }],
    [card, { BackResult: {} }],
    [[...card, '--side', 'front'], { FrontResult: {} }],
    [[...card, '--side', 'back'], { BackResult: {}, FrontResult: {} }],
  ])('does not include an answer with the requested side: %j %j', async (argv, Data) => {
    expect(await run(argv, { RequestId, Data })).toMatchObject({ exitCode: 0 });
  });

  it.each([
    [faces, 'below-threshold'],
    [verify, 'false'],
    [verify, 'PROCESSING'],
    [['vision', 'liveness', '--image', photo], 'block'],
  ])('gives no verdict even if its error code is a word of a verdict: %#', async (argv, Code) => {
    expect(await run(argv, { Code, Message: 'no', RequestId })).toMatchObject({
      exitCode: 20,
      out: '',
      err: expect.stringContaining('idv does not know this code'),
    });
  });
});

describe('idv call', () => {
  it('judges ExecuteRequest only for the one service that idv knows', async () => {
    const other = ['call', 'aliyun/saf', 'ExecuteRequest', '-p', 'Service=saf_de', '-p', 'ServiceParameters={"a":1}'];
    const ran = await run([...other, '--json'], { Code: 200, RequestId, Data: { score: '1' } });
    expect(ran.exitCode).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({ checked: [], reason: { code: 'answered' } });
    const shown = await run(other, { Code: 200, RequestId, Data: { Name: 'SOMEBODY' } });
    expect(shown.exitCode).toBe(0);
    expect(shown.out).not.toContain('SOMEBODY');
    expect(await run([...other, '--threshold', '80'], good)).toMatchObject({
      exitCode: 2,
      out: '',
      err: expect.stringContaining('--threshold: ExecuteRequest has no score'),
    });
  });

  it.each([
    ['a call without Service', 'saf', 'ExecuteRequest', [], good],
    ['a body whose Service is unknown', 'saf', 'ExecuteRequest', ['--body', photo, '--sign-method', 'acs3'], good],
    [
      'a body with any number of pictures',
      'facebody',
      'DetectLivingFace',
      ['--body', photo, '--sign-method', 'acs3'],
      { RequestId, Data: { Elements: [{ FaceNumber: 1, Results: [{ Label: 'normal', Suggestion: 'pass', Rate: 99 }] }] } },
    ],
  ])('gives no verdict for %s', async (_what, product, action, flags, body) => {
    const ran = await run(['call', `aliyun/${product}`, action, ...flags, '--json'], body);
    expect(ran.exitCode).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({ checked: [], score: null, reason: { code: 'answered' } });
  });
});

describe('a nonce that a header cannot contain', () => {
  it.each(['a\nb', '中', 'a b', 'x'.repeat(257)])('is refused, in a dry run too: %j', async (nonce) => {
    for (const flags of [[], ['--dry-run']]) {
      const argv = [...verify, '--sign-method', 'acs3', '--nonce', nonce, ...flags];
      expect(await run(argv, good)).toMatchObject({ exitCode: 2, out: '', err: expect.stringContaining('is not valid for acs3') });
    }
  });
});

describe('a parameter that is given both as a whole and in parts', () => {
  it('is refused in either order', async () => {
    const [whole, part] = [
      ['-p', 'Tasks=[{"ImageURL":"http://a/1.jpg"}]'],
      ['-p', 'Tasks.1.ImageURL=http://a/2.jpg'],
    ];
    for (const values of [
      [...whole, ...part],
      [...part, ...whole],
    ]) {
      const ran = await run(['call', 'aliyun/facebody', 'DetectLivingFace', ...values], good);
      expect(ran).toMatchObject({ exitCode: 2, out: '' });
      expect(ran.err).toContain('Tasks.1.ImageURL');
    }
  });
});

describe('a nonce given by the user', () => {
  it.each([
    ['a job that is waited for', ['vision', 'job', RequestId, '--wait']],
    ['a file that is uploaded', ['vision', 'detect', '--image', photo]],
  ])('is refused for %s, because that takes several calls', async (_what, argv) => {
    expect(await run([...argv, '--nonce', 'abc'], good)).toMatchObject({
      exitCode: 2,
      out: '',
      err: expect.stringContaining('--nonce: is for one call, but this command makes several'),
    });
  });
});

describe('--dry-run=curl of a GET with media', () => {
  it('writes the URL to a file that only its owner can read', async () => {
    const one = ['vision', 'liveness', '--image', photo];
    const ran = await run([...one, '--http-method', 'get', '--dry-run=curl', '--save-dir', join(folder, 'curl', 'deep')], good);
    expect(ran.exitCode).toBe(0);
    expect(ran.out.length).toBeLessThan(1000);
    const [, file = ''] = /--config '([^']+)'/.exec(ran.out) ?? [];
    expect(await readFile(file, 'utf8')).toMatch(/^url = "https:\/\/facebody\.cn-shanghai\.aliyuncs\.com\/\?AccessKeyId=[^"]+"\n$/);
  });

  it('is refused when the URL is too long for curl, with a hint', async () => {
    const ran = await run([...faces, '--http-method', 'get', '--dry-run=curl', '--save-dir', join(folder, 'long')], good);
    expect(ran).toMatchObject({ exitCode: 4, out: '' });
    expect(ran.err).toContain('--http-method post');
  });

  it('creates a folder whose path contains ..', async () => {
    const ran = await run([...faces, '--dry-run=curl', '--save-dir', `${folder}/nowhere/../round`], good);
    expect(ran.exitCode).toBe(0);
  });

  it('fails at once when the folder can never be created', async () => {
    const ran = await run([...faces, '--dry-run=curl', '--save-dir', '/proc/idv'], good);
    expect(ran).toMatchObject({ exitCode: 4, out: '', err: expect.stringContaining('/proc/idv is not a folder to write to') });
  });
});
