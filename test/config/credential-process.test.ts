import { describe, expect, it } from 'vitest';
import { printedKey, runCredentialProcess, splitWords } from '../../src/config/credential-process.ts';
import { aliyun, failureOf, requestOf, tencent } from './config-world.ts';

describe('splitWords', () => {
  it.each([
    ['vault-helper tencent', ['vault-helper', 'tencent']],
    ['  a   b\t c ', ['a', 'b', 'c']],
    [`sh -c "echo 'x'; exit"`, ['sh', '-c', "echo 'x'; exit"]],
    [`a'b c'"d e" ''`, ['ab cd e', '']],
    ['C:\\bin\\helper.exe $HOME', ['C:\\bin\\helper.exe', '$HOME']],
    ['', []],
    ['a "open', undefined],
    ["it's", undefined],
  ])('splits %j into %j', (command, words) => {
    expect(splitWords(command)).toEqual(words);
  });
});

describe('runCredentialProcess', () => {
  const run = (result: () => Promise<{ code: number; stdout: string }>, command = 'helper hunter2') =>
    runCredentialProcess(command, { flag: '/h/.faceidrc', subject: 'profiles.main.credentialProcess' }, requestOf(), {
      runProcess: result,
      env: {},
    });
  const printed =
    (value: unknown, code = 0) =>
    () =>
      Promise.resolve({ code, stdout: typeof value === 'string' ? value : JSON.stringify(value) });

  it('returns the key', async () => {
    expect(await run(printed({ secretId: 'i', secretKey: 's' }))).toEqual({ id: 'i', secret: 's' });
  });

  it.each([
    ['a missing program', () => Promise.reject(Object.assign(new Error('hunter2'), { code: 'ENOENT' })), 'was not found'],
    ['a time-out', () => Promise.reject(new Error('hunter2')), 'did not finish in time'],
    ['a failure', printed('hunter2', 3), 'exited with 3'],
    ['text output', printed('hunter2'), 'did not print a key as JSON'],
    ['JSON without a key', printed({ password: 'hunter2' }), 'did not print a key as JSON'],
    ['a blank in the key', printed({ secretId: 'i', secretKey: 'hunter2 ' }), 'starts or ends with a blank'],
  ])('reports %s as a configuration error, and shows neither the command nor its output', async (_, result, message) => {
    const { category, text } = await failureOf(run(result));
    expect(category).toBe('config');
    expect(text).toContain('/h/.faceidrc');
    expect(text).toContain(message);
    expect(text).not.toContain('hunter2');
  });

  it.each(['', ' ', 'helper "hunter2'])('refuses the command %j before it runs', async (command) => {
    expect((await failureOf(run(printed({}), command))).text).toContain('names no command, or has an open quote');
  });
});

describe('printedKey', () => {
  const key = (token?: string) => ({ id: 'i', secret: 's', token });
  it.each([
    ['tencent', { secretId: 'i', secretKey: 's' }, key()],
    ['tencent', { secretId: 'i', secretKey: 's', token: 't', extra: 1 }, key('t')],
    ['aliyun', { accessKeyId: 'i', accessKeySecret: 's', securityToken: 't' }, key('t')],
    ['aliyun', { mode: 'StsToken', access_key_id: 'i', access_key_secret: 's', sts_token: 't', expiration: 'x' }, key('t')],
    ['aliyun', { mode: 'RamRoleArn', access_key_id: 'i', access_key_secret: 's' }, undefined],
    ['aliyun', { secretId: 'i', secretKey: 's' }, undefined],
    ['tencent', { accessKeyId: 'i', accessKeySecret: 's' }, undefined],
    ['tencent', { secretId: '', secretKey: 's' }, undefined],
    ['tencent', undefined, undefined],
    ['tencent', { secretId: 'i', secretKey: 's', token: null }, key()],
    ['tencent', { secretId: 'i', secretKey: 's', token: 5 }, undefined],
    ['aliyun', { mode: 'StsToken', access_key_id: 'i', access_key_secret: 's' }, undefined],
    ['aliyun', { mode: 'External', process_command: 'x' }, undefined],
    ['aliyun', [], undefined],
  ] as const)('reads a key of %s from %j', (provider, printed, expected) => {
    expect(printedKey(JSON.stringify(printed) ?? '', provider === 'aliyun' ? aliyun : tencent)).toEqual(expected);
  });
});
