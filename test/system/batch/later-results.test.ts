import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../../../src/sandbox/server.ts';
import { decodedTexts } from '../../support/decoded-texts.ts';
import { type EngineFolder, engineFolder, type OwnPostgres, sql, startServer } from '../../support/own-engine.ts';

/** Rows whose result is read later, by any worker that runs then. */

const fixtures = join(import.meta.dirname, '../../../fixtures');
let server: OwnPostgres;
let folder: EngineFolder;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;

beforeAll(async () => {
  server = await startServer();
  sandbox = await startSandbox({ port: 0, rateLimit: false, nowMs: Date.now, uuid: () => crypto.randomUUID() });
  folder = await engineFolder(server.url, 0);
  for (const name of ['portrait.jpg', 'portrait.png']) await copyFile(join(fixtures, name), folder.file(name));
  expect((await folder.idv(['batch', 'init'])).exitCode).toBe(0);
});

afterAll(async () => {
  await sandbox.close();
  await server.stop();
  await folder.remove();
});

async function submit(name: string, manifest: string, ...action: string[]): Promise<void> {
  await writeFile(folder.file(name), manifest);
  const ran = await folder.idv(['batch', 'submit', name, '--action', action.join(' '), '--endpoint', sandbox.url]);
  expect(ran, ran.err).toMatchObject({ exitCode: 0 });
}

const workerWords = (name: string, number = 1): string[] => [
  ...['worker', '--key', `${name}.batch-key`, '--media-root', '.', '--journal', `${name}.w${number}.journal`],
  ...['--endpoint', sandbox.url],
];

async function results(name: string): Promise<{ exitCode: number; lines: Record<string, unknown>[] }> {
  const { exitCode, out } = await folder.idv(['batch', 'results', name]);
  const lines = out.split('\n').filter(Boolean);
  return { exitCode, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

/** Does what a person does on the page. */
async function click(page: string, answer: string): Promise<void> {
  const form = await (await fetch(page)).text();
  const hidden = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? '';
  await fetch(page, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ token: hidden('token'), seal: hidden('seal'), answer }),
  });
}

describe('workers', () => {
  it('read the results of submitted cards', async () => {
    await submit(
      'cards.csv',
      'id,image-front,image-back,card-type,nationality\nc,portrait.jpg,portrait.png,ID_CARD,HKG\n',
      'card',
      'submit',
    );
    expect(await folder.idv(workerWords('cards.csv'))).toMatchObject({ exitCode: 0 });
    const { exitCode, lines } = await results('cards.csv');
    expect(lines).toMatchObject([{ id: 'c', verdict: 'pass', action: 'GetCardVerificationResult', checked: ['document'] }]);
    expect(exitCode).toBe(0);
  });

  it('issue one token for each row, wait for the person, and continue after another worker was killed', async () => {
    await submit('people.csv', 'id,redirect-url\na,https://shop.example/a\nb,https://shop.example/b\n', 'web', 'token');
    const first = folder.start(workerWords('people.csv'));
    let lines: Record<string, unknown>[] = [];
    while (lines.length < 2) {
      await sleep(200);
      lines = (await results('people.csv')).lines;
    }
    expect(lines).toMatchObject([
      { id: 'a', verdict: 'pending', billed: null, token: expect.any(String), page: expect.stringContaining(sandbox.url) },
      { id: 'b', verdict: 'pending' },
    ]);
    expect((await results('people.csv')).exitCode).toBe(13);
    const status = JSON.parse((await folder.idv(['batch', 'status', 'people.csv', '--json'])).out);
    expect(status).toMatchObject({ waiting: 0, outcomes: { pending: 2 } });
    first.kill('SIGKILL');
    await first.ended;
    const second = folder.start(workerWords('people.csv', 2));
    await click(String(lines[0]?.page), 'pass');
    await click(String(lines[1]?.page), 'fail');
    expect(await second.ended).toMatchObject({ exitCode: 0 });
    const ended = await results('people.csv');
    expect(ended.lines.map(({ id, token }) => [id, token])).toEqual(lines.map(({ id, token }) => [id, token]));
    expect(ended.lines.map(({ verdict }) => verdict)).toEqual(['pass', expect.stringMatching(/^(mismatch|spoof|retake)$/)]);
    const journals = await Promise.all([1, 2].map((number) => readFile(folder.file(`people.csv.w${number}.journal`), 'utf8')));
    expect(journals.join('').match(/"type":"intent"/g)).toHaveLength(2);
  });

  it('issue tokens whose pictures may not be replaced, although there is no result yet', async () => {
    const manifest = 'id,check-mode,image\na,compare,own.jpg\n';
    await copyFile(join(fixtures, 'portrait.jpg'), folder.file('own.jpg'));
    await fetch(`${sandbox.url}/_sandbox/outcomes`, {
      method: 'POST',
      body: JSON.stringify({ action: 'GetFaceIdResultIntl', outcome: 'pending', times: 100 }),
    });
    await submit('faces.csv', manifest, 'faceid', 'token');
    const working = folder.start(workerWords('faces.csv'));
    while ((await results('faces.csv')).lines.length === 0) await sleep(200);
    working.kill('SIGKILL');
    await working.ended;
    expect((await results('faces.csv')).lines).toMatchObject([{ verdict: 'pending' }]);
    await copyFile(join(fixtures, 'portrait.png'), folder.file('own.jpg'));
    const again = await folder.idv(['batch', 'submit', 'faces.csv', '--action', 'faceid token', '--endpoint', sandbox.url]);
    expect(again.err).toContain('faces.csv line 2, column image: has changed since the row was called');
    expect(again.exitCode).toBe(2);
  });

  it('leave no readable token in the database', async () => {
    const { lines } = await results('people.csv');
    const stored = (await Promise.all(['SELECT * FROM idv.idv_row', 'SELECT data FROM bullmq.job'].map((each) => sql(server, each))))
      .flat()
      .join('\n');
    expect(stored.length).toBeGreaterThan(100);
    const decoded = decodedTexts(stored);
    expect(decoded.length).toBeGreaterThan(2);
    expect(lines).toHaveLength(2);
    for (const { token } of lines) for (const text of [stored, ...decoded]) expect(text).not.toContain(String(token));
  });

  it('read the rows of an action that only reads, and claim nothing', async () => {
    const { lines } = await results('people.csv');
    await submit('tokens.csv', `id,biz-token\n${lines.map(({ id, token }) => `${id},${token}\n`).join('')}`, 'web', 'result');
    expect(await folder.idv(workerWords('tokens.csv'))).toMatchObject({ exitCode: 0 });
    const read = await results('tokens.csv');
    expect(read.lines.map(({ verdict }) => verdict)).toEqual(lines.map(({ verdict }) => verdict));
    expect(await readFile(folder.file('tokens.csv.w1.journal'), 'utf8')).not.toContain('"intent"');
  });
});
