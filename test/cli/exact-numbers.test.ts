import { expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { memoryRuntime, ownKeys } from '../support/memory-runtime.ts';
import { scriptedTransport } from '../support/scripted-transport.ts';

const big = '7615917337495251231';
const long = '0.12345678901234567890123';

async function run(argv: readonly string[], body: string) {
  const answer = { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) };
  const runtime = memoryRuntime({ env: ownKeys, openTransport: async () => scriptedTransport([answer]) });
  const exitCode = await main(argv, runtime, '0.0.0');
  return { exitCode, out: runtime.out() };
}

const tencent = `{"Response":{"Id":${big},"List":[1,{"Long":${long}}],"Text":"idv-number-5","Small":12,"RequestId":"r-1"}}`;
const aliyun = `{"Id":${big},"List":[1,{"Long":${long}}],"Text":"idv-number-5","Small":12,"RequestId":"r-1"}`;

it.each([
  ['tencent', ['call', 'tencent/other', 'BrandNew', '--api-version', '2020-01-01'], tencent],
  ['aliyun', ['call', 'aliyun/facebody', 'BrandNew', '--region', 'cn-shanghai'], aliyun],
])('a number of an answer keeps every digit in every format: %s', async (_vendor, call, body) => {
  for (const flags of [
    ['--json'],
    ['-o', 'yaml'],
    ['-o', 'table'],
    ['--show-pii'],
    ['--query', 'response', '--json'],
    ['--query', 'response.List[1]', '-o', 'yaml'],
  ]) {
    const { exitCode, out } = await run([...call, '--show-pii', ...flags], body);
    expect(exitCode).toBe(0);
    if (!flags.includes('response.List[1]')) expect(out, flags.join(' ')).toContain(big);
    expect(out, flags.join(' ')).toContain(long);
    if (!flags.includes('response.List[1]')) expect(out).toContain('idv-number-5');
    expect(out).not.toMatch(new RegExp(`"${big}"`));
  }
  expect((await run([...call, '--query', 'response.Id'], body)).out).toBe(`${big}\n`);
  expect((await run([...call, '--query', 'response.Id > `1000`'], body)).out).toBe('true\n');
  expect((await run([...call, '--query', '[response.Id, response.Small]'], body)).out).toContain(big);
});
