import { describe, expect, it } from 'vitest';
import type { RequestHandler } from '../../../src/sandbox/handler.ts';
import type { ReceivedRequest } from '../../../src/sandbox/wire/received-request.ts';
import { allActions } from '../../../src/vendors/catalogue.ts';
import { rpcRequest } from '../../support/sandbox-aliyun-requests.ts';
import { actionNamed, call, choose, goodCall, plainRequest } from '../../support/sandbox-calls.ts';
import { codeOf, handler, port, received } from '../../support/sandbox-requests.ts';

const origin = `http://127.0.0.1:${port}`;

const textOf = async (handle: RequestHandler, path: string, headers: ReceivedRequest['headers'] = []) =>
  (await handle(plainRequest('GET', `${origin}${path}`, undefined, headers))).body.toString();

const submit = (handle: RequestHandler, fields: Record<string, string>, headers: ReceivedRequest['headers'] = [['Origin', origin]]) =>
  handle(plainRequest('POST', `${origin}/_sandbox/choose`, Buffer.from(new URLSearchParams(fields).toString()), headers));

describe('the page at the address of the sandbox', () => {
  it('shows how to connect, every action, and that no request has come in', async () => {
    const page = await textOf(await handler(), '/');
    for (const part of [origin, 'sandbox-id', 'sandbox-key', 'sandbox-token', 'compares no face', 'No request has come in yet'])
      expect(page).toContain(part);
    for (const { name } of allActions) expect(page).toContain(`/_sandbox/choose?action=${name}"`);
  });

  it('shows the requests, the newest first, and the outcomes that were chosen', async () => {
    const handle = await handler({ outcome: 'too-dark' });
    await call(handle, 'ApplyLivenessToken');
    await call(handle, 'CompareFaceLiveness', await goodCall(handle, actionNamed('CompareFaceLiveness')));
    await choose(handle, 'spoof', 2);
    await submit(handle, { action: 'CompareFace', outcome: 'low-similarity', times: '1' });
    const page = await textOf(handle, '/');
    expect(page).toContain('<code>spoof</code> for the next 2 calls');
    expect(page).toContain('<code>low-similarity</code> for the next call');
    expect(page.indexOf('FailedOperation.ActionLightDark')).toBeGreaterThan(0);
    expect(page.indexOf('<td>CompareFaceLiveness</td>')).toBeLessThan(page.indexOf('<td>ApplyLivenessToken</td>'));
  });

  it('runs no script, and escapes text from outside', async () => {
    const handle = await handler();
    await handle(rpcRequest({ action: '<script>alert(1)</script>' }));
    const reply = await handle(plainRequest('GET', `${origin}/`));
    expect(reply.body.toString()).not.toMatch(/<script|onload=|javascript:/i);
    expect(reply.body.toString()).toContain('&#60;script&#62;');
    expect(reply.headers['Content-Security-Policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
  });

  it('is not shown for a call, for another path or under another name', async () => {
    const handle = await handler();
    expect(codeOf(await handle(received({ httpMethod: 'GET' })))).toBeUndefined();
    expect(codeOf(await handle(plainRequest('GET', `${origin}/other`)))).toBe('AuthFailure.InvalidAuthorization');
    expect(codeOf(await handle({ ...plainRequest('GET', `${origin}/`), headers: [['Host', 'rebound.example']] }))).toBe(
      'AuthFailure.InvalidAuthorization',
    );
  });
});

describe('the page of one action', () => {
  it('offers every outcome of the action, but none of the clock', async () => {
    const page = await textOf(await handler(), '/_sandbox/choose?action=CompareFaceLiveness');
    for (const name of ['Success', 'FailedOperation.CompareLowSimilarity', 'fault:delay', 'fault:throttle', 'RequestLimitExceeded'])
      expect(page).toContain(`name="outcome" value="${name}"`);
    expect(page).not.toContain('fault:date');
  });

  it('accepts every outcome that it offers', async () => {
    const handle = await handler();
    for (const action of ['CompareFaceLiveness', 'GetFaceIdResultIntl', 'ExecuteRequest', 'CompareFace']) {
      const page = await textOf(handle, `/_sandbox/choose?action=${action}`);
      const offered = [...page.matchAll(/name="outcome" value="([^"]+)"/g)].map(([, value = '']) => value);
      expect(offered.length).toBeGreaterThan(50);
      const refused = [];
      for (const outcome of offered) if ((await submit(handle, { action, outcome, times: '' })).status !== 303) refused.push(outcome);
      expect(refused).toEqual([]);
    }
  });

  it('leads back to the first page, where all can be reset', async () => {
    const handle = await handler();
    const reply = await submit(handle, { action: 'CompareFaceLiveness', outcome: 'spoof', times: '3' });
    expect([reply.status, reply.headers.Location]).toEqual([303, '/']);
    expect(await textOf(handle, '/')).toContain('<code>spoof</code> for the next 3 calls');
    await submit(handle, { reset: 'all' });
    expect(await textOf(handle, '/')).not.toContain('<code>spoof</code>');
  });

  it.each([
    [{ action: 'CompareFaceLiveness', outcome: 'timed-out' }, 'has no outcome'],
    [{ action: 'Nothing', outcome: 'spoof' }, 'has no action'],
    [{ action: 'CompareFaceLiveness', outcome: 'spoof', times: '-1' }, 'not an integer'],
    [{ action: 'CompareFaceLiveness' }, 'has no outcome'],
  ])('does not accept %j', async (fields, message) => {
    const reply = await submit(await handler(), fields as Record<string, string>);
    expect([reply.status, reply.body.toString()]).toEqual([400, expect.stringContaining(message)]);
  });

  it.each([
    ['another origin', [['Origin', 'https://shop.example']]],
    ['a page without an origin', [['Origin', 'null']]],
    ['another port', [['Origin', `http://127.0.0.1:${port + 1}`]]],
    ['another site', [['Sec-Fetch-Site', 'cross-site']]],
  ] as const)('accepts no form from %s', async (_name, headers) => {
    expect((await submit(await handler(), { reset: 'all' }, headers)).status).toBe(403);
  });

  it('refuses a link of another site, another method, and an unknown action', async () => {
    const handle = await handler();
    const page = '/_sandbox/choose?action=CompareFace';
    expect((await handle(plainRequest('GET', `${origin}${page}`, undefined, [['Sec-Fetch-Site', 'cross-site']]))).status).toBe(403);
    expect((await handle(plainRequest('PUT', `${origin}${page}`))).status).toBe(405);
    expect((await handle(plainRequest('GET', `${origin}/_sandbox/choose?action=Nothing`))).status).toBe(400);
  });
});
