import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-call-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(argv: readonly string[], piped = '') {
  const runtime = { ...memoryRuntime({}), readStdin: async () => Buffer.from(piped) };
  const exitCode = await main(argv, runtime, '0.0.0');
  return { exitCode, out: runtime.out(), err: runtime.err() };
}

const unknown = ['call', 'tencent', 'NotInTheCatalogue', '--sandbox', '--dry-run=http'];
const known = ['call', 'tencent', 'ApplyWebVerificationBizTokenIntl', '--sandbox', '--dry-run=http'];

async function bodyOf(argv: readonly string[], piped?: string): Promise<string> {
  const { exitCode, out, err } = await run(argv, piped);
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: expect.any(String) });
  return out.slice(out.indexOf('\r\n\r\n') + 4);
}

describe('-p of an action that is not declared', () => {
  it.each([
    ['IdCard=110101199003070020', { IdCard: '110101199003070020' }],
    ['IdCard=11010119900307002X', { IdCard: '11010119900307002X' }],
    ['Limit=5', { Limit: '5' }],
    ['Flag=true', { Flag: 'true' }],
    ['Text={"a":1}', { Text: '{"a":1}' }],
    ['Text=a=b:=c', { Text: 'a=b:=c' }],
    ['Text=', { Text: '' }],
    ['Limit:=5', { Limit: 5 }],
    ['Rate:=1.10', { Rate: 1.1 }],
    ['Flag:=true', { Flag: true }],
    ['None:=null', { None: null }],
    ['Text:="@x"', { Text: '@x' }],
    ['Object:={"a":[1,"2"]}', { Object: { a: [1, '2'] } }],
  ])('sends text after = and JSON after :=, whatever the value looks like: %s', async (param, body) => {
    expect(JSON.parse(await bodyOf([...unknown, '-p', param]))).toEqual(body);
  });

  it('reads text and JSON from files and from standard input', async () => {
    const path = join(folder, 'text.txt');
    await writeFile(path, '\uFEFF{"a": 1}\n');
    expect(JSON.parse(await bodyOf([...unknown, '-p', `A=@${path}`, '-p', `B:=@${path}`]))).toEqual({ A: '{"a": 1}', B: { a: 1 } });
    expect(JSON.parse(await bodyOf([...unknown, '-p', 'A=@-'], 'piped\n'))).toEqual({ A: 'piped' });
  });

  it.each([
    [['-p', 'Limit:=five'], 2, '--param Limit: is not valid JSON at line 1, column 1'],
    [['-p', 'Id:=110101199003070027'], 2, '--param Id: is a number that would lose digits: it has 18 digits'],
    [['-p', 'A:={"Filters":[{"Id":9007199254740993}]}'], 2, '--param A: Filters.0.Id is a number that would lose digits: it has 16'],
    [
      ['-p', 'A:={"Offset":9007199254740993}'],
      2,
      '--param A: Offset is a number that would lose digits: 9007199254740993 would become 9007199254740992\n  → write it as text, in quotes: "9007199254740993"',
    ],
    [['-p', 'A=@nowhere.txt'], 4, '--param A: nowhere.txt does not exist'],
    [['-p', 'A=@fixtures/portrait.jpg'], 2, 'use --file A=fixtures/portrait.jpg'],
    [['-p', 'A=@-', '-p', 'B=@-'], 2, '--param: standard input is read twice'],
    [['-p', 'A=@-', '--input', '-'], 2, '--param: standard input is read twice'],
    [['-p', 'justaword'], 2, "--param: 'justaword' is not Name=value"],
    [['-p', '=x'], 2, "--param: '' is not Name=value"],
    [['-p', 'A=1', '-p', 'A:=1'], 2, '--param: A is given twice'],
    [['--input', 'nowhere.json'], 4, '--input: nowhere.json does not exist'],
    [['--input', '-', '--body', 'x'], 2, '--body: is the complete body'],
  ])('is refused: %j', async (flags, exitCode, fault) => {
    const ran = await run([...unknown, ...flags], '{"A":1}');
    expect({ exitCode: ran.exitCode, err: ran.err }).toEqual({ exitCode, err: expect.stringContaining(fault) });
    expect(ran.err).not.toContain('110101199003070027');
  });
});

describe('-p of a declared action', () => {
  it('is read as the declared type, also in objects', async () => {
    const flags = ['-p', 'RedirectURL=123', '-p', 'Config.CheckMode=2', '-p', 'Config.AutoSkip=true', '-p', 'Config.ActionList=["1"]'];
    expect(JSON.parse(await bodyOf([...known, ...flags]))).toEqual({
      RedirectURL: '123',
      Config: { CheckMode: 2, AutoSkip: true, ActionList: '["1"]' },
    });
    const whole = await bodyOf([...known, '-p', 'Config={"CheckMode":1}']);
    expect(JSON.parse(whole)).toEqual({ Config: { CheckMode: 1 } });
  });

  it('accepts a file for a picture, in place of text or with --file', async () => {
    const argv = ['call', 'tencent', 'CompareFaceLiveness', '--sandbox'];
    const flags = ['-p', 'ImageBase64=@fixtures/portrait.jpg', '--file', 'VideoBase64=fixtures/selfie-3s.mp4', '-p', 'LivenessType=SILENT'];
    expect((await run([...argv, ...flags])).exitCode).toBe(0);
  });

  it.each([
    ['Config.CheckMode=two', "--param Config.CheckMode: 'two' is not a number"],
    ['Config.AutoSkip=yes', "--param Config.AutoSkip: 'yes' is not valid"],
    ['Config=abc', '--param Config: is not valid JSON at line 1, column 1'],
    ['Config=[1]', '--param Config: has another type'],
    [
      'Config.CheckMode=90071992547409931',
      '--param Config.CheckMode: is a number that would lose digits: 90071992547409931 would become 90071992547409940\n  → give at most 15 digits',
    ],
    ['Config={"CheckMode":90071992547409931}', '--param Config: CheckMode is a number that would lose digits: 90071992547409931 would'],
  ])('is refused when the value has another type: %s', async (param, fault) => {
    const { exitCode, err } = await run([...known, '-p', param]);
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining(fault) });
  });
});

