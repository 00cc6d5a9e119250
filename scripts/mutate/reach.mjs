// Finds out which tests run which functions. Each function of src/ gets a first statement that notes its number, and all tests run once,
// without a change. The same run is the control: a test that fails in it could not notice a change, and is not used.
import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { functionsOf, instrumented } from '../source-functions.mjs';

/** How many numbers each source has, counted from its first number: the first is for its top level, then there is one for each function. */
export const perSource = 1000;

/** The number, within its source, of the innermost function around an offset; 0 outside of all functions. */
export function functionAt(path, text, offset) {
  const around = functionsOf(path, text)
    .map(({ body }, index) => ({ body, number: index + 1 }))
    .filter(({ body }) => body.start <= offset && offset < body.end)
    .sort((a, b) => a.body.end - a.body.start - (b.body.end - b.body.start));
  return around[0]?.number ?? 0;
}

/** The source, in which the top level notes the first number, and each function its own. */
export function notingReach(path, text, first) {
  const note = (number) => `globalThis.idvReached?.add(${first + number})`;
  return `${note(0)};${instrumented(path, text, (_, index) => note(index + 1))}`;
}

const setup = `import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';

globalThis.idvReached = new Set();
const { testPath } = expect.getState();
afterAll(() => {
  writeFileSync(join(process.env.IDV_REACH, encodeURIComponent(testPath)), JSON.stringify([...globalThis.idvReached]));
});
`;

const config = `import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';
import { notingReach } from './scripts/mutate/reach.mjs';

const sources = JSON.parse(readFileSync('reach-sources.json', 'utf8'));
export default mergeConfig(base, {
  plugins: [
    {
      name: 'reach',
      enforce: 'pre',
      transform(code, id) {
        const path = relative(import.meta.dirname, id.split('?')[0]).replaceAll('\\\\', '/');
        return sources[path] === undefined ? undefined : { code: notingReach(path, code, sources[path]), map: null };
      },
    },
  ],
  test: { setupFiles: ['./reach-setup.ts'] },
});
`;

/** The numbers that each passing test reached, and the tests that fail. `sources` is the first number of each source. */
export async function reachOf(copy, vitest, tests, sources) {
  const folder = join(copy, 'reach');
  const report = join(copy, 'reach.json');
  await mkdir(folder);
  await writeFile(join(copy, 'reach-sources.json'), JSON.stringify(sources));
  await writeFile(join(copy, 'reach-setup.ts'), setup);
  await writeFile(join(copy, 'vitest.reach.config.ts'), config);
  spawnSync(vitest, ['run', '--config', 'vitest.reach.config.ts', '--reporter', 'json', '--outputFile', report, ...tests], {
    cwd: copy,
    env: { ...process.env, IDV_REACH: folder },
    stdio: 'ignore',
  });
  const real = await realpath(copy);
  const { testResults } = JSON.parse(await readFile(report, 'utf8'));
  const failing = testResults.filter(({ status }) => status !== 'passed').map(({ name }) => relative(real, name));
  const reached = new Map();
  for (const name of await readdir(folder)) {
    const test = relative(real, decodeURIComponent(name));
    if (!failing.includes(test)) reached.set(test, new Set(JSON.parse(await readFile(join(folder, name), 'utf8'))));
  }
  return { reached, failing };
}
