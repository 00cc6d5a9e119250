import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-eval-page-'));
  browser = await chromium.launch({
    executablePath: process.env.IDV_TEST_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update'],
  });
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

const sets = {
  '05-verdicts': ['--max-fmr', '0.1%'],
  '07-two-systems': ['--field', 'score=score_a', '--field', 'baseline=score_b', '--threshold', '65', '--baseline-threshold', '62'],
  '08-species': ['--threshold', '70', '--threshold', '80', '--max-apcer', '10%'],
};

/** Writes the page of a set with the built program. Returns its URL and its sentence. */
async function pageOf(name: keyof typeof sets): Promise<{ url: string; sentence: string }> {
  const path = join(folder, `${name}.html`);
  const argv = ['eval', join(root, 'test/vectors/eval', `${name}.csv`), ...sets[name], '--html', path, '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'bin/idv.js'), ...argv]).catch((failed) => failed);
  return { url: pathToFileURL(path).href, sentence: JSON.parse(stdout).sentence };
}

/** The background of the page, and whether its text has a dark colour. */
async function coloursOf(page: Page): Promise<{ paper: number[]; isInkDark: boolean }> {
  const read = (name: string): Promise<string> => page.evaluate(`getComputedStyle(document.body).${name}`);
  const [paper = [], ink = []] = [await read('backgroundColor'), await read('color')].map((text) => (text.match(/\d+/g) ?? []).map(Number));
  return { paper, isInkDark: ink.length === 3 && ink.every((part) => part < 64) };
}

describe.each(Object.keys(sets) as (keyof typeof sets)[])('the page of %s, in a browser without scripts', (name) => {
  it.each([
    [1200, 'light'],
    [1200, 'dark'],
    [400, 'light'],
    [400, 'dark'],
  ] as const)('fits at %d pixels with the %s colours, and loads nothing', async (width, colorScheme) => {
    const { url, sentence } = await pageOf(name);
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, javaScriptEnabled: false });
    const page = await context.newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    try {
      await page.goto(url);
      expect(await page.locator('main > :first-child').textContent()).toBe(sentence);
      expect((await coloursOf(page)).isInkDark).toBe(colorScheme === 'light');
      // Nothing is wider than the page, and every picture has a title for readers who cannot see it.
      for (const box of await page.locator('main, section, figure, svg[role=img]').all()) {
        const { x = 0, width: wide = 0 } = (await box.boundingBox()) ?? {};
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + wide).toBeLessThanOrEqual(width);
      }
      const pictures = await page.getByRole('img').all();
      expect(pictures.length).toBeGreaterThanOrEqual(3);
      for (const picture of pictures) expect(await picture.locator('> title').textContent()).not.toBe('');
      // The table of a picture opens without a script.
      const numbers = page.locator('figure details').first();
      await numbers.locator('summary').click();
      expect(await numbers.locator('table').isVisible()).toBe(true);
      expect(requests).toEqual([url]);
    } finally {
      await context.close();
    }
  });

  it.each(['light', 'dark'] as const)('prints on at most two pages, in light colours, if the screen is %s', async (colorScheme) => {
    const { url } = await pageOf(name);
    const context = await browser.newContext({ javaScriptEnabled: false, colorScheme });
    const page = await context.newPage();
    try {
      await page.goto(url);
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect([1, 2]).toContain(pdf.match(/\/Type \/Page\b(?!s)/g)?.length);
      await page.emulateMedia({ media: 'print' });
      expect(await coloursOf(page)).toEqual({ paper: [255, 255, 255], isInkDark: true });
    } finally {
      await context.close();
    }
  });
});
