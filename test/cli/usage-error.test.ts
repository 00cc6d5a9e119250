import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';

async function run(argv: readonly string[]): Promise<{ exitCode: number; err: string }> {
  const runtime = memoryRuntime({});
  const exitCode = await main(argv, runtime, '0.0.0');
  return { exitCode, err: runtime.err() };
}

describe('a command line that cannot be read', () => {
  it.each([
    [['compare', '--imag=a.jpg'], "unknown option '--imag'", 'did you mean --image?'],
    [['compare', '--regoin', 'x'], "unknown option '--regoin'", 'did you mean --region?'],
    [['compare', '--hlep'], "unknown option '--hlep'", 'did you mean --help?'],
    [['sandbox', 'outcomes', '--jsn'], "unknown option '--jsn'", 'did you mean --json?'],
    [['compare', '--sandbox=false'], "option '--sandbox' takes no value", 'give it without a value'],
    [['faceid', 'result', 'token', '--wait=false'], "option '--wait' takes no value", 'give it without a value'],
    [['compare', '--zzz'], "unknown option '--zzz'", 'see idv help compare'],
    [['--zzz'], "unknown option '--zzz'", 'see idv help'],
    [['faceid', 'rsult'], "unknown command 'rsult'", 'did you mean result?'],
    [['compare', '--action', 'shake'], "unknown option '--action'", 'did you mean --actions?'],
    [['compare', '--livenes', 'action'], "unknown option '--livenes'", 'did you mean --liveness?'],
    [['actions', 'show'], '<Action> is missing', 'see idv help actions show'],
    [['sign', 'diff', 'faceid', 'result', 'abc'], '--theirs: is missing', 'a file with the other party’s text'],
    [['completion'], '<shell> is missing', 'bash, zsh, fish or powershell'],
    [
      ['vision', 'compare', 'a.jpg', 'b.jpg'],
      'idv vision compare takes no bare words',
      'for example --image-a FILE --image-b FILE; see idv help',
    ],
    [['doctor', 'tencent', 'aliyun'], 'idv doctor takes one word', 'see idv help doctor'],
    [['config', 'list', 'all'], 'idv config list takes no bare words', 'see idv help config list'],
    [['actions', 'show', 'A', 'B'], "there is no action 'A B'", 'idv actions lists them'],
    [['actions', 'show', 'compar'], "there is no action 'compar'", 'did you mean compare'],
    [['sandbox', 'outcomes', 'spoof'], "there is no command 'spoof' that calls an action", 'choose it with --sandbox --outcome spoof'],
    [['sandbox', 'outcomes', 'faceid', 'rsult'], "there is no command 'faceid rsult' that calls an action", 'did you mean faceid result?'],
    [['explain', 'A', 'B'], 'idv explain takes one word, but there are more', 'see idv help explain'],
    [['help', 'faceid', 'rsult'], "there is no help on 'faceid rsult'", 'did you mean idv help faceid result?'],
    [['help', 'comapre'], "there is no help on 'comapre'", 'did you mean idv help compare?'],
    [['help', 'exit-code'], "there is no help on 'exit-code'", 'did you mean idv help exit-codes?'],
    [['help', 'zzz'], "there is no help on 'zzz'", 'see idv help'],
    [['comapre', '--help'], "unknown command 'comapre'", 'did you mean compare?'],
    [['vision', 'comapre', '--help'], "unknown command 'comapre'", 'did you mean compare?'],
    [['vision', 'zzz', '-h'], "unknown command 'zzz'", 'see idv help vision'],
    [['--json', 'zzz', '--help'], "unknown command 'zzz'", 'see idv help'],
    [['actions', 'zzz', '--help'], "unknown command 'zzz'", 'see idv help actions'],
    [['vision'], 'idv vision needs a command: compare, liveness', 'see idv help vision'],
    [['vision', ''], "unknown command ''", 'see idv help vision'],
    [[''], "unknown command ''", 'see idv help'],
    [['faceid', '--sandbox'], 'idv faceid needs a command: token, result', 'see idv help faceid'],
    [['--sandbox'], 'no command is given', 'see idv help'],
    [['faceid', 'result', '--zzz'], "unknown option '--zzz'", 'put -- before a value that begins with -'],
    [['faceid', 'result', '-zzz'], "unknown option '-z…'", 'put -- before a value that begins with -'],
    [['faceid', 'result', '-Z'], "unknown option '-Z'", 'put -- before a value that begins with -'],
    [['compare', '--secret-key=x'], "unknown option '--secret-key'", 'a key is never taken from a flag'],
    [['id', 'verify', '--accessKeySecret', 'x'], "unknown option '--accessKeySecret'", 'a key is never taken from a flag'],
  ])('is refused with a hint: %j', async (argv, sentence, hint) => {
    const { exitCode, err } = await run(argv);
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining(sentence) });
    expect(err).toContain(hint);
  });

  it('is refused without showing a key or token in the place of a flag', async () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{32,40}$/);
    const places = [
      (key: string) => ['compare', `--secret-key=${key}`],
      (key: string) => ['compare', `--tokn=${key}`],
      (key: string) => ['compare', `--${key}`],
      (key: string) => ['faceid', 'result', `-_${key}`],
      (key: string) => ['call', 'tencent', 'GetLivenessResult', `-x${key}`],
    ];
    await fc.assert(
      fc.asyncProperty(secret, fc.constantFrom(...places), async (key, place) => {
        const { exitCode, err } = await run(place(key));
        expect(exitCode).toBe(2);
        expect(err).not.toContain(key.slice(8));
      }),
      { numRuns: 50 },
    );
  });

  it('does not include a value that begins with - after --', async () => {
    const { exitCode, err } = await run(['faceid', 'result', '--sandbox', '--dry-run', '--', '-token']);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: expect.not.stringContaining('unknown option') });
  });
});

