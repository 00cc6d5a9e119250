import { describe, expect, it } from 'vitest';
import { runCredentialProcess, splitWords } from '../../src/config/credential-process.ts';
import { failureOf } from './config-world.ts';

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
  ])('%j', (command, words) => {
    expect(splitWords(command)).toEqual(words);
  });
});

describe('runCredentialProcess', () => {
  const run = (result: () => Promise<{ code: number; stdout: string }>, command = 'helper hunter2') =>
    runCredentialProcess(command, 'tencent', { flag: '/h/.faceidrc', subject: 'profiles.main.credentialProcess' }, { runProcess: result });
  const printed =
    (value: unknown, code = 0) =>
    () =>
      Promise.resolve({ code, stdout: typeof value === 'string' ? value : JSON.stringify(value) });

  it('takes the key', async () => {
    expect(await run(printed({ secretId: 'i', secretKey: 's' }))).toEqual({ id: 'i', secret: 's' });
  });

  it.each([
    ['a missing program', () => Promise.reject(Object.assign(new Error('hunter2'), { code: 'ENOENT' })), 'was not found'],
    ['a time-out', () => Promise.reject(new Error('hunter2')), 'did not end in time'],
    ['a failure', printed('hunter2', 3), 'ended with exit code 3'],
    ['text', printed('hunter2'), 'did not print a key as JSON'],
    ['another shape', printed({ password: 'hunter2' }), 'did not print a key as JSON'],
    ['a blank in the key', printed({ secretId: 'i', secretKey: 'hunter2 ' }), 'starts or ends with a blank'],
  ])('%s is a fault of the configuration, without a word of command or output', async (_, result, message) => {
    const { category, text } = await failureOf(run(result));
    expect(category).toBe('config');
    expect(text).toContain('/h/.faceidrc');
    expect(text).toContain(message);
    expect(text).not.toContain('hunter2');
  });

  it.each(['', ' ', 'helper "hunter2'])('the command %j is refused before it runs', async (command) => {
    expect((await failureOf(run(printed({}), command))).text).toContain('names no command, or has an open quote');
  });
});
