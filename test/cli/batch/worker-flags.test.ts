import { expect, it } from 'vitest';
import { batchFolder } from '../../support/batch-folder.ts';

it('idv worker reports every wrong flag at once, before it opens anything', async () => {
  const folder = await batchFolder(0);
  const { exitCode, err } = await folder.idv(['worker', '--concurrency', '0x10', '--rate', '', '--journal', '']);
  expect(err.split('\n').slice(0, 6)).toEqual([
    "error --concurrency: '0x10' is not valid, and 4 more",
    '  → give a whole number from 1 to 1000',
    "  - --rate: '' is not valid (give a number from 0.01 to 1000000)",
    '  - --journal: is empty (give a value, or leave it out)',
    '  - --key: is missing (give the key file that idv batch submit wrote)',
    '  - --media-root: is missing (give the folder of the manifest’s paths on this machine)',
  ]);
  expect(exitCode).toBe(2);
});