it('idv version prints what a bug report needs, and --version prints only the version', async () => {
  const printed = async (...argv: string[]) => {
    const runtime = memoryRuntime({ nodeVersion: '20.18.1' });
    expect(await main(argv, runtime, '1.2.3')).toBe(0);
    return runtime.out();
  };
  expect(JSON.parse(await printed('version', '--json'))).toEqual({ version: '1.2.3', node: '20.18.1', platform: 'linux' });
  expect(await printed('version')).toBe('idv 1.2.3, Node.js 20.18.1, linux\n');
  expect(await printed('--version')).toBe('1.2.3\n');
});

describe('help on request', () => {
  it.each([
    [[], 'Usage: idv'],
    [['--help'], 'Usage: idv'],
    [['help'], 'Usage: idv'],
    [['vision', '--help'], 'Usage: idv vision'],
    [['help', 'vision'], 'Usage: idv vision'],
    [['vision', 'compare', '-h'], 'Usage: idv vision compare'],
    [['actions', '--help'], 'Usage: idv actions'],
    [['compare', '--image', 'a.jpg', '--help'], 'Usage: idv compare'],
  ])('is printed with exit code 0 for %j', async (argv, usage) => {
    const runtime = memoryRuntime({});
    expect(await main(argv, runtime, '0.0.0')).toBe(0);
    expect(runtime.out()).toContain(usage);
  });
});

