import { describe, expect, it } from 'vitest';
import { readConfigFile } from '../../src/config/search.ts';
import { configWorld, failureOf } from './config-world.ts';

describe('readConfigFile', () => {
  it.each([
    ['.faceidrc', 'output: json # comment\n', { output: 'json' }],
    ['.faceidrc', '{\n\t"output": "json"\n}', { output: 'json' }],
    ['.faceidrc', '\uFEFF{"output": "json"}', { output: 'json' }],
    ['.faceidrc.json', '\uFEFF{"output": "json"}', { output: 'json' }],
    ['.faceidrc.yml', 'output: json', { output: 'json' }],
    ['.faceidrc.yaml', '# nothing yet\n', {}],
    ['.faceidrc', '', {}],
    ['config', 'null', {}],
  ])('%s: %j', async (name, text, expected) => {
    const { write } = await configWorld();
    expect(await readConfigFile(await write(name, text))).toEqual(expected);
  });

  it.each([
    ['.faceidrc', 'a: 1\nb: *hunter2\n', 'not valid YAML at line 2, column 12'],
    ['.faceidrc', 'a: 1\n b: hunter2\n', 'not valid YAML at line 2, column 3'],
    ['.faceidrc.yaml', 'a: 1\na: hunter2\n', 'not valid YAML at line 2, column 1'],
    ['.faceidrc.yaml', 'a: !!js/function hunter2', 'not valid YAML at line 1'],
    ['.faceidrc.yaml', '--- hunter2\n--- hunter2', 'not valid YAML'],
    ['.faceidrc.yaml', '['.repeat(50_000), 'not valid YAML'],
    ['.faceidrc.json', '{"a": 1,\n "b" hunter2}', 'not valid JSON at line 2, column 6'],
    ['.faceidrc.json', '{"a": "hunter2"', 'not valid JSON at line 1, column 16'],
    ['.faceidrc.json', '{"a": {"$import": "hunter2"}}', '$import is not supported'],
    ['.faceidrc.yaml', 'a: &x [{ $import: hunter2 }, *x]', '$import is not supported'],
  ])('%s, fault %#, is refused and never quoted', async (name, text, message) => {
    const { write } = await configWorld();
    const path = await write(name, text);
    const failure = await failureOf(readConfigFile(path));
    expect(failure).toMatchObject({ category: 'config', text: expect.stringContaining(`${path}: ${message}`) });
    expect(failure.text).not.toContain('hunter2');
  });

  it('says when a file cannot be read', async () => {
    const { home } = await configWorld();
    expect((await failureOf(readConfigFile(home))).text).toContain('cannot be read (EISDIR)');
    expect((await failureOf(readConfigFile(`${home}/gone`))).text).toContain('cannot be read (ENOENT)');
  });
});
