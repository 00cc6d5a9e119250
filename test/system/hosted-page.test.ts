import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const idv = join(import.meta.dirname, '..', '..', 'bin', 'idv.js');
let browser: Browser;
let profile: string;

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'idv-chromium-'));
  const quiet = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  browser = await chromium.launch({ executablePath: process.env.IDV_TEST_CHROMIUM ?? '/usr/bin/chromium', args: quiet });
});
afterAll(async () => {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
});

/** The shop to which the person returns. */
async function listener() {
  const visits: string[] = [];
  const server = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.end('welcome back');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { visits, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/done?order=7`, close: () => server.close() };
}

/** Runs `idv web token --wait`, passes its page to `act`, and returns the exit code, the token and the result. */
async function verify(redirectUrl: string, act: (page: string) => Promise<void>) {
  const env = { PATH: process.env.PATH, HOME: profile };
  const child = spawn(process.execPath, [idv, 'web', 'token', '--redirect-url', redirectUrl, '--sandbox', '--wait', '--json'], { env });
  let out = '';
  child.stdout.on('data', (data) => {
    out += data;
  });
  const ended = once(child, 'close');
  let token = '';
  for await (const line of createInterface(child.stderr)) {
    const { notice } = JSON.parse(line) as { notice?: { token?: string; page?: string } };
    token = notice?.token ?? token;
    if (notice?.page !== undefined) void act(notice.page);
  }
  const [exitCode] = await ended;
  return { exitCode, token, result: JSON.parse(out) };
}

describe('the page of idv web token, in a browser', () => {
  it.each([
    ['Pass', 0, 'pass'],
    ['Fail', 10, 'mismatch'],
  ])('has a button %s, after which the command ends with exit code %i and the verdict %s', async (button, exitCode, verdict) => {
    const shop = await listener();
    // The browser page opens before the token is issued, because a hosted page that no one opens soon counts as a pass.
    const page = await browser.newPage();
    try {
      const ran = await verify(shop.url, async (address) => {
        await page.goto(address);
        await page.getByRole('button', { name: button }).click();
        await page.waitForURL(/\/done/);
      });
      expect(ran).toMatchObject({ exitCode, result: { verdict, sandbox: true } });
      expect(shop.visits[0]).toBe(`/done?order=7&token=${encodeURIComponent(ran.token)}`);
    } finally {
      await page.close();
      shop.close();
    }
  });
});
