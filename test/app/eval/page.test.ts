import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { fileOf, runEval, setPath, testFolder } from '../../support/eval-run.ts';

async function pageOf(...argv: string[]): Promise<{ page: string; sentence: string }> {
  const path = join(await testFolder(), 'report.html');
  const { report } = await runEval(...argv, '--html', path);
  return { page: await readFile(path, 'utf8'), sentence: report.sentence };
}

/** Words that no reader should see, with the text around them. A failure message with the complete page would fill the screen. */
const strange = (text: string): string | undefined => /.{0,60}(NaN|Infinity|undefined|\bnull\b)/.exec(text)?.[0];

const pictures = (page: string): string[] => [...page.matchAll(/<svg[^>]* role="img".*?<\/svg>/gs)].map(([svg]) => svg);

const sets: Record<string, string[]> = {
  '05-verdicts': ['--max-fmr', '0.1%'],
  '07-two-systems': ['--field', 'score=score_a', '--field', 'baseline=score_b', '--threshold', '65', '--baseline-threshold', '62'],
  '08-species': ['--threshold', '70', '--max-apcer', '10%'],
};

describe('the page', () => {
  it.each(Object.entries(sets))('of %s begins with the sentence and loads nothing from elsewhere', async (name, flags) => {
    const { page, sentence } = await pageOf(setPath(name), ...flags);
    expect(page).toContain(`<main><h1>${sentence.replaceAll("'", '&#39;')}</h1>`);
    expect(/.{0,60}(<script|<link|<img|<iframe|\son\w+=|https?:|javascript:)/i.exec(page)?.[0]).toBeUndefined();
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('prefers-color-scheme:dark');
    expect(page).toContain('@media print');
    expect(strange(page)).toBeUndefined();
  });

  it.each(Object.entries(sets))(
    'of %s has pictures with a title and a description for readers who cannot see them',
    async (name, flags) => {
      const { page } = await pageOf(setPath(name), ...flags);
      const found = pictures(page);
      expect(found.length).toBeGreaterThanOrEqual(3);
      for (const svg of found) {
        const [, title, description] = /aria-labelledby="(\S+) (\S+)"/.exec(svg) ?? [];
        expect(svg).toMatch(new RegExp(`<title id="${title}">[^<]{10,}</title>`));
        expect(svg).toMatch(new RegExp(`<desc id="${description}">[^<]{20,}</desc>`));
      }
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      // Every picture has a table with its numbers.
      expect(page.match(/<details><summary>The numbers<\/summary>/g)?.length).toBe(found.length);
    },
  );

  it('is well-formed', async () => {
    const { page } = await pageOf(setPath('08-species'), '--threshold', '70');
    const body = page.slice(page.indexOf('<main>'), page.indexOf('</body>'));
    expect(XMLValidator.validate(body)).toBe(true);
  });

  it('names no person, no file and no path, and says how it was made', async () => {
    const rows = [
      'label,subject,reference,score',
      'genuine,roe-jane,roe-jane,90',
      'genuine,doe-john,doe-john,91',
      'impostor,roe-jane,doe-john,95',
      'impostor,doe-john,roe-jane,10',
    ];
    const { page } = await pageOf(await fileOf(rows.join('\n'), 'faces-of-jane.csv'), '--threshold', '50', '--show-pii');
    expect(/.{0,60}(jane|john|\/tmp|idv-eval)/i.exec(page)?.[0]).toBeUndefined();
    expect(page).toContain('idv 0.0.0');
    expect(page).toContain('idv eval RESULTS --threshold 50 --show-pii --html FILE');
    expect(page).toMatch(/SHA-256 [0-9a-f]{64}/);
    expect(page).toContain('xoshiro128** 1.1');
    expect(page).toContain('seed 1');
  });

  it('shows names of species and groups only as text', async () => {
    const evil = '"<script>alert(1)</script>&"';
    const { page } = await pageOf(
      await fileOf(`label,species,score\nbona fide,,90\nattack,${evil},10\nattack,${evil},60\n`),
      '--threshold',
      '50',
    );
    expect(page.includes('<script')).toBe(false);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&amp;');
  });

  it('says that no attack was tested when no row is an attack', async () => {
    expect((await pageOf(setPath('05-verdicts'))).page).toContain('No row is an attack.');
  });

  it.each([
    ['one row of each', 'label,score\ngenuine,1\nimpostor,0\n'],
    ['no impostor', 'label,score\ngenuine,1\ngenuine,2\n'],
    ['no genuine row', 'label,score\nimpostor,1\nimpostor,2\n'],
    ['equal scores', 'label,score\ngenuine,5\nimpostor,5\n'],
    ['the largest doubles', 'label,score\ngenuine,1.7e308\nimpostor,-1.7e308\n'],
    ['the smallest doubles', 'label,score\ngenuine,5e-324\nimpostor,0\n'],
    ['verdicts without a score', 'label,verdict\ngenuine,pass\nimpostor,mismatch\n'],
    ['attacks without an answer', 'label,score,species\nbona fide,1,\nattack,,mask\n'],
    ['one attack', 'label,score\nattack,1\n'],
  ])('is drawn for %s', async (_, csv) => {
    for (const flags of [[], ['--threshold', '1'], ['--distances']]) {
      const { page, sentence } = await pageOf(await fileOf(csv), ...flags);
      expect(strange(page)).toBeUndefined();
      expect(strange(sentence)).toBeUndefined();
    }
  });

  it('stays small for many scores', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `${i % 10 === 0 ? 'genuine' : 'impostor'},${(i * 7919) % 99991}`);
    const { page } = await pageOf(await fileOf(['label,score', ...rows].join('\n')), '--threshold', '50000');
    expect(page.length).toBeLessThan(400_000);
  });
});
