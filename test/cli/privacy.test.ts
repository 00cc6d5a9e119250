import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpResponse } from '../../src/core/http.ts';
import { main } from '../../src/main.ts';
import type { Runtime } from '../../src/runtime.ts';
import { percentEncode } from '../../src/sign/encode.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';
import { scriptedTransport, success } from '../support/scripted-transport.ts';

/** Canaries are values that no output may contain, apart from documented exceptions. */

const portrait = join(import.meta.dirname, '../../fixtures/portrait.jpg');
const clip = join(import.meta.dirname, '../../fixtures/selfie-3s.mp4');
const secret = 'Canary5ecretCanary5ecretCanary5e';
const session = 'STS.canary-of-the-session-token';
const token = 'canary-sdk-token-77';
const extra = 'canary Ünïcode extra';
const name = 'CANARY SURNAME';
const id = 'AKIDcanaryOfTheKeyId0123456789';
const host = 'canary.faceid.example.com';

const env = {
  TENCENTCLOUD_SECRET_ID: id,
  TENCENTCLOUD_SECRET_KEY: secret,
  TENCENTCLOUD_TOKEN: session,
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIcanaryOfTheKeyId012345',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret,
  ALIBABA_CLOUD_SECURITY_TOKEN: session,
};

let folder: string;
let face: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-privacy-'));
  face = (await readFile(portrait)).toString('base64');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const forms = (text: string): string[] => [
  text,
  percentEncode(text),
  percentEncode(percentEncode(text)),
  JSON.stringify(text).slice(1, -1),
  Buffer.from(text).toString('base64').replace(/=+$/, ''),
];

function expectNone(output: string, ...canaries: string[]): void {
  for (const canary of [secret, session, face.slice(1000, 1100), ...canaries].flatMap(forms)) expect(output).not.toContain(canary);
}

async function run(argv: readonly string[], body?: object, overrides: Partial<Runtime> & { stdin?: Buffer } = {}) {
  const answer: HttpResponse = {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body ?? {})),
  };
  const runtime = memoryRuntime({ env, openTransport: async () => scriptedTransport(body ? [answer] : []), ...overrides });
  const exitCode = await main(argv, runtime, '0.0.0');
  return { exitCode, out: runtime.out(), err: runtime.err(), all: `${runtime.out()}${runtime.err()}` };
}

const RequestId = 'request-0001';
const tencent = (fields: object) => ({ Response: { ...fields, RequestId } });
const issuing = ['faceid', 'token', '--extra', extra];
const shapes = [
  ['--sign-method', 'tc3'],
  ['--sign-method', 'tc3', '--http-method', 'get'],
  ['--sign-method', 'hmac-sha256'],
  ['--sign-method', 'hmac-sha1', '--http-method', 'get'],
  ['--body-format', 'multipart'],
];

