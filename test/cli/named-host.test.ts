import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';
import { scriptedTransport, success } from '../support/scripted-transport.ts';

const own = { TENCENTCLOUD_SECRET_ID: 'AKIDenv', TENCENTCLOUD_SECRET_KEY: 'k' };
const sandbox = { TENCENTCLOUD_SECRET_ID: 'sandbox-id', TENCENTCLOUD_SECRET_KEY: 'sandbox-key' };

/** The standard error of a command that reads a successful result. */
async function told(env: Readonly<Record<string, string>>, ...more: readonly string[]): Promise<string> {
  const transport = scriptedTransport([success({ Result: '0', Description: 'Success' })]);
  const runtime = memoryRuntime({ env, openTransport: async () => transport });
  expect(await main(['liveness', 'result', 'token', '-q', ...more], runtime, '0.0.0')).toBe(0);
  return runtime.err();
}

describe('the host of a request', () => {
  it('is named, even with --quiet, together with its source, when it is not the vendor’s', async () => {
    const line = 'the request goes to proxy.example:8443 (environment IDV_ENDPOINT), which is not a host of Tencent Cloud';
    expect(await told({ ...own, IDV_ENDPOINT: 'https://proxy.example:8443' })).toBe(`${line}\n`);
    expect(JSON.parse(await told({ ...own, IDV_ENDPOINT: 'https://proxy.example:8443' }, '--json'))).toEqual({ notice: { message: line } });
  });

  it.each(['https://faceid.tencentcloudapi.com.example.com', 'http://127.0.0.1:4567'])('is named when it is %s', async (endpoint) => {
    expect(await told(own, '--endpoint', endpoint)).toContain(`the request goes to ${new URL(endpoint).host} (flag --endpoint)`);
  });

  it.each([
    ['a documented host', own, 'faceid.tencentcloudapi.com'],
    ['a sandbox, which the answer itself reveals', sandbox, 'http://127.0.0.1:4567'],
  ])('is not named when it is %s', async (_, env, endpoint) => {
    expect(await told(env, '--endpoint', endpoint)).toBe('');
  });
});
