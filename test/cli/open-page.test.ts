import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';
import { scriptedTransport, success } from '../support/scripted-transport.ts';

const env = { TENCENTCLOUD_SECRET_ID: 'AKIDenv', TENCENTCLOUD_SECRET_KEY: 'k' };
const words = ['web', 'token', '--redirect-url', 'https://shop.example/', '--open'];

async function opened(VerificationURL: string, more: readonly string[] = []): Promise<{ opened: readonly string[]; err: string }> {
  const runtime = memoryRuntime({ env, openTransport: async () => scriptedTransport([success({ BizToken: 'B', VerificationURL })]) });
  expect(await main([...words, ...more], runtime, '0.0.0')).toBe(0);
  return { opened: runtime.opened, err: runtime.err() };
}

describe('--open', () => {
  it.each([
    ['https://sg.faceid.qq.com/api/page?token=A&x=1#y', 'https://sg.faceid.qq.com/api/page?token=A&x=1#y'],
    ['HTTPS://A.example', 'https://a.example/'],
    ['https://a.example/a b"$(id)', 'https://a.example/a%20b%22$(id)'],
    [' https://a.example/\n', 'https://a.example/'],
  ])('gives the browser %j as %s', async (page, address) => {
    expect((await opened(page)).opened).toEqual([address]);
  });

  it.each([
    'file:///etc/passwd',
    '--version',
    '-a Calculator',
    '/etc/passwd',
    'calc.exe',
    'javascript:alert(1)',
    'data:text/html,x',
    'http://a.example/',
    'http://127.0.0.1:8080/',
    'ms-msdt:/id',
    'https://',
    'https://user:pass@a.example/',
  ])('opens nothing for %j, with a notice', async (page) => {
    const ran = await opened(page);
    expect(ran.opened).toEqual([]);
    expect(ran.err).toContain('the page is not opened');
  });

  it('does not pass a key to the browser', async () => {
    const seen: unknown[] = [];
    const transport = scriptedTransport([success({ BizToken: 'B', VerificationURL: 'https://a.example/' })]);
    const openPage = async (_page: URL, variables: unknown): Promise<void> => void seen.push(variables);
    const runtime = memoryRuntime({ env: { ...env, PATH: '/bin' }, openTransport: async () => transport, openPage });
    expect(await main(words, runtime, '0.0.0')).toBe(0);
    expect(seen).toEqual([{ PATH: '/bin' }]);
  });

  it('opens a page on this machine only for a service on this machine', async () => {
    expect((await opened('http://127.0.0.1:8080/page', ['--endpoint', 'http://127.0.0.1:1'])).opened).toEqual([
      'http://127.0.0.1:8080/page',
    ]);
    expect((await opened('http://a.example/', ['--endpoint', 'http://127.0.0.1:1'])).opened).toEqual([]);
  });
});
