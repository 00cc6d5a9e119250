import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('one call of compare runs through at most 55 files, and crosses between cli and app at most four times', async () => {
  const script = join(import.meta.dirname, '../../scripts/trace-compare.mjs');
  // The script exits with 1, and the promise rejects, if one of the numbers is too high.
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  expect(stdout.match(/files passed +\d+ \(at most 55\)/g)).toHaveLength(2);
  expect(stdout.match(/crossings cli <-> app +\d+ \(at most 4\)/g)).toHaveLength(2);
});
