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
])('a number in an answer keeps every digit in every format: %s', async (_vendor, call, body) => {
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

/** The answer of `id verify` with long numbers in Data, which is JSON text. */
const verified = (data: string) => `{"Code":200,"Message":"OK","Data":${JSON.stringify(data)},"RequestId":"r-1"}`;
const data = `{"passed":"true","retCode":"OK_SUCCESS","extInfo":{"result":"true","score":"96.3","faceAttack":"false","Rate":99.123456789012345678,"Trace":[${big}]}}`;
const xml = `<ExecuteRequestResponse><Code>200</Code><Message>OK</Message><Data>${data.replaceAll('"', '&quot;')}</Data><RequestId>r-1</RequestId></ExecuteRequestResponse>`;

it.each([
  ['JSON', [], verified(data)],
  ['XML', ['--wire-format', 'xml'], xml],
])('a number in the JSON text of an answer in %s keeps every digit', async (_format, flags, body) => {
  const verify = [
    'id',
    'verify',
    '--ref-face',
    'fixtures/portrait.jpg',
    '--auth-face',
    'fixtures/portrait.jpg',
    '--country',
    'vn',
    ...flags,
  ];
  for (const format of [['--json'], ['-o', 'yaml'], ['--show-pii'], ['--query', 'response.Data', '--json']]) {
    const { exitCode, out } = await run([...verify, ...format], body);
    expect(exitCode, format.join(' ')).toBe(0);
    expect(out, format.join(' ')).toContain(big);
    expect(out, format.join(' ')).toContain('99.123456789012345678');
  }
});

it('a number in the JSON text of other members keeps every digit', async () => {
  const result = {
    Passed: 'Y',
    SubCode: '200',
    ExtFaceInfo: '{"faceAttack":"N","facePassed":"Y","faceComparisonScore":96.3,"Trace":%}'.replace('%', big),
    ExtIdInfo: `{"ocrIdPassed":"Y","Trace":{"Inner":[${big}]}}`,
  };
  const body = JSON.stringify({ Code: 'Success', Message: 'success', Result: result, RequestId: 'r-1' });
  const { out } = await run(['ekyc', 'result', 'hk1', '--merchant-biz-id', 'b1', '--json'], body);
  expect(out.split(big)).toHaveLength(3);
});

it('a number in an XML answer keeps every digit', async () => {
  const list = (name: string, values: readonly number[]) => values.map((value) => `<${name}>${value}</${name}>`).join('');
  const faces = ['A', 'B'].map((face) => list(`Rect${face}List`, [12, 10, 40, 44])).join('');
  const body = `<CompareFaceResponse><Data><Confidence>96.${big}</Confidence>${list('Thresholds', [61, 69, 75])}${faces}</Data><RequestId>r-1</RequestId></CompareFaceResponse>`;
  const photos = ['--image-a', 'fixtures/portrait.jpg', '--image-b', 'fixtures/portrait.jpg'];
  const { exitCode, out } = await run(['vision', 'compare', ...photos, '--wire-format', 'xml', '--json'], body);
  expect(exitCode).toBe(0);
  expect(out).toContain(`"Confidence": 96.${big}`);
});
