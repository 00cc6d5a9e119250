import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorLines, errorOf } from '../support/standard-error.ts';
import { cells, expectedOf, nameOf, roleOf } from './cells.ts';
import { picture, requestId, token } from './kinds.ts';
import { type Cell, canaries, runCell } from './run-cell.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

type Ran = Awaited<ReturnType<typeof runCell>>;

/** The output has no secret and no part of a photo, even if an answer repeats the request. No partial file is left. */
function expectNoLeak({ out, err, files }: Ran): void {
  for (const canary of [...canaries, picture.toString('base64').slice(0, 60)]) expect(`${out}${err}`).not.toContain(canary);
  expect(files.filter((name) => name.endsWith('.part'))).toEqual([]);
}

/** A call that is paid or issues a token reaches the service at most once, or three times if the service says that it did nothing. */
function expectPaidOnce({ kind, fault }: Cell, { arrivals }: Ran): void {
  const isThrottled = fault.is === 'throttled' || fault.is === 'service throttled';
  kind.requests.forEach(({ role }, step) => {
    if (role === 'paid' || role === 'issue') expect(arrivals[step]).toBeLessThanOrEqual(isThrottled ? 3 : 1);
  });
}

/** Standard output has one result if the answer arrived, and is empty otherwise. */
function expectOutput(cell: Cell, { out, err }: Ran, exitCode: number): void {
  const came = exitCode === 0 || roleOf(cell).startsWith('file');
  if (came) {
    expect(JSON.parse(out)).toMatchObject({ requestId });
    if (cell.kind.argv[0] !== 'call') expect(JSON.parse(out).verdict ?? 'pass').toBe('pass');
  } else expect(out).toBe('');
  if (exitCode === 0) expect(errorOf(err)).toBeUndefined();
}

/** The error of a failure is complete, is true, and says what to do next. */
function expectWords(cell: Cell, { err }: Ran): void {
  const { exitCode, retryable, billed } = expectedOf(cell);
  const role = roleOf(cell);
  const error = errorOf(err);
  expect(error).toMatchObject({ exitCode, retryable, billed, hint: expect.stringMatching(/./), message: expect.stringMatching(/./) });
  if (role !== 'upload') expect(error?.docsUrl).toMatch(/^https:/);
  if (role === 'paid' && [22, 23, 32].includes(exitCode)) expect(error?.hint).toContain('billed');
  if (role === 'poll after issue') expect(error?.hint).toContain(`\`idv liveness result ${token} --wait`);
  if (role.startsWith('file')) expect(error).toMatchObject({ requestId, hint: expect.stringContaining('the verdict was pass') });
  if (cell.fault.is === 'service failed' || cell.fault.is === 'service refused') expect(error?.requestId).toBe('r-00000000');
  if (cell.fault.is !== 'stopped' && String(error?.hint).includes('safe to run')) expect(retryable).toBe(true);
}

describe.each([...new Set(cells.map(({ kind }) => kind.name))])('%s', (name) => {
  it.each(cells.filter(({ kind }) => kind.name === name).map((cell) => [nameOf(cell), cell] as const))(
    'ends as the table says: %s',
    async (_name, cell) => {
      const ran = await runCell(cell);
      const { exitCode } = expectedOf(cell);
      expect(ran.exitCode, ran.err).toBe(exitCode);
      // Each line is one object with --json: a notice, or the error as the last line.
      const lines = errorLines(ran.err).map((line) => Object.keys(line));
      expect(lines.slice(0, -1)).toEqual(lines.slice(0, -1).map(() => ['notice']));
      expect(lines.slice(-1)).toEqual(exitCode === 0 ? lines.slice(-1).map(() => ['notice']) : [['error']]);
      expectNoLeak(ran);
      expectPaidOnce(cell, ran);
      expectOutput(cell, ran, exitCode);
      if (exitCode !== 0) expectWords(cell, ran);
    },
  );
});

it('at least 600 combinations of a fault and a request are tested', () => {
  expect(cells.length).toBeGreaterThanOrEqual(600);
});
