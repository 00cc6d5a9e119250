import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { IdvError } from '../../src/core/errors.ts';
import type { HttpRequest, Transport } from '../../src/core/http.ts';
import { main } from '../../src/main.ts';
import type { Runtime } from '../../src/runtime.ts';
import { jpegOfSize } from '../support/media-samples.ts';
import { memoryRuntime, ownKeys } from '../support/memory-runtime.ts';
import { jsonAnswer, type Step, scriptedTransport } from '../support/scripted-transport.ts';
import { errorOf, noticeTexts } from '../support/standard-error.ts';

const compare = ['compare', '--image', 'fixtures/portrait.jpg', '--video', 'fixtures/selfie-3s.mp4'];
const frame = jpegOfSize(65_000).toString('base64');
const RequestId = '7e2f1b1e-9a77-4c3f-8c8e-5d2f0a1b2c3d';
const passed = jsonAnswer({ Response: { Result: 'Success', Description: 'ok', Sim: 96.3, BestFrameBase64: frame, RequestId } });

const root = mkdtempSync(join(tmpdir(), 'idv-never-lost-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
const newFolder = (): string => {
  count += 1;
  return join(root, String(count));
};

async function run(argv: readonly string[], steps: readonly Step[] | Transport, overrides: Partial<Runtime> = {}) {
  const transport = 'send' in steps ? steps : scriptedTransport(steps);
  const runtime = memoryRuntime({ env: ownKeys, tempDir: root, openTransport: async () => transport, ...overrides });
  const exitCode = await main(argv, runtime, '0.0.0');
  return { exitCode, out: runtime.out(), err: runtime.err() };
}

const withFs = (faults: Partial<Runtime['fs']>): Partial<Runtime> => ({ fs: { ...memoryRuntime().fs, ...faults } });
const systemError = (code: string) => Object.assign(new Error(code), { code });

/** What every failure after a paid answer must say. */
function expectTold(err: string): void {
  expect(err).toContain('the verdict was pass');
  expect(err).toContain('do not run the command again because of this');
  expect(err).toContain(RequestId);
}

describe('a long value, which an answer may repeat', () => {
  it.each([6_200, 16_000, 200_000])('of %i characters loses no answer, and is never shown', async (length) => {
    const extra = 'x7-'.repeat(length / 3);
    const answers = [
      { SdkToken: 'token-1', RequestId },
      { Error: { Code: 'FailedOperation', Message: `no ${extra}` }, RequestId },
    ];
    const argv = ['faceid', 'token', '--extra', extra];
    const trace = join(root, `trace-${length}`);
    const [issued, refused] = answers.map((Response) => jsonAnswer({ Response }));
    const good = await run(argv, [issued as Step]);
    expect(good.exitCode, good.err).toBe(0);
    expect(good.out).toContain('token-1');
    const bad = await run([...argv, '--trace', trace], [refused as Step]);
    expect(bad.exitCode).toBe(22);
    expect(bad.err).toContain(RequestId);
    expect(bad.err).not.toContain('x7-x7-');
    expect(readFileSync(trace, 'utf8')).not.toContain('x7-x7-');
  });
});

describe('a folder that fails after it was checked', () => {
  it.each(['ENOSPC', 'EROFS', 'ENOENT', 'EACCES', 'EIO'])('ends the command with 24 and the verdict: %s', async (code) => {
    const dir = newFolder();
    const writeFile: Runtime['fs']['writeFile'] = async (path, ...rest) => {
      if (String(path).startsWith(dir)) throw systemError(code);
      return fs.writeFile(path, ...rest);
    };
    const ran = await run([...compare, '--save-dir', dir], [passed], withFs({ writeFile }));
    expect(ran.exitCode).toBe(24);
    expect(ran.out).toContain('pass');
    expectTold(ran.err);
    const [, kept = ''] = /the unchanged answer is in (\S+);/.exec(ran.err) ?? [];
    expect(readFileSync(kept)).toEqual(passed.body);
  });

  it('is written with a rename when the file system has no hard links', async () => {
    for (const code of ['EPERM', 'ENOTSUP', 'EXDEV']) {
      const dir = newFolder();
      const link = async (): Promise<never> => {
        throw systemError(code);
      };
      expect(await run([...compare, '--save-dir', dir], [passed], withFs({ link }))).toMatchObject({ exitCode: 0, err: '' });
      expect(readdirSync(dir)).toEqual(['best-frame.jpg']);
      expect(readFileSync(join(dir, 'best-frame.jpg')).toString('base64')).toBe(frame);
    }
  });

  it('never has a file replaced that appeared in the meantime, with or without hard links', async () => {
    for (const faults of [{}, { link: async () => Promise.reject(systemError('EPERM')) }]) {
      const dir = newFolder();
      const transport: Transport = {
        async send() {
          await fs.writeFile(join(dir, 'best-frame.jpg'), 'of somebody else');
          return passed;
        },
        close: async () => undefined,
      };
      const ran = await run([...compare, '--save-dir', dir], transport, withFs(faults));
      expect(ran.exitCode).toBe(24);
      expectTold(ran.err);
      expect(readFileSync(join(dir, 'best-frame.jpg'), 'utf8')).toBe('of somebody else');
      expect(readdirSync(dir).filter((name) => name.endsWith('.part'))).toEqual([]);
    }
  });
});

describe('output that fails', () => {
  const full = (): IdvError => new IdvError('output', 'standard output cannot be written (ENOSPC)', { code: 'output-failed' });
  const fullStdout = (): Partial<Runtime> => ({
    stdout: {
      write: () => {
        throw full();
      },
      finish: () => Promise.reject(full()),
      isTTY: false,
      columns: undefined,
    },
  });

  it.each([[[]], [['--json']], [['--raw']], [['-o', 'yaml']], [['--query', 'verdict']]])(
    'ends the command with 24 and the verdict: %j',
    async (flags) => {
      const ran = await run([...compare, ...flags], [passed], fullStdout());
      expect(ran.exitCode).toBe(24);
      expectTold(ran.err);
    },
  );

  it.each(['abs(verdict)', 'sort(@)', 'sum(response)'])(
    'ends the command with 24 when the query does not fit the result: %s',
    async (query) => {
      const ran = await run([...compare, '--query', query, '--json'], [passed]);
      expect(ran.exitCode).toBe(24);
      expectTold(ran.err);
      expect(errorOf(ran.err)).toMatchObject({ requestId: RequestId, retryable: false, category: 'output' });
    },
  );

  it('is null, not a failure, for a query that names an inherited property', async () => {
    expect(await run([...compare, '--query', 'constructor'], [passed])).toMatchObject({ exitCode: 0, out: 'null\n' });
  });

  it('ends the command with 24 when the printer throws', async () => {
    const stdout = {
      ...fullStdout().stdout,
      write: () => {
        throw new TypeError('a fault');
      },
    } as Runtime['stdout'];
    const ran = await run(compare, [passed], { stdout });
    expect(ran.exitCode).toBe(24);
    expectTold(ran.err);
  });

  it('names the command that reads the result of a token', async () => {
    const issued = jsonAnswer({ Response: { SdkToken: 'tok-1', RequestId } });
    const ran = await run(['faceid', 'token', '--region', 'ap-singapore'], [issued], fullStdout());
    expect(ran.exitCode).toBe(24);
    expect(ran.err).toContain('`idv faceid result tok-1 --wait --expect liveness --region ap-singapore` asks for it again');
  });
});

describe('an answer that cannot be read', () => {
  it.each([
    ['HTML', '<html><body>blocked</body></html>', '.html'],
    ['half an object', `{"Response":{"Result":"Success","RequestId":"${RequestId}"`, '.json'],
    ['an object with a member twice', `{"Response":{"Result":"Success","Result":"x","RequestId":"${RequestId}"}}`, '.json'],
    ['words', 'no healthy upstream', '.txt'],
  ])('is saved unchanged: %s', async (_what, body, ending) => {
    const ran = await run([...compare, '--json'], [{ status: 200, headers: {}, body: Buffer.from(body) }]);
    expect(ran).toMatchObject({ exitCode: 23, out: '' });
    const error = errorOf(ran.err);
    expect(error).toMatchObject({ billed: null, retryable: false, requestId: body.includes(RequestId) ? RequestId : null });
    expect(error?.hint).toContain('may have been done and billed');
    const [, kept = ''] = /the unreadable answer is in (\S+)$/.exec(String(error?.hint)) ?? [];
    expect(kept).toMatch(new RegExp(`\\${ending}$`));
    expect(readFileSync(kept, 'utf8')).toBe(body);
  });

  it('has the request id of a header when the body has none', async () => {
    const headers = { 'x-acs-request-id': RequestId };
    const ran = await run([...compare, '--json'], [{ status: 200, headers, body: Buffer.from('half') }]);
    expect(errorOf(ran.err)?.requestId).toBe(RequestId);
  });

  it('of a reading call has no hint about billing', async () => {
    const ran = await run(['faceid', 'result', 'tok-1'], [{ status: 200, headers: {}, body: Buffer.from('half') }]);
    expect(ran.exitCode).toBe(23);
    expect(ran.err).not.toContain('billed');
  });
});

describe('files that are downloaded', () => {
  const Url = 'https://b.cos.ap-singapore.myqcloud.com/x';
  const found = jsonAnswer({
    Response: { Result: '0', Description: 'ok', Sim: '99.1', BestFrame: { Url, MD5: null, Size: 4 }, RequestId },
  });
  const reading = ['liveness', 'result', 'tok-1'];

  /** Answers with a result, and then calls `during` in place of sending the file. */
  const stalling = (during: (seen: { out: string; err: string }) => void, runtime: () => ReturnType<typeof memoryRuntime>): Transport => ({
    async send({ url }: HttpRequest, { signal }) {
      if (url !== Url) return found;
      during({ out: runtime().out(), err: runtime().err() });
      return new Promise((_resolve, reject) => {
        const stop = () => reject(systemError('stopped'));
        if (signal?.aborted) stop();
        else signal?.addEventListener('abort', stop);
      });
    },
    close: async () => undefined,
  });

  it.each([
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('lose no answer after %s, and leave no partial file', async (name, exitCode) => {
    for (const flags of [[], ['--json']]) {
      const dir = newFolder();
      const controller = new AbortController();
      let seen = { out: '', err: '' };
      const runtime: ReturnType<typeof memoryRuntime> = memoryRuntime({
        env: ownKeys,
        signal: controller.signal,
        openTransport: async () =>
          stalling(
            (now) => {
              seen = now;
              controller.abort(name);
            },
            () => runtime,
          ),
      });
      expect(await main([...reading, '--save-dir', dir, ...flags], runtime, '0.0.0')).toBe(exitCode);
      // The verdict was printed before the file was requested.
      expect(`${seen.out}${seen.err}`).toContain('pass');
      expect(`${seen.out}${seen.err}`).toContain(RequestId);
      expect(runtime.out()).toContain('pass');
      expect(runtime.err()).toContain(RequestId);
      expect(readdirSync(dir)).toEqual([]);
      if (flags.length > 0) {
        expect(noticeTexts(seen.err)).toContain(`verdict pass, request id ${RequestId}; the files of the answer follow`);
        expect(JSON.parse(runtime.out()).verdict).toBe('pass');
      }
    }
  });
});

it.each(['['.repeat(20_000), `${'a.'.repeat(20_000)}a`, `${'a | '.repeat(600)}a`])(
  'a query that is too long to evaluate is refused before the call',
  async (expression) => {
    const runtime = memoryRuntime({});
    const photos = ['--image', 'fixtures/portrait.jpg', '--video', 'fixtures/selfie-3s.mp4'];
    expect(await main(['compare', ...photos, '--sandbox', '--query', expression], runtime, '0.0.0')).toBe(2);
    expect(runtime.err()).toMatch(/--query: has [\d,]+ words/);
    expect(runtime.err()).not.toContain('no face was compared');
  },
);
