import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runEval, testFolder } from '../../../support/eval-run.ts';

const rows = [
  'label,subject,reference,score',
  ...Array.from({ length: 40 }, (_, i) => `genuine,p${i},p${i},${60 + i}\nimpostor,p${i},p${(i + 1) % 40},${i + 30}`),
].join('\n');

/** The command that the page of these words shows. `NAME` stands for a folder with the files. */
async function shownFor(...words: readonly string[]): Promise<string | undefined> {
  const folder = await testFolder();
  for (const name of ['rows.csv', 'more.csv']) await writeFile(join(folder, name), rows);
  for (const name of ['genuine.txt', 'impostor.txt']) await writeFile(join(folder, name), name === 'genuine.txt' ? '80\n90\n' : '10\n85\n');
  const { err } = await runEval(...words.map((word) => word.replace('NAME', folder)));
  const html = words
    .map((word, index) => (word.startsWith('--html=') ? word.slice(7) : words[index - 1] === '--html' ? word : ''))
    .find((word) => word !== '');
  const page = await readFile((html ?? '').replace('NAME', folder), 'utf8').catch(() => err);
  expect(page).not.toContain(folder);
  return /<dt>command<\/dt><dd><code>(.*?)<\/code>/
    .exec(page)?.[1]
    ?.replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
}

describe('the command on the page', () => {
  it.each([
    [['NAME/rows.csv', '--threshold', '70', '--html', 'NAME/page.html'], 'idv eval RESULTS --threshold 70 --html FILE --json'],
    [['NAME/rows.csv', '--threshold=70', '--html=NAME/page.html'], 'idv eval RESULTS --threshold=70 --html=FILE --json'],
    [['--html', 'NAME/page.html', '--threshold', '70', 'NAME/rows.csv'], 'idv eval --html FILE --threshold 70 RESULTS --json'],
    [
      ['NAME/rows.csv', '--threshold', '70', '--curve', 'NAME/curve.csv', '--html', 'NAME/page.html'],
      'idv eval RESULTS --threshold 70 --curve FILE --html FILE --json',
    ],
    [
      ['--genuine', 'NAME/genuine.txt', '--impostor=NAME/impostor.txt', '--threshold', '50', '--html', 'NAME/page.html'],
      'idv eval --genuine FILE --impostor=FILE --threshold 50 --html FILE --json',
    ],
    [
      ['NAME/rows.csv', '--baseline', 'NAME/more.csv', '--threshold', '50', '--html', 'NAME/page.html'],
      'idv eval RESULTS --baseline FILE --threshold 50 --html FILE --json',
    ],
    [['NAME/rows.csv', '--choose', 'fmr<=0.5', '--html', 'NAME/page.html'], "idv eval RESULTS --choose 'fmr<=0.5' --html FILE --json"],
  ])('has no file name in it: %j', async (words, shown) => {
    expect(await shownFor(...words)).toBe(shown);
  });
});
