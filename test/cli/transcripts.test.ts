import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { memoryRuntime, ownKeys } from '../support/memory-runtime.ts';

/**
 * A transcript is a shell session: `$ idv …`, then standard output, then standard error with `! ` before each line,
 * then `exit N` if N is not 0. After a change of wording, `IDV_WRITE_TRANSCRIPTS=1 npx vitest run test/cli/transcripts.test.ts`
 * writes the new output. Read every difference.
 */
const folder = join(import.meta.dirname, '..', 'transcripts');

const words = (line: string): string[] => [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

/** Ports and temporary folders differ in each run. */
const steady = (text: string): string => text.replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT').replace(/[^\s']*\/idv-\w{6}\//g, 'FOLDER/');

/** A command that would call a vendor needs a key of the user. For the others, the key of the sandbox is enough. */
const isSent = (command: string): boolean => !/ --(sandbox|dry-run)| (config|sign) /.test(command);

async function play(command: string): Promise<string> {
  const runtime = memoryRuntime(isSent(command) ? { env: ownKeys } : {});
  const exitCode = await main(words(command).slice(1), runtime, '0.0.0');
  const err =
    runtime.err() === ''
      ? ''
      : `${runtime
          .err()
          .trimEnd()
          .split('\n')
          .map((line) => `! ${line}`)
          .join('\n')}\n`;
  const out = runtime.out() === '' || runtime.out().endsWith('\n') ? runtime.out() : `${runtime.out()}\n`;
  return steady(`$ ${command}\n${out}${err}${exitCode === 0 ? '' : `exit ${exitCode}\n`}`);
}

describe('transcripts', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));

  it('exist', () => {
    expect(files.length).toBeGreaterThan(0);
  });

  it.each(files)('%s is what idv prints now', async (name) => {
    const path = join(folder, name);
    const recorded = readFileSync(path, 'utf8');
    const commands = recorded
      .split('\n')
      .filter((line) => line.startsWith('$ '))
      .map((line) => line.slice(2));
    const played: string[] = [];
    for (const command of commands) played.push(await play(command));
    const now = played.join('\n');
    if (process.env.IDV_WRITE_TRANSCRIPTS === '1') writeFileSync(path, now);
    else expect(now).toBe(recorded);
  });
});
