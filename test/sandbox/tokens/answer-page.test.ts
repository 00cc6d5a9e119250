import { describe, expect, it } from 'vitest';
import type { RequestHandler } from '../../../src/sandbox/handler.ts';
import type { ReceivedRequest } from '../../../src/sandbox/wire/received-request.ts';
import type { Reply } from '../../../src/sandbox/wire/reply.ts';
import { actionNamed, call, choose, goodCall, plainRequest, redirectUrl, setClock } from '../../support/sandbox-calls.ts';
import { handler, port } from '../../support/sandbox-requests.ts';

async function pageOf(handle: RequestHandler, overrides: Record<string, unknown> = {}) {
  const name = 'ApplyWebVerificationBizTokenIntl';
  const { BizToken, VerificationURL } = await call(handle, name, { ...(await goodCall(handle, actionNamed(name))), ...overrides });
  const result = () => call(handle, 'GetWebVerificationResultIntl', { BizToken });
  return { token: String(BizToken), url: String(VerificationURL), result };
}

const html = ({ body }: Reply): string => body.toString('utf8');

const hidden = (page: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';

const form = (url: string, values: Record<string, string>, headers: ReceivedRequest['headers'] = []): ReceivedRequest =>
  plainRequest('POST', url.replace(/\?.*/, ''), Buffer.from(new URLSearchParams(values).toString()), headers);

async function click(
  handle: RequestHandler,
  url: string,
  answer: string,
  changes: Record<string, string> = {},
  headers: ReceivedRequest['headers'] = [],
) {
  const page = html(await handle(plainRequest('GET', url)));
  return handle(form(url, { token: hidden(page, 'token'), seal: hidden(page, 'seal'), answer, ...changes }, headers));
}

describe('the hosted page', () => {
  it('is on the sandbox, and says what it is', async () => {
    const handle = await handler();
    const { url, token } = await pageOf(handle);
    expect(url).toBe(`http://127.0.0.1:${port}/_sandbox/page?token=${token}`);
    const reply = await handle(plainRequest('GET', url));
    expect([reply.status, reply.headers['Content-Type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(html(reply)).toContain('no face is compared');
    expect([...html(reply).matchAll(/<button [^>]*>(\w+)<\/button>/g)].map(([, label]) => label)).toEqual(['Pass', 'Fail', 'Leave']);
  });

  it('loads and runs nothing, cannot be framed, and hides its URL from other sites', async () => {
    const handle = await handler();
    const reply = await handle(plainRequest('GET', (await pageOf(handle)).url));
    expect(reply.headers['Content-Security-Policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(reply.headers['Referrer-Policy']).toBe('same-origin');
    expect(html(reply)).not.toMatch(/<script|\son\w+=|<img|<link/i);
  });

  it('shows the URL that it leads to, escaped', async () => {
    const handle = await handler();
    const { url } = await pageOf(handle, { RedirectURL: 'https://shop.example/?a=1&b="><script>x</script>' });
    const page = html(await handle(plainRequest('GET', url)));
    expect(page).not.toContain('<script');
    expect(page).toContain('https://shop.example/?a=1&#38;b=%22%3E%3Cscript%3Ex%3C/script%3E&#38;token=');
  });

  it.each([
    ['no token', 404, () => '/_sandbox/page'],
    ['an unknown token', 404, () => '/_sandbox/page?token=%3Cscript%3E'],
  ])('does not exist for %s', async (_name, status, url) => {
    const reply = await (await handler())(plainRequest('GET', url()));
    expect(reply.status).toBe(status);
    expect(html(reply)).not.toContain('<script');
  });

  it('does not exist for a token without a page', async () => {
    const handle = await handler();
    const { SdkToken } = await call(handle, 'ApplyLivenessToken');
    expect((await handle(plainRequest('GET', `/_sandbox/page?token=${SdkToken}`))).status).toBe(404);
  });

  it('closes when its token expires', async () => {
    const handle = await handler();
    const { url } = await pageOf(handle);
    await setClock(handle, 601);
    expect((await handle(plainRequest('GET', url))).status).toBe(410);
  });

  it('answers only under the address of this machine', async () => {
    const handle = await handler();
    const request = plainRequest('GET', (await pageOf(handle)).url);
    expect((await handle({ ...request, headers: [['Host', `rebound.example:${port}`]] })).status).toBe(403);
  });
});

describe('a click', () => {
  it.each([
    ['pass', 0],
    ['leave', 1410],
  ])('%s is the result', async (answer, ErrorCode) => {
    const handle = await handler();
    const { url, result } = await pageOf(handle);
    expect((await click(handle, url, answer)).status).toBe(303);
    expect(await result()).toMatchObject({ ErrorCode });
  });

  it('on Fail is not a pass', async () => {
    const handle = await handler();
    const { url, result } = await pageOf(handle);
    await click(handle, url, 'fail');
    expect(await result()).toMatchObject({ ErrorCode: 2016 });
  });

  it('leads back with the token added to the query', async () => {
    const handle = await handler();
    const { url, token } = await pageOf(handle);
    const { headers } = await click(handle, url, 'pass');
    expect(headers.Location).toBe(`${redirectUrl}&token=${token}`);
    const { url: plain, token: other } = await pageOf(handle, { RedirectURL: 'http://127.0.0.1:9/back#top' });
    expect((await click(handle, plain, 'pass')).headers.Location).toBe(`http://127.0.0.1:9/back?token=${other}#top`);
  });

  it('counts once', async () => {
    const handle = await handler();
    const { url, result } = await pageOf(handle);
    const page = html(await handle(plainRequest('GET', url)));
    const sent = { token: hidden(page, 'token'), seal: hidden(page, 'seal') };
    await handle(form(url, { ...sent, answer: 'leave' }));
    expect((await handle(form(url, { ...sent, answer: 'pass' }))).status).toBe(303);
    expect(await result()).toMatchObject({ ErrorCode: 1410 });
    expect(html(await handle(plainRequest('GET', url)))).toContain('Finished');
  });

  it('takes precedence over the outcome that was chosen with the token', async () => {
    const handle = await handler();
    await choose(handle, 'timed-out', 1);
    const { url, result } = await pageOf(handle);
    await click(handle, url, 'pass');
    expect(await result()).toMatchObject({ ErrorCode: 0 });
  });

  it('is recorded by the sandbox that gets it, and leads back from any sandbox', async () => {
    const [issuing, other] = [await handler(), await handler()];
    const { url, token } = await pageOf(issuing);
    expect((await click(other, url, 'pass')).headers.Location).toContain(`token=${token}`);
  });

  it.each([
    ['another seal', { seal: '00'.repeat(20) }, []],
    ['no seal', { seal: '' }, []],
    ['another answer', { answer: 'approve' }, []],
    ['another site', {}, [['Origin', 'https://evil.example']]],
  ] as [string, Record<string, string>, [string, string][]][])('is not accepted from %s', async (_name, changes, headers) => {
    const handle = await handler();
    const { url, result } = await pageOf(handle);
    expect((await click(handle, url, 'pass', changes, headers)).status).toBe(403);
    expect(await result()).toMatchObject({ ErrorCode: null });
  });

  it('is accepted from the page itself, with the origin of the page', async () => {
    const handle = await handler();
    const { url } = await pageOf(handle);
    expect((await click(handle, url, 'pass', {}, [['Origin', `http://127.0.0.1:${port}`]])).status).toBe(303);
  });

  it('needs GET or POST', async () => {
    const handle = await handler();
    expect((await handle(plainRequest('PUT', (await pageOf(handle)).url))).status).toBe(405);
  });
});

describe('a person who does not click', () => {
  it('has time while the page is open, and is too late afterwards', async () => {
    const handle = await handler();
    const { url, result } = await pageOf(handle);
    await handle(plainRequest('GET', url));
    await setClock(handle, 600);
    expect(await result()).toMatchObject({ ErrorCode: null });
    await setClock(handle, 601);
    expect(await result()).toMatchObject({ ErrorCode: 1409 });
  });

  it('has only a short time if the page is never opened', async () => {
    const handle = await handler();
    const { result } = await pageOf(handle);
    await setClock(handle, 14);
    expect(await result()).toMatchObject({ ErrorCode: null });
    await setClock(handle, 15);
    expect(await result()).toMatchObject({ ErrorCode: 0 });
  });
});
