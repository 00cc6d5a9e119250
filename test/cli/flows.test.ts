import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { main } from '../../src/main.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { fixedNowMs, memoryRuntime } from '../support/memory-runtime.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-flow-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(argv: readonly string[], overrides: Parameters<typeof memoryRuntime>[0] = {}) {
  const runtime = memoryRuntime(overrides);
  const exitCode = await main([...argv, '--sandbox'], runtime, '0.0.0');
  return { exitCode, out: runtime.out(), err: runtime.err(), runtime };
}

describe('files of a result', () => {
  it('are downloaded, checked, saved with mode 0600 and listed', async () => {
    const dir = join(folder, 'sdk');
    const ran = await run(['sdk', 'token', '--wait', '--json', '--save-dir', dir]);
    expect(ran.exitCode).toBe(0);
    const { artifacts } = JSON.parse(ran.out);
    expect(artifacts.length).toBeGreaterThan(3);
    for (const { path, bytes } of artifacts) {
      const found = await stat(path);
      expect(found.mode & 0o777).toBe(0o600);
      expect(found.size).toBe(bytes);
    }
    expect(readdirSync(dir)).toHaveLength(artifacts.length);
  });

  it.each([
    ['fault:file-truncated', 23],
    ['fault:file-wrong-md5', 23],
    ['fault:file-403', 24],
  ])('with %s: the verdict is printed, the exit code is %i, and no partial file remains', async (outcome, exitCode) => {
    const dir = join(folder, outcome.replace(':', '-'));
    const ran = await run(['liveness', 'token', '--wait', '--json', '--save-dir', dir, '--outcome', outcome]);
    expect(ran.exitCode).toBe(exitCode);
    expect(JSON.parse(ran.out).verdict).toBe('pass');
    expect(readdirSync(dir)).toEqual([]);
  });
});

describe('a token', () => {
  it('can be read by another process, but not by another action, and not after its time', async () => {
    const issued = await run(['faceid', 'token', '--query', 'response.SdkToken']);
    const token = issued.out.trim();
    const later = { nowMs: () => memoryRuntime().nowMs() + 60_000 };
    expect((await run(['faceid', 'result', token], later)).exitCode).toBe(0);
    expect((await run(['liveness', 'result', token], later)).exitCode).toBe(14);
    expect((await run(['faceid', 'result', token.slice(0, -2)], later)).exitCode).toBe(14);
    const muchLater = { nowMs: () => memoryRuntime().nowMs() + 80 * 3600 * 1000 };
    expect((await run(['faceid', 'result', token], muchLater)).exitCode).toBe(14);
  });

  it('is printed before the waiting, also with --quiet', async () => {
    const ran = await run(['faceid', 'token', '--wait', '--quiet']);
    expect(ran.exitCode).toBe(0);
    expect(ran.err).toMatch(/^token {2}\S+$/m);
  });

  it('is waited for at the interval that the service gives', async () => {
    const card = [
      'card',
      'submit',
      '--nationality',
      'HKG',
      '--card-type',
      'ID_CARD',
      '--image-front',
      'fixtures/portrait.jpg',
      '--image-back',
      'fixtures/portrait.jpg',
    ];
    const ran = await run([...card, '--wait']);
    expect(ran.exitCode).toBe(0);
    expect(new Set(ran.runtime.slept)).toEqual(new Set([1000]));
  });

  it('is still pending when the time is over', async () => {
    expect((await run(['faceid', 'token', '--wait', '--wait-timeout', '0.5'])).exitCode).toBe(13);
  });

  it.each(['soon', '0', '-1', '', 'Infinity'])(
    'cannot be waited for with the time %j, which is reported with all other problems',
    async (time) => {
      const { exitCode, err } = await run(['faceid', 'token', '--wait', `--wait-timeout=${time}`, '--threshold', '5']);
      expect(exitCode).toBe(2);
      expect(err).toContain("--wait-timeout: '");
      expect(err).toContain('--threshold');
    },
  );

  it('cannot have --wait-timeout without --wait', async () => {
    const { exitCode, err } = await run(['faceid', 'token', '--wait-timeout', '5']);
    expect(exitCode).toBe(2);
    expect(err).toContain('add --wait');
  });
});

describe('a page', () => {
  it('is opened in the browser with --open, and drawn as a QR code with --qr', async () => {
    const ran = await run(['web', 'token', '--redirect-url', 'https://shop.example/done', '--open', '--qr', '--json']);
    expect(ran.exitCode).toBe(0);
    const { VerificationURL } = JSON.parse(ran.out).response;
    expect(ran.runtime.opened).toEqual([VerificationURL]);
    expect(ran.err).toContain('█');
    expect(ran.out).not.toContain('█');
  });
});