describe('a number that would lose digits', () => {
  it('is reported with its flag, its value and the fix', async () => {
    const { exitCode, err } = await run([
      'vision',
      'detect',
      '--image-url',
      'https://x.oss-cn-shanghai.aliyuncs.com/a.jpg',
      '--max-face-number',
      '1.00000000000000001',
      '--sandbox',
    ]);
    expect({ exitCode, err }).toEqual({
      exitCode: 2,
      err: expect.stringContaining(
        '--max-face-number: 1.00000000000000001 would lose digits: it would become 1\n  → give at most 15 digits',
      ),
    });
  });

  it('is not shown when its parameter is declared as personal', async () => {
    const { exitCode, err } = await run(['call', 'tencent', 'GetFaceIdResultIntl', '--sandbox', '-p', 'SdkToken:=90071992547409931']);
    expect({ exitCode, err }).toEqual({
      exitCode: 2,
      err: expect.stringContaining('--param SdkToken: is a number that would lose digits'),
    });
    expect(err).not.toContain('90071992547409931');
  });
});

describe('--input of idv call', () => {
  it('is sent, and -p replaces its members', async () => {
    const given = '{"A": "1", "B": {"c": [true]}, "Limit": 5}';
    expect(JSON.parse(await bodyOf([...unknown, '--input', '-', '-p', 'Limit:=7'], given))).toEqual({ A: '1', B: { c: [true] }, Limit: 7 });
  });

  it('works for RPC, with numbered lists and dotted objects', async () => {
    const argv = [
      'call',
      'aliyun/ecs',
      'RunInstances',
      '--api-version',
      '2014-05-26',
      '--dry-run=json',
      '--http-method',
      'get',
      '--sandbox',
    ];
    const { out } = await run([...argv, '--input', '-'], '{"Tag": [{"Key": "a"}, {"Key": "b"}], "Amount": 2}');
    const { searchParams } = new URL(JSON.parse(out).url);
    expect([searchParams.get('Tag.2.Key'), searchParams.get('Amount')]).toEqual(['b', '2']);
  });

  it('accepts the form that --skeleton prints, with files', async () => {
    const given = '{"ImageBase64": "@fixtures/portrait.jpg", "VideoBase64": "@fixtures/selfie-3s.mp4", "LivenessType": "SILENT"}';
    const { exitCode } = await run(['call', 'tencent', 'CompareFaceLiveness', '--input', '-', '--sandbox'], given);
    expect(exitCode).toBe(0);
  });

  it('cannot be combined with -p for a part of one of its values', async () => {
    const { exitCode, err } = await run([...unknown, '--input', '-', '-p', 'B.c=1'], '{"B": {"c": 2}}');
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining('B.c is given along with B') });
  });
});

describe('a host that is not documented', () => {
  const dry = ['--dry-run=json', '--api-version', '2022-08-09'];

  it.each([
    ['aliyun/nosuch', 'the host nosuch.ap-southeast-1.aliyuncs.com is not documented: it is derived from nosuch and ap-southeast-1'],
    ['tencent/nosuch', 'the host nosuch.tencentcloudapi.com is not documented: it is derived from nosuch;'],
    ['aliyun/NoSuch', 'the host nosuch.ap-southeast-1.aliyuncs.com'],
  ])('is announced as derived: %s', async (place, notice) => {
    const env = {
      TENCENTCLOUD_SECRET_ID: 'AKIDx',
      TENCENTCLOUD_SECRET_KEY: 'k',
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIx',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'k',
    };
    const runtime = memoryRuntime({ env });
    expect(await main(['call', place, 'SomeAction', ...dry], runtime, '0.0.0')).toBe(0);
    expect(runtime.err()).toContain(notice);
  });

  it('gives no notice when the host is known or given', async () => {
    const runtime = memoryRuntime({ env: { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIx', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'k' } });
    expect(await main(['call', 'Aliyun/SAF', 'SomeAction', '--dry-run=json'], runtime, '0.0.0')).toBe(0);
    const named = ['call', 'aliyun/nosuch', 'SomeAction', ...dry, '--endpoint', 'https://nosuch.example'];
    expect(await main(named, runtime, '0.0.0')).toBe(0);
    expect(runtime.err()).not.toMatch(/not documented|derived/);
  });
});
