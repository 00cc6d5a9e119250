import { execFile } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ignoringErrors, standardStream } from '../src/standard-stream.ts';

let folder: string;
let fds: number[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'idv-stream-'));
  fds = [];
});
afterEach(() => {
  for (const fd of fds) closeSync(fd);
  rmSync(folder, { recursive: true });
});

function opened(path: string, flags: string | number): number {
  const fd = openSync(path, flags);
  fds.push(fd);
  return fd;
}

const never = (): never => {
  throw new Error('the stream of Node was loaded');
};

/** A stream of Node that passes each piece to `write`. */
const nodeStream = (write: (text: string, done: (error?: Error | null) => void) => void, more: object = {}): NodeJS.WriteStream =>
  Object.assign(
    new Writable({ decodeStrings: false, write: (chunk, _encoding, done) => write(String(chunk), done) }),
    more,
  ) as unknown as NodeJS.WriteStream;

const failing = (code: string) => nodeStream((_text, done) => done(Object.assign(new Error(code), { code })));

/** The number of bytes that a pipe holds before its reader takes any. */
const pipeBytes = 65_536;
const tooMuch = `${'x'.repeat(pipeBytes)}rest`;

/** A pipe that no process reads. Opening it does not wait for a reader. */
async function pipe(): Promise<number> {
  const path = join(folder, 'fifo');
  await promisify(execFile)('mkfifo', [path]);
  return opened(path, constants.O_RDWR | constants.O_NONBLOCK);
}

describe('a standard stream', () => {
  it('that is a file gets all that is written, in order, without a stream of Node', async () => {
    const path = join(folder, 'out');
    const stream = standardStream(opened(path, 'w'), never);
    stream.write('é1\n');
    stream.write(Buffer.from([0, 255]));
    stream.write('');
    stream.write('x'.repeat(300_000));
    await stream.finish();
    expect(readFileSync(path)).toEqual(Buffer.concat([Buffer.from('é1\n'), Buffer.from([0, 255]), Buffer.alloc(300_000, 'x')]));
    expect({ isTTY: stream.isTTY, columns: stream.columns }).toEqual({ isTTY: false, columns: undefined });
  });

  it('that cannot be written throws an error at each write and at the end', async () => {
    const stream = standardStream(opened('/dev/full', 'w'), () => nodeStream(() => undefined));
    for (let time = 0; time < 2; time += 1) {
      expect(() => stream.write('x')).toThrow(
        expect.objectContaining({ category: 'output', exitCode: 24, message: 'standard output cannot be written (ENOSPC)' }),
      );
    }
    await expect(stream.finish()).rejects.toMatchObject({ category: 'output' });
  });

  it('that is a pipe with room gets all that is written, without a stream of Node', async () => {
    const fd = await pipe();
    const stream = standardStream(fd, never);
    stream.write('é');
    stream.write('b');
    await stream.finish();
    const read = Buffer.alloc(10);
    expect(read.toString('utf8', 0, readSync(fd, read))).toBe('éb');
  });

  it('that is a full pipe is continued by a stream of Node, in order, and finish waits for it', async () => {
    const written: string[] = [];
    let release = (): void => undefined;
    const stream = standardStream(await pipe(), () =>
      nodeStream((text, done) => {
        written.push(text);
        release = done;
      }),
    );
    stream.write(tooMuch);
    stream.write('after');
    let isFinished = false;
    const finished = stream.finish().then(() => {
      isFinished = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect({ written, isFinished }).toEqual({ written: ['rest'], isFinished: false });
    for (let piece = 0; piece < 3; piece += 1) {
      release();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await finished;
    expect(written).toEqual(['rest', 'after', '']);
  });

  it('that is a pipe reports a late failure at the next write and at the end', async () => {
    const stream = standardStream(await pipe(), () => failing('EIO'));
    stream.write(tooMuch);
    await new Promise((resolve) => setImmediate(resolve));
    expect(() => stream.write('b')).toThrow(expect.objectContaining({ message: 'standard output cannot be written (EIO)' }));
    await expect(stream.finish()).rejects.toMatchObject({ exitCode: 24 });
  });

  it('whose reader has closed it does not fail', async () => {
    const late = standardStream(await pipe(), () => failing('EPIPE'));
    late.write(tooMuch);
    await new Promise((resolve) => setImmediate(resolve));
    late.write('b');
    await late.finish();
    const path = join(folder, 'gone');
    await promisify(execFile)('mkfifo', [path]);
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stream = standardStream(opened(path, 'w'), never);
    closeSync(reader);
    stream.write('a');
    stream.write('b');
    await stream.finish();
  });

  it('to which nothing was written needs no stream of Node', async () => {
    await standardStream(await pipe(), never).finish();
  });

  it('that is a terminal has its width', () => {
    const terminal = nodeStream((_text, done) => done(), { isTTY: true, columns: 77 });
    const stream = standardStream(opened('/dev/null', 'w'), () => terminal);
    expect({ isTTY: stream.isTTY, columns: stream.columns }).toEqual({ isTTY: true, columns: 77 });
  });
});

it('a lossy stream never fails', async () => {
  const stream = ignoringErrors(standardStream(opened('/dev/full', 'w'), () => nodeStream(() => undefined)));
  stream.write('x');
  await stream.finish();
  expect({ isTTY: stream.isTTY, columns: stream.columns }).toEqual({ isTTY: false, columns: undefined });
});
