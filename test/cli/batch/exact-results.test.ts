import { expect, it } from 'vitest';
import { batchFolder, pairsOf } from '../../support/batch-folder.ts';
import { ownKeys } from '../../support/memory-runtime.ts';
import { scriptedTransport } from '../../support/scripted-transport.ts';

const sim = '96.12345678901234567';

it('a number keeps every digit in the results of a batch, also when they come from the journal', async () => {
  const folder = await batchFolder(1);
  await folder.write('pairs.csv', pairsOf(1));
  const body = `{"Response":{"Result":"Success","Description":"ok","Sim":${sim},"BestFrameBase64":null,"RequestId":"r-1"}}`;
  const answer = { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) };
  const run = ['batch', 'run', 'pairs.csv', '--action', 'compare', '--yes'];
  const first = await folder.idv(run, { env: ownKeys, openTransport: async () => scriptedTransport([answer]) });
  expect({ exitCode: first.exitCode, err: first.err }).toEqual({ exitCode: 0, err: expect.any(String) });
  expect(first.out).toContain(`"Sim":${sim}`);
  const again = await folder.idv(run, { env: ownKeys, openTransport: async () => scriptedTransport([]) });
  expect(again.exitCode).toBe(0);
  expect(again.out).toContain(`"Sim":${sim}`);
});

it('ids and passed-on values of a JSON manifest keep every digit, and ids that differ only in the last digit are different', async () => {
  const folder = await batchFolder(2);
  const row = (id: string, image: string) => `{"id":${id},"image":"${image}","video":"clip.mp4","order":${id},"x-list":[1.10,${id}]}\n`;
  await folder.write('pairs.ndjson', row('7615917337495251231', '0.jpg') + row('7615917337495251232', '1.jpg'));
  const run = ['batch', 'run', 'pairs.ndjson', '--action', 'compare', '--sandbox', '--ordered'];
  for (const turn of ['called', 'from the journal']) {
    const { out, exitCode } = await folder.idv(run);
    const lines = out.trimEnd().split('\n');
    for (const [index, id] of ['7615917337495251231', '7615917337495251232'].entries()) {
      expect(lines[index], turn).toContain(`"id":"${id}"`);
      expect(lines[index], turn).toContain(`"extra":{"order":${id},"list":[1.1,${id}]}`);
    }
    expect([exitCode, lines.length]).toEqual([0, 2]);
  }
});

it('a row with a value of 20,000 characters is called', async () => {
  const folder = await batchFolder(0);
  const address = `https://x.example/${'Z'.repeat(20_000)}`;
  await folder.write('pairs.csv', `id,image-url,video-url\na,${address},https://x.example/v\n`);
  const ran = await folder.idv(['batch', 'run', 'pairs.csv', '--action', 'liveness compare', '--sandbox']);
  expect(ran.lines).toMatchObject([{ id: 'a', verdict: 'pass' }]);
  expect([ran.exitCode, ran.sent]).toEqual([0, 1]);
});