describe('a flag with one value', () => {
  it.each([
    [['vision', 'compare', '--image-a', 'nope.jpg', '--image-a', 'fixtures/portrait.jpg'], '--image-a: is given twice'],
    [
      ['vision', 'compare', '--image-a', 'nope.jpg', '--image-data-a', 'fixtures/portrait.jpg'],
      '--image-a and --image-data-a are one flag',
    ],
    [['vision', 'compare', '--image-data-a=x', '--image-a=y'], '--image-a: is given twice'],
    [['compare', '--liveness', 'silent', '--liveness-type', 'silent'], '--liveness and --liveness-type are one flag'],
    [['compare', '--region', 'a', '--image', 'x', '--region', 'a'], '--region: is given twice'],
    [['compare', '-o', 'json', '--output', 'yaml'], '-o and --output are one flag'],
    [['compare', '--dry-run', '--dry-run=curl'], '--dry-run: is given twice'],
    [['compare', '--threshold', '80', '--threshold', '90'], '--threshold: is given twice'],
    [['faceid', 'result', 't', '--wait-timeout', '1', '--wait-timeout', '2'], '--wait-timeout: is given twice'],
    [['vision', 'job', 'x', '--product', 'ocr', '--product', 'ocr'], '--product: is given twice'],
    [['web', 'token', '--config.auto-skip', '--no-config.auto-skip'], '--config.auto-skip: and --no-config.auto-skip are both given'],
    [['call', 'tencent', 'X', '--body', 'a', '--body', 'b'], '--body: is given twice'],
    [['actions', '-o', 'json', '-o', 'json'], '--output: is given twice'],
    [['explain', '1004', '--action', 'A', '--action', 'B'], '--action: is given twice'],
    [['sandbox', '--port', '1', '--port', '0'], '--port: is given twice'],
  ])('cannot be given twice: %j', async (argv, fault) => {
    const { exitCode, err } = await run(argv);
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining(fault) });
  });

  it.each([
    [['faceid', 'token', '-v', '-v', '--sandbox', '--sandbox', '--dry-run']],
    [['actions', '--json', '--json']],
    [['vision', 'liveness', '--image', 'fixtures/portrait.jpg', '--image', 'fixtures/portrait.png', '--sandbox', '--dry-run']],
  ])('differs from a flag without a value or with several values: %j', async (argv) => {
    const { exitCode, err } = await run(argv);
    expect(exitCode, err).toBe(0);
    expect(err).not.toContain('given');
  });
});

describe('a problem', () => {
  it.each([
    [['id', 'verify', '--resource-code', 'abc'], '--resource-code: '],
    [['id', 'verify', '--resource-code=abc'], '--resource-code: '],
    [['id', 'verify', '--country', 'abc'], '--country: '],
    [['compare', '--liveness-type', 'abc'], '--liveness-type: '],
    [['vision', 'compare', '--image-data-a', 'nope.jpg'], '--image-data-a: nope.jpg does not exist'],
    [['vision', 'compare'], '--image-a: is required'],
  ])('is reported for the flag that was typed: %j', async (argv, blamed) => {
    expect((await run([...argv, '--sandbox'])).err).toContain(blamed);
  });
});

describe('an endpoint', () => {
  const verify = ['id', 'verify', '--ref-face', 'fixtures/portrait.jpg', '--auth-face', 'nowhere.jpg', '--country', 'vn'];

  it('with plain http is refused in a dry run too, together with all other problems', async () => {
    const { err } = await run([...verify, '--endpoint', 'http://saf.ap-southeast-1.aliyuncs.com', '--dry-run=curl']);
    expect(err).toContain('--endpoint');
    expect(err).toContain('--auth-face');
  });

  it.each(['https://facebody.cn-shanghai.aliyuncs.com', 'facebody.example', 'https://127.0.0.1.example'])(
    'on another machine is refused with --sandbox: %s',
    async (endpoint) => {
      const { err } = await run([...verify, '--sandbox', '--endpoint', endpoint]);
      expect(err).toContain('--endpoint: is not on this machine, but a sandbox is always local');
    },
  );

  it.each(['http://127.0.0.1:1', 'http://localhost:1', 'http://[::1]:1', 'http://127.1:1', 'https://127.9.9.9'])(
    'on this machine is accepted with --sandbox: %s',
    async (endpoint) => {
      const { exitCode, err } = await run([...verify, '--sandbox', '--endpoint', endpoint]);
      // Only the photo is missing.
      expect(exitCode).toBe(4);
      expect(err).toContain('error --auth-face: nowhere.jpg does not exist\n');
      expect(err).not.toContain('--endpoint');
    },
  );
});