describe('a dry run', () => {
  it.each(shapes)('masks sensitive values in every format except http and curl: %s %s %s %s', async (...shape) => {
    for (const format of [
      '--dry-run',
      '--dry-run=json',
      '--dry-run -o yaml',
      '--dry-run -o table',
      '--dry-run=json --query @',
      '--dry-run --verbose',
    ]) {
      const { exitCode, all } = await run([...issuing, ...shape.filter(Boolean), ...format.split(' ')]);
      expect(exitCode, all).toBe(0);
      expectNone(all, extra);
    }
    const shown = await run([...issuing, ...shape.filter(Boolean), '--dry-run', '--show-pii']);
    if (shape[1] !== 'tc3' || shape[3] === 'get') expect(forms(extra).some((form) => shown.out.includes(form))).toBe(true);
  });

  it.each(['rpc', 'acs3'])('of Alibaba Cloud with %s masks them too, and so does a dry run with a body of the user', async (method) => {
    const address = 'http://bucket.oss-cn-shanghai.aliyuncs.com/canary-photo.jpg?sig=canary';
    for (const httpMethod of ['get', 'post']) {
      const argv = ['vision', 'detect', '--image-url', address, '--sign-method', method, '--http-method', httpMethod, '--dry-run'];
      expectNone((await run(argv)).all, address, 'canary-photo');
      expectNone((await run([...argv, '-o', 'json'])).all, address, 'canary-photo');
    }
    const file = join(folder, 'body.json');
    await writeFile(file, JSON.stringify({ SecureLevel: '4', Extra: extra }));
    const whole = await run(['call', 'tencent', 'GetFaceIdTokenIntl', '--body', file, '--dry-run']);
    expectNone(whole.all, extra);
    expect(whole.out).toContain('"Extra":"<masked>"');
  });

  it.each(shapes)('as curl has no secret among its words: %s %s %s %s', async (...shape) => {
    const dir = await mkdtemp(join(folder, 'curl-'));
    const { exitCode, out } = await run([...issuing, ...shape.filter(Boolean), '--dry-run=curl', '--save-dir', dir]);
    expect(exitCode).toBe(0);
    expectNone(out, extra);
    expect(out).not.toMatch(/Signature=/);
    const files = await readdir(dir);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect((await stat(join(dir, file))).mode & 0o777).toBe(0o600);
    const kept = (await Promise.all(files.map((file) => readFile(join(dir, file), 'utf8')))).join('\n');
    expect(forms(session).some((form) => kept.includes(form))).toBe(true);
  });

  it.each(shapes)('with --redact hides key id, signature and host: %s %s %s %s', async (...shape) => {
    const argv = [...issuing, ...shape.filter(Boolean), '--endpoint', `https://${host}`, '--timestamp', '1551113065', '--nonce', '7'];
    const { signature } = JSON.parse((await run([...argv, '--dry-run=json'])).out);
    for (const format of [['--dry-run'], ['--dry-run=json'], ['--dry-run', '-o', 'yaml'], ['--dry-run', '--verbose', '--debug']]) {
      const { exitCode, all } = await run([...argv, ...format, '--redact']);
      expect(exitCode, all).toBe(0);
      expectNone(all, extra, id, host, signature, `${id.slice(0, 4)}…${id.slice(-4)}`);
    }
  });

  it.each([[[]], [['--json']], [['-o', 'table']]])('with --redact hides a token that a call issued: %j', async (flags) => {
    const { exitCode, all } = await run([...issuing, ...flags, '--redact', '--verbose'], tencent({ SdkToken: token }));
    expect(exitCode, all).toBe(0);
    expectNone(all, token, id, 'faceid.intl.tencentcloudapi.com');
  });

  it.each([['--dry-run=curl'], ['--dry-run=http'], ['--raw'], ['--show-pii']])('is refused when --redact contradicts %s', async (flag) => {
    const { exitCode, err } = await run([...issuing, '--redact', flag]);
    expect({ exitCode, err }).toMatchObject({ exitCode: 2, err: expect.stringContaining(flag) });
  });
});

const card = { RequestId, Data: { FrontResult: { Name: name, IDNumber: '110101199001011234', Address: name } } };
const readCard = ['vision', 'card', '--image-url', 'http://bucket.oss-cn-shanghai.aliyuncs.com/a.jpg'];

describe('a result', () => {
  it.each([[[]], [['-o', 'table']], [['--redact']], [['--redact', '--json']], [['--redact', '-o', 'yaml']], [['--redact', '-o', 'table']]])(
    'masks a document with %j',
    async (flags) => {
      const { exitCode, all } = await run([...readCard, ...flags], card);
      expect(exitCode, all).toBe(0);
      expectNone(all, name, '110101199001011234');
      expect(all).toContain(RequestId);
    },
  );

  it.each([[['--json']], [['-o', 'yaml']], [['--show-pii']], [['-o', 'table', '--show-pii']]])(
    'shows a document with %j',
    async (flags) => {
      expect((await run([...readCard, ...flags], card)).out).toContain(name);
    },
  );
});

