import { describe, expect, it } from 'vitest';
import { parseText } from '../../../src/config/files/parse-text.ts';
import { failureOf } from '../config-world.ts';

describe('parseText', () => {
  it.each([
    ['.faceidrc', 'output: json # comment\n', { output: 'json' }],
    ['.faceidrc', '{\n\t"output": "json"\n}', { output: 'json' }],
    ['.faceidrc.json', '{"output": "json"}', { output: 'json' }],
    ['.faceidrc.yml', 'output: json', { output: 'json' }],
    ['.faceidrc.yaml', '# nothing yet\n', {}],
    ['.faceidrc', '', {}],
    ['config', 'null', {}],
  ])('reads %s with the text %j', async (name, text, expected) => {
    expect(parseText(`/h/${name}`, text)).toEqual(expected);
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
  ])('refuses %s with error %#, and does not quote the text', async (name, text, message) => {
    const failure = await failureOf(Promise.resolve().then(() => parseText(`/h/${name}`, text)));
    expect(failure).toMatchObject({ category: 'config', text: expect.stringContaining(`/h/${name}: ${message}`) });
    expect(failure.text).not.toContain('hunter2');
  });
});
