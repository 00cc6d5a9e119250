import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { tencentActions } from '../../src/vendors/tencent/actions/list.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';

/** Tencent Cloud's manual requires the region in every call, so idv always sends it, from whatever source it comes. */

async function regionOf(argv: readonly string[]): Promise<unknown> {
  const runtime = memoryRuntime();
  expect(await main([...argv, '--dry-run=json'], runtime, '0.0.0')).toBe(0);
  const { headers, url, body } = JSON.parse(runtime.out());
  return headers['X-TC-Region'] ?? new URL(url).searchParams.get('Region') ?? body?.Region;
}

const ways = [
  ['--sign-method', 'tc3'],
  ['--sign-method', 'hmac-sha256', '--http-method', 'get'],
  ['--sign-method', 'hmac-sha1', '--http-method', 'get'],
];

describe.each(ways.map((way) => [way.join(' '), way] as const))('%s', (_name, way) => {
  it.each(tencentActions.map(({ name }) => [name]))('sends the region of %s', async (name) => {
    const call = ['call', 'tencent', name, '-p', 'X=1', ...way];
    expect(await regionOf(call)).toBe('ap-singapore');
    expect(await regionOf([...call, '--region', 'ap-bangkok'])).toBe('ap-bangkok');
  });

  it('sends the region of an action, a product and a host outside the catalogue', async () => {
    expect(await regionOf(['call', 'tencent', 'NotYetKnown', '-p', 'X=1', ...way])).toBe('ap-singapore');
    const other = ['call', 'tencent/cvm', 'DescribeInstances', '--api-version', '2017-03-12', '-p', 'X=1', ...way];
    expect(await regionOf(other)).toBe('ap-singapore');
    expect(await regionOf([...other, '--endpoint', 'https://cvm.tencentcloudapi.com'])).toBe('ap-singapore');
  });
});