describe('a message of the service', () => {
  const said = `token ${token} of ${extra}, session ${session}, key ${id} and ${secret} is wrong`;

  it.each([[[]], [['--json']], [['-o', 'table']], [['--debug']]])('does not repeat what was sent, with %j', async (flags) => {
    const refused = await run(['faceid', 'result', token, ...flags], tencent({ Error: { Code: 'InvalidParameter', Message: said } }));
    expect(refused.exitCode).toBe(20);
    expectNone(refused.all, token, id);
    expect(refused.err).toContain('is wrong');
    const issued = await run([...issuing, ...flags], tencent({ Error: { Code: 'InvalidParameter', Message: said } }));
    expectNone(issued.all, extra, id);
  });

  it('repeats it with --show-pii, except keys', async () => {
    const { err } = await run(['faceid', 'result', token, '--show-pii'], tencent({ Error: { Code: 'InvalidParameter', Message: said } }));
    expect(err).toContain(token);
    expectNone(err);
  });

  it.each(['Li', 'X9', '77', token])('does not repeat %j when it is a word of its own', async (value) => {
    const Message = `the name ${value} is not that of Lionel X95 177 and 778`;
    const { err } = await run(['faceid', 'token', '--extra', value], tencent({ Error: { Code: 'InvalidParameter', Message } }));
    expect(err).toContain('the name <masked> is not that of Lionel X95 177 and 778');
  });

  it('does not repeat the parameters of an action outside the catalogue', async () => {
    const Message = `no such person: ${name}`;
    const { err } = await run(
      ['call', 'tencent', 'FindSomebody', '--api-version', '2018-03-01', '-p', `Name=${name}`],
      tencent({ Error: { Code: 'X.Y', Message } }),
    );
    expectNone(err, name);
  });
});

describe('a sent value in any part of an answer', () => {
  const formats = [[], ['--json'], ['-o', 'yaml'], ['-o', 'table'], ['--show-pii', '--json'], ['-v'], ['--debug']];

  /** The tokens range from a text that may be part of a word to a text as the clouds issue it. */
  describe.each(['k7', 'tok9', 'Zq7-x', 'aB3dE6', 'STS.NUx3'])('the session token %s', (short) => {
    const world = { env: { ...env, TENCENTCLOUD_TOKEN: short } };
    const alone = new RegExp(`(?<![A-Za-z0-9])${short}(?![A-Za-z0-9])`, 'i');

    it.each([
      ['a code', { Error: { Code: short, Message: 'no' } }],
      ['a part of a code', { Error: { Code: `AuthFailure.${short}`, Message: 'no' } }],
      ['a message', { Error: { Code: 'InternalError', Message: `token '${short}' is wrong` } }],
      ['a verdict', { Error: { Code: 'FailedOperation.CompareLowSimilarity', Message: `not alike (${short})` } }],
      ['a sentence', { Sim: 96.3, Result: 'Success', Description: `ok, ${short}`, BestFrameBase64: null }],
      ['a member', { Sim: 96.3, Result: 'Success', Description: 'ok', BestFrameBase64: null, Echo: { at: [`${short}`] } }],
      ['the name of a member', { Sim: 96.3, Result: 'Success', Description: 'ok', BestFrameBase64: null, [short]: 1 }],
      ['a result', { Sim: 96.3, Result: short, Description: 'ok', BestFrameBase64: null }],
    ])('is masked in %s', async (_place, fields) => {
      for (const flags of formats) {
        const { all } = await run(['compare', '--image', portrait, '--video', clip, ...flags], tencent(fields), world);
        expect(all, flags.join(' ')).not.toMatch(alone);
      }
    });

    it('is masked in a request id', async () => {
      for (const flags of formats) {
        const body = { Response: { Error: { Code: 'InternalError', Message: 'no' }, RequestId: short } };
        const { all } = await run(['compare', '--image', portrait, '--video', clip, ...flags], body, world);
        expect(all, flags.join(' ')).not.toMatch(alone);
      }
    });
  });

  it('is masked when a process token returns as a code or as the request id', async () => {
    const body = { Response: { Error: { Code: `Expired.${token}`, Message: 'no' }, RequestId: token } };
    for (const flags of [[], ['--json'], ['-v']]) expectNone((await run(['faceid', 'result', token, ...flags], body)).all, token);
  });

  it('is not masked when it equals a documented code', async () => {
    const refused = tencent({ Error: { Code: 'InternalError', Message: 'no' } });
    const { err } = await run([...issuing.slice(0, 2), '--extra', 'InternalError', '--json'], refused);
    expect(JSON.parse(err).error).toMatchObject({ code: 'InternalError', requestId: RequestId });
  });
});

