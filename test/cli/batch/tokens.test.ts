import { describe, expect, it } from 'vitest';
import { startSandbox } from '../../../src/sandbox/server.ts';
import { batchFolder } from '../../support/batch-folder.ts';

describe('rows that issue tokens', () => {
  it('get their results in the same run', async () => {
    const folder = await batchFolder(2);
    await folder.write('cards.csv', 'id,image-front,image-back,card-type,nationality\nc,0.jpg,1.jpg,ID_CARD,HKG\n');
    const { lines, exitCode } = await folder.idv(['batch', 'run', 'cards.csv', '--action', 'card submit', '--sandbox']);
    expect(exitCode).toBe(0);
    expect(lines).toMatchObject([{ id: 'c', verdict: 'pass', action: 'GetCardVerificationResult', checked: ['document'] }]);
    expect(JSON.stringify(lines)).toContain('"CardInfo":"••••"');
  });

  it('are pending until the page is opened, and the next run reads the result without a new token', async () => {
    const sandbox = await startSandbox({ port: 0, rateLimit: false, nowMs: Date.now, uuid: () => crypto.randomUUID() });
    try {
      const folder = await batchFolder(0);
      await folder.write('people.csv', 'id,redirect-url\na,https://shop.example/a\n');
      const run = ['batch', 'run', 'people.csv', '--action', 'web token', '--sandbox', '--endpoint', sandbox.url, '--wait-timeout', '2'];
      const first = await folder.idv(run);
      expect(first.exitCode).toBe(13);
      expect(first.lines).toMatchObject([{ id: 'a', verdict: 'pending', billed: null, page: expect.stringContaining(sandbox.url) }]);
      await fetch(String(first.lines[0]?.page));
      const second = await folder.idv(run);
      expect(second.lines).toMatchObject([{ id: 'a', token: first.lines[0]?.token }]);
      expect((await folder.text('people.csv.journal')).match(/"intent"/g)).toHaveLength(1);
    } finally {
      await sandbox.close();
    }
  });
});
