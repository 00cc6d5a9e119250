import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
let home: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'idv-completion-'));
  await mkdir(join(home, 'bin'));
  await writeFile(join(home, 'bin/idv'), `#!/bin/sh\nexec '${process.execPath}' '${join(process.cwd(), 'bin/idv.js')}' "$@"\n`);
  await chmod(join(home, 'bin/idv'), 0o755);
  const profiles = { work: { provider: 'tencent', region: 'ap-singapore' }, other: { provider: 'aliyun' } };
  await writeFile(join(home, '.faceidrc'), JSON.stringify({ profiles }), { mode: 0o600 });
  for (const file of ['photo.jpg', 'clip.mp4', 'notes.txt']) await writeFile(join(home, file), 'x');
  await mkdir(join(home, 'pictures'));
  env = { PATH: `${join(home, 'bin')}:${process.env.PATH}`, HOME: home, TERM: 'xterm' };
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** A line, candidates that must be proposed for it, and candidates that must not be. */
const cases: readonly (readonly [line: string, some: readonly string[], none: readonly string[]])[] = [
  ['idv vis', ['vision'], ['compare']],
  ['idv vision ', ['compare', 'liveness', 'card'], ['--image']],
  ['idv compare --thr', ['--threshold'], ['--image']],
  ['idv compare --liveness ', ['silent', 'action', 'lip'], []],
  ['idv compare --image ', ['photo.jpg'], ['clip.mp4', 'notes.txt']],
  ['idv compare --video cl', ['clip.mp4'], ['photo.jpg']],
  ['idv compare --profile ', ['work', 'other'], []],
  ['idv compare --region ap-s', ['ap-singapore'], []],
  ['idv compare --sandbox --outcome low', ['low-similarity'], []],
  ['idv actions show CompareFaceL', ['CompareFaceLiveness'], []],
  ['idv faceid result abc -o ', ['json', 'yaml', 'table', 'text'], []],
  ['idv help exit', ['exit-codes'], []],
  ['idv completion z', ['zsh'], []],
];

const inBash = async (line: string): Promise<string[]> => {
  const script = `source <(idv completion bash); COMP_LINE=$1 COMP_POINT=\${#1}; _idv; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return (await run('bash', ['--norc', '-c', script, 'bash', line], { env, cwd: home })).stdout.trimEnd().split('\n');
};

const inFish = async (line: string): Promise<string[]> => {
  const { stdout } = await run('fish', ['--no-config', '-c', 'idv completion fish | source; complete -C $argv[1]', line], {
    env,
    cwd: home,
  });
  return stdout
    .trimEnd()
    .split('\n')
    .map((row) => row.split('\t')[0] ?? '');
};

describe.each([
  ['bash', inBash],
  ['fish', inFish],
] as const)('%s completes', (_, complete) => {
  it.each(cases)('the line %s', async (line, some, none) => {
    const found = await complete(line);
    expect(found).toEqual(expect.arrayContaining([...some]));
    for (const other of none) expect(found).not.toContain(other);
  });
});

describe('bash', () => {
  it('proposes only the part after an equals sign', async () => {
    expect(await inBash('idv compare --liveness=s')).toEqual(['silent']);
  });
});

/** Types into a real line editor, and returns the line after the tab key. */
const inZsh = async (line: string): Promise<string> => {
  const script = `
    zmodload zsh/zpty
    zpty shell zsh -f -i
    zpty -w shell 'PS1=; autoload -Uz compinit && compinit -u -D; setopt noautolist; source <(idv completion zsh); print READY'
    zpty -r shell out '*READY*READY*'
    zpty -w shell 'show() { print -r -- "<\${BUFFER}>"; zle .accept-line }; zle -N show; bindkey "^X" show; print BOUND'
    zpty -r shell out '*BOUND*BOUND*'
    zpty -w -n shell "$1"$'\\t\\x18'
    zpty -r shell out '*<*>*'
    print -r -- "$out"
    zpty -d shell`;
  const { stdout } = await run('zsh', ['-f', '-c', script, 'zsh', line], { env, cwd: home });
  return /<([^>]*)>/.exec(stdout)?.[1] ?? stdout;
};

describe('zsh completes', () => {
  it.each([
    ['idv vis', 'idv vision '],
    ['idv vision li', 'idv vision liveness '],
    ['idv compare --thr', 'idv compare --threshold '],
    ['idv compare --liveness si', 'idv compare --liveness silent '],
    ['idv compare --video cl', 'idv compare --video clip.mp4 '],
    ['idv compare --profile wo', 'idv compare --profile work '],
    ['idv actions show CompareFaceL', 'idv actions show CompareFaceLiveness '],
  ])('the line %s to %s', async (line, completed) => expect(await inZsh(line)).toBe(completed), 60_000);
});