describe('--trace', () => {
  it('writes each attempt to a 0600 file, without secrets and media', async () => {
    const file = join(folder, 'trace.jsonl');
    const passed = tencent({ Sim: 96.3, Result: 'Success', Description: 'Successful', BestFrameBase64: face });
    const { exitCode, all } = await run(['compare', '--image', portrait, '--video', clip, '--trace', file, '--json', '--show-pii'], passed);
    expect(exitCode, all).toBe(0);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const text = await readFile(file, 'utf8');
    expectNone(text, id);
    const line = JSON.parse(text);
    expect(line).toMatchObject({ action: 'CompareFaceLiveness', attempt: 1, answer: { status: 200, says: { Sim: 96.3, RequestId } } });
    expect(line.request.line).toMatch(/^POST https:\/\//);
    expect(line.request.values.ImageBase64).toMatch(/^<image\/jpeg, 64655 bytes, sha256 /);
    expect(line.answer.says.BestFrameBase64).toMatch(/^<image\/jpeg, 64655 bytes, sha256 /);
    expect(line.stages.StringToSign).toContain('TC3-HMAC-SHA256');
    expect(line.request.headers.Authorization).toContain('Signature=<signature>');

    const again = await run(['faceid', 'result', token, '--trace', file], passed);
    expect(again).toMatchObject({ exitCode: 4, out: '', err: expect.stringContaining('already exists') });
  });

  it.each(shapes)('contains no sent value: %s %s %s %s', async (...shape) => {
    const file = join(folder, `trace-${shape.join('')}.jsonl`);
    const argv = [...issuing, ...shape.filter(Boolean), '--trace', file, '--redact', '--endpoint', `https://${host}`, '-q'];
    const { exitCode, all } = await run(argv, tencent({ SdkToken: token, Extra: extra }));
    expect(exitCode, all).toBe(0);
    expectNone(await readFile(file, 'utf8'), extra, token, id, host);
  });

  it('masks a document, and stores only the digest of an answer that cannot be read', async () => {
    const [read, unread] = [join(folder, 'card.jsonl'), join(folder, 'unread.jsonl')];
    await run([...readCard, '--trace', read], card);
    expectNone(await readFile(read, 'utf8'), name, '110101199001011234');
    await run([...readCard, '--trace', unread], [name]);
    const text = await readFile(unread, 'utf8');
    const answered = JSON.stringify([name]);
    const sha256 = createHash('sha256').update(answered).digest('hex');
    expect(JSON.parse(text).answer).toMatchObject({ says: null, body: { bytes: answered.length, sha256 } });
    expectNone(text, name);
  });

  it('is refused before anything is sent when the file cannot be created, and in a dry run', async () => {
    const missing = await run(['faceid', 'result', token, '--trace', join(folder, 'missing', 'trace')]);
    expect(missing).toMatchObject({ exitCode: 4, out: '', err: expect.stringContaining('missing/trace cannot be written (ENOENT)') });
    const dry = await run([...issuing, '--dry-run', '--trace', join(folder, 'none')]);
    expect(dry).toMatchObject({ exitCode: 2, out: '', err: expect.stringContaining('--trace: has nothing to write in a dry run') });
  });
});

describe('output for a terminal', () => {
  const evil = 'a\u001b[31mX\u009b\u202e\u0007b';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what no terminal may be sent.
  const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/;

  it.each([
    ['a value', [...issuing, '--region', evil, '--dry-run']],
    ['values in a list of problems', ['compare', '--image', evil, '--video', evil, '--threshold', evil]],
    ['a folder', [...issuing, '--dry-run=curl', '--save-dir', join(tmpdir(), evil)]],
    ['a word', [evil]],
    ['a flag', [`--${evil}`]],
    ['a value of an action', ['faceid', 'token', '--extra', evil, '--dry-run', '--show-pii']],
    ['a parameter', ['call', 'tencent', 'Some', '--api-version', '2018-03-01', '-p', `${evil}=1`, '-p', `A=${evil}`, '--dry-run']],
    ['a file for base64', ['call', 'tencent', 'Some', '--api-version', '2018-03-01', '--file', `A=${evil}`, '--verbose']],
    ['a code', ['explain', evil]],
    ['a query', ['actions', '--query', evil]],
    ['a profile', [...issuing, '--profile', evil]],
    ['a configuration file', [...issuing, '--config-file', evil]],
  ])('never contains control characters of %s', async (_what, argv) => {
    for (const format of [[], ['--json']]) expect((await run([...argv, ...format])).all).not.toMatch(obeyed);
  });

  it('never contains control characters of a body', async () => {
    const file = join(folder, 'evil.txt');
    await writeFile(file, evil);
    for (const format of ['text', 'json', 'curl']) {
      const { exitCode, all } = await run([
        'call',
        'tencent',
        'Some',
        '--api-version',
        '2018-03-01',
        '--body',
        file,
        `--dry-run=${format}`,
      ]);
      expect(exitCode, all).toBe(0);
      expect(all).not.toMatch(obeyed);
    }
  });

  it.each([
    [[secret]],
    [['help', secret]],
    [['explain', secret]],
    [['actions', 'show', secret]],
    [['config', 'get', secret]],
    [['faceid', secret]],
    [[`--${secret}`, 'compare']],
    [['compare', '--liveness', secret]],
    [['compare', secret, secret]],
    [['compare', '--region', secret, '--threshold', secret]],
    [['call', secret, 'Some']],
    [['call', 'tencent', 'Some', '-p', secret]],
    [['compare', '--image', secret, '--video', clip, '--sandbox']],
    [['upload', 'file', secret, '--sandbox']],
    [['eval', secret]],
    [['batch', 'run', secret, '--action', 'compare', '--sandbox']],
  ])('does not repeat a key that was pasted: %j', async (argv) => {
    for (const format of [[], ['--json']]) {
      const { exitCode, all } = await run([...argv, ...format]);
      expect(exitCode).not.toBe(0);
      expectNone(all);
    }
  });

  it.each(['Xk7pQ2mR9tLw4vZb8nYc3sHd6fGj1aEe.jpg', 'a/Xk7pQ2mR9tLw4vZb8nYc3sHd6fGj1aEe.jpg', 'IMG20261129T031502abcDEF.jpg'])(
    'names the file %s',
    async (path) => {
      expect((await run(['compare', '--image', path, '--video', clip, '--sandbox'])).err).toContain(path);
    },
  );
});

it('a member of another type than documented is not shown, because it may hold a name or the URL of a face', async () => {
  const signedUrl = 'https://b.cos.ap-singapore.myqcloud.com/face?sign=canary';
  for (const BestFrame of [{ Url: signedUrl }, [signedUrl]]) {
    const transport = scriptedTransport([success({ Result: '0', Description: 'Success', Similarity: '96.3', BestFrame })]);
    const runtime = memoryRuntime({ env, openTransport: async () => transport });
    expect(await main(['faceid', 'result', 'token'], runtime, '0.0.0')).toBe(23);
    expect(runtime.err()).toMatch(/BestFrame is (an object|a list of \d+ entr\w+), and String is documented/);
    expect(runtime.err()).not.toContain('canary');
    expect(runtime.err()).not.toContain('myqcloud');
  }
});