describe('nested parameters', () => {
  it('come from flags and from a file, and flags take precedence', async () => {
    const file = join(folder, 'config.json');
    await writeFile(file, JSON.stringify({ CheckMode: 3, Language: 'th', Later: true }));
    const ran = await run([
      'web',
      'token',
      '--redirect-url',
      'https://shop.example/done',
      '--config',
      `@${file}`,
      '--config.check-mode',
      '1',
      '--dry-run',
    ]);
    expect(ran.exitCode).toBe(0);
    expect(ran.out).toContain('"CheckMode": 1');
    expect(ran.out).toContain('"Language": "th"');
    expect(ran.out).toContain('"Later": true');
    expect(ran.err).toContain("--config: 'Later' is not known here; sent anyway");
  });

  it.each([
    // The manual misspells this name in its own sample.
    ['{"IdCardType":"HKIDCard"}', "--config: 'IdCardType' is not known here; did you mean IDCardType? It is sent anyway"],
    ['{"checkmode":1}', "--config: 'checkmode' is not known here; did you mean CheckMode? It is sent anyway"],
  ])('that are misspelt get a suggestion, and are sent unchanged: %s', async (config, notice) => {
    const ran = await run(['web', 'token', '--redirect-url', 'https://shop.example/done', '--config', config, '--dry-run=http']);
    expect(ran.exitCode).toBe(0);
    expect(ran.err.split('\n')).toContain(notice);
    expect(ran.out).toContain(`"Config":${config}`);
  });

  it.each([
    [
      'Config={"IdCardType":"HKIDCard"}',
      "--param: 'Config.IdCardType' is not known here; did you mean Config.IDCardType? It is sent anyway",
    ],
    ['Config.Langage=th', "--param: 'Config.Langage' is not known here; did you mean Config.Language? It is sent anyway"],
    ['RedirectUrl=https://shop.example', "--param: 'RedirectUrl' is not known here; did you mean RedirectURL? It is sent anyway"],
  ])('of idv call that are misspelt get a suggestion: %s', async (param, notice) => {
    const ran = await run(['call', 'tencent', 'ApplyWebVerificationBizTokenIntl', '-p', param, '--dry-run']);
    expect(ran.exitCode).toBe(0);
    expect(ran.err.split('\n')).toContain(notice);
  });

  it('of idv call that resemble no known name get no notice', async () => {
    const params = ['-p', 'SdkToken=abc', '-p', 'Brandnew=1'];
    expect((await run(['call', 'tencent', 'GetLivenessResult', ...params, '--dry-run'])).err).not.toContain('Brandnew');
    expect((await run(['call', 'tencent', 'NotOfTheCatalogue', '-p', 'SdkTokn=abc', '--dry-run'])).err).not.toContain('SdkTokn');
  });

  it.each([
    ['@missing.json', 4],
    ['not json', 2],
    ['[1]', 2],
    ['{"CheckMode":"two"}', 2],
  ])('are refused: %s', async (config, exitCode) => {
    const ran = await run(['web', 'token', '--redirect-url', 'https://shop.example/done', '--config', config, '--sandbox']);
    expect(ran.exitCode).toBe(exitCode);
    expect(ran.err).toContain('--config');
  });
});

describe('an upload', () => {
  it('reports its MD5, and a dry run sends nothing', async () => {
    const bytes = await readFile('fixtures/portrait.jpg');
    const video = ['video', 'compare', '--image', 'fixtures/portrait.jpg', '--video', 'fixtures/selfie-3s.mp4', '--liveness', 'silent'];
    const sent = await run(video);
    expect(sent.exitCode).toBe(0);
    expect(sent.err).toContain(`uploaded ${bytes.length} bytes, md5 `);
    const dry = await run([...video, '--dry-run=http'], {
      openTransport: async () => {
        throw new Error('a dry run opened a connection');
      },
    });
    expect(dry.exitCode).toBe(0);
    expect(dry.out).toContain('https://upload.invalid/image');
  });

  it('is refused when its MD5 is not that of the file', async () => {
    const sandbox = await startSandbox({ port: 0, rateLimit: false, nowMs: () => fixedNowMs, uuid: randomUUID });
    onTestFinished(() => sandbox.close());
    const at = async (...argv: string[]) => {
      const runtime = memoryRuntime({ uuid: randomUUID });
      const exitCode = await main([...argv, '--endpoint', sandbox.url, '--json'], runtime, '0.0.0');
      return { exitCode, out: runtime.out(), err: runtime.err() };
    };
    const uploaded = async (path: string) =>
      JSON.parse((await at('upload', 'file', path, '--target-action', 'VideoLivenessCompare')).out) as Record<string, string>;
    const [image, video] = [await uploaded('fixtures/portrait.jpg'), await uploaded('fixtures/selfie-3s.mp4')];
    const compared = (md5: string) =>
      at(
        ...['video', 'compare', '--liveness', 'silent', '--image-url', image.resourceUrl ?? '', '--image-md5', image.md5 ?? ''],
        ...['--video-url', video.resourceUrl ?? '', '--video-md5', md5],
      );
    expect(await compared(video.md5 ?? '')).toMatchObject({ exitCode: 0 });
    expect(await compared('0'.repeat(32))).toMatchObject({
      exitCode: 20,
      err: expect.stringContaining('`VideoMd5` is not the MD5 of the file'),
    });
  });

  it('by idv upload file is planned by a dry run, but not sent', async () => {
    const dry = await run(['upload', 'file', 'fixtures/portrait.jpg', '--dry-run=json'], {
      openTransport: async () => {
        throw new Error('a dry run opened a connection');
      },
    });
    expect(dry.exitCode).toBe(0);
    expect(JSON.parse(dry.out).headers['X-TC-Action']).toBe('CreateUploadUrl');
  });
});
