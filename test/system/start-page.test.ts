import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The page of the sandbox, in a browser that runs no scripts. */

const root = join(import.meta.dirname, '..', '..');
const idv = join(root, 'bin', 'idv.js');
const env = { PATH: process.env.PATH, TENCENTCLOUD_SECRET_ID: 'sandbox-id', TENCENTCLOUD_SECRET_KEY: 'sandbox-key' };

let browser: Browser;
let sandbox: ChildProcess;
let url: string;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.IDV_TEST_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  const child = spawn(process.execPath, [idv, 'sandbox', '--json'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  sandbox = child;
  const [line] = await once(createInterface(child.stdout), 'line');
  url = JSON.parse(line as string).url;
});
afterAll(async () => {
  sandbox.kill('SIGTERM');
  await browser.close();
});

/** The exit code of a comparison with the running sandbox. */
async function compare(): Promise<number> {
  const words = ['compare', '--image', 'fixtures/portrait.jpg', '--video', 'fixtures/selfie-3s.mp4', '--sandbox', '--endpoint', url];
  const ended = promisify(execFile)(process.execPath, [idv, ...words], { cwd: root, env });
  return ended.then(
    () => 0,
    (error: { code: number }) => error.code,
  );
}

describe('the page of the sandbox', () => {
  it('lets a person choose an answer, and shows the requests', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1000, height: 800 } });
    const page = await context.newPage();
    await page.goto(url);
    expect(await page.title()).toBe('idv sandbox');
    await page.click('a[href="/_sandbox/choose?action=CompareFaceLiveness"]');
    await page.fill('input[name="times"]', '1');
    await page.click('button[value="FailedOperation.CompareLowSimilarity"]');
    expect(page.url()).toBe(`${url}/`);
    expect(await page.textContent('main')).toContain('FailedOperation.CompareLowSimilarity for the next call');
    expect([await compare(), await compare()]).toEqual([10, 0]);
    await page.reload();
    const requests = page.locator('h2:has-text("Requests") ~ table').first().locator('tr');
    const [newest, before] = [await requests.nth(1).textContent(), await requests.nth(2).textContent()];
    expect([newest, before]).toEqual([
      expect.stringMatching(/CompareFaceLiveness.*Success/),
      expect.stringMatching(/CompareLowSimilarity/),
    ]);
    await context.close();
  });

  it('cannot be used by a page of another site', async () => {
    const other = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(
        `<form method="post" action="${url}/_sandbox/choose"><button name="reset" value="all">Win</button></form><a href="${url}/_sandbox/outcomes">list</a>`,
      );
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const page = await browser.newPage();
    const start = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    await page.goto(start);
    const list = page.waitForResponse((response) => response.url().endsWith('/_sandbox/outcomes'));
    await page.click('a');
    expect((await list).status()).toBe(403);
    await page.goto(start);
    const sent = page.waitForResponse((response) => response.url().endsWith('/_sandbox/choose'));
    await page.click('button');
    expect((await sent).status()).toBe(403);
    await page.close();
    other.close();
  });
});
