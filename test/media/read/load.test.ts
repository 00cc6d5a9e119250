import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MediaLimits } from '../../../src/core/declare/params.ts';
import { type LoadedMedia, loadMedia, type MediaIo } from '../../../src/media/read/load.ts';
import { fixture, jpegOfSize } from '../../support/media-samples.ts';

const jpeg = fixture('portrait.jpg');
const base64 = jpeg.toString('base64');

const disk: MediaIo = {
  readFile: (path) => readFile(path),
  stat: (path) => stat(path),
  readStdin: () => Promise.reject(new Error('not read here')),
};

/** A disk that returns this content for every path. */
const holding = (content: Buffer | string): MediaIo => {
  const bytes = Buffer.from(content);
  return {
    ...disk,
    readFile: async () => bytes,
    stat: async () => ({ size: bytes.length, isDirectory: () => false, isFile: () => true, isFIFO: () => false }),
  };
};

const failing = (code: string): MediaIo => ({
  ...disk,
  stat: () => Promise.reject(Object.assign(new Error(`${code}: secret detail`), { code })),
});

async function loaded(source: string, io: MediaIo): Promise<LoadedMedia> {
  const result = await loadMedia(source, io);
  if ('problem' in result) throw new Error(result.problem.message);
  return result;
}

async function problemOf(source: string, io: MediaIo) {
  const result = await loadMedia(source, io);
  if (!('problem' in result)) throw new Error('it was loaded');
  return result.problem;
}

describe('loadMedia from a disk', () => {
  let dir: string;
  let path: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'idv-load-'));
    path = join(dir, 'a b%20c.jpg');
    await writeFile(path, jpeg);
    await writeFile(join(dir, 'empty.jpg'), '');
    await mkdir(join(dir, 'folder'));
  });
  afterAll(() => rm(dir, { recursive: true }));

  it('reads a path and a file URL', async () => {
    for (const source of [path, pathToFileURL(path).href]) {
      const media = await loaded(source, disk);
      expect(media.bytes.equals(jpeg)).toBe(true);
      expect(media).toMatchObject({ label: path, notices: [], probe: { format: 'jpeg' } });
    }
  });

  it('has separate messages for a missing file, a folder and an empty file', async () => {
    const missing = join(dir, 'missing.jpg');
    expect(await problemOf(missing, disk)).toEqual({ message: `${missing} does not exist`, hint: 'check the path and the current folder' });
    expect((await problemOf(join(path, 'below.jpg'), disk)).message).toMatch(/does not exist$/);
    expect((await problemOf(join(dir, 'folder'), disk)).message).toMatch(/ is a folder$/);
    expect((await problemOf(join(dir, 'empty.jpg'), disk)).message).toMatch(/ is empty$/);
  });
});

describe('loadMedia, refusing', () => {
  it.each([
    ['EACCES', 'a.jpg may not be read'],
    ['EPERM', 'a.jpg may not be read'],
    ['EISDIR', 'a.jpg is a folder'],
    ['EIO', 'a.jpg cannot be read (EIO)'],
    ['ENAMETOOLONG', 'a.jpg is too long for a path'],
  ])('explains the error %s: %s', async (code, message) => {
    const problem = await problemOf('a.jpg', failing(code));
    expect(problem.message).toBe(message);
    expect(problem.hint).toMatch(/\w[^.]$/);
  });

  it('refuses a file over 64 MiB without reading it', async () => {
    const io: MediaIo = {
      ...disk,
      stat: async () => ({ size: 64 * 2 ** 20 + 1, isDirectory: () => false, isFile: () => true, isFIFO: () => false }),
      readFile: () => Promise.reject(new Error('it was read')),
    };
    expect((await problemOf('big.mp4', io)).message).toBe('big.mp4 has more than 64 MiB, which no service accepts');
  });

  const photo: MediaLimits = { kind: 'image', formats: ['jpeg', 'png'], maxBase64Bytes: 3 * 2 ** 20 };

  it('names the limit of the service for a file that is too large, without reading the file', async () => {
    const io: MediaIo = {
      ...disk,
      stat: async () => ({ size: 70 * 2 ** 20, isDirectory: () => false, isFile: () => true, isFIFO: () => false }),
      readFile: () => Promise.reject(new Error('it was read')),
    };
    expect(await loadMedia('big.jpg', io, photo)).toEqual({
      problem: {
        message: 'the file is too large: 93.3 MiB after base64 encoding, limit 3 MiB',
        hint: 'use a file of at most 2,359,296 bytes',
        command: expect.stringContaining("convert 'big.jpg[0]'"),
      },
    });
    const endless: MediaIo = { ...disk, readStdin: async () => Buffer.alloc(64 * 2 ** 20 + 1) };
    expect(await loadMedia('-', endless, photo)).toMatchObject({
      problem: { message: 'the file is too large: more than 85.3 MiB after base64 encoding, limit 3 MiB' },
    });
  });

  it('does not read the size of a picture that is too large', async () => {
    const media = await loadMedia('big.jpg', holding(jpegOfSize(2_359_297)), photo);
    expect(media).toMatchObject({ probe: { format: 'jpeg', faults: [] } });
    expect(media).not.toHaveProperty('probe.width');
    expect(await loadMedia('big.jpg', holding(jpegOfSize(2_359_296)), photo)).toHaveProperty('probe.width', 512);
  });

  it('does not decode base64 text above the limit, and decodes text at the limit', async () => {
    const text = jpegOfSize(4 * 2 ** 20).toString('base64');
    expect(await loadMedia('big.txt', holding(text), photo)).toMatchObject({
      problem: { message: 'the file is too large: more than 5.3 MiB after base64 encoding, limit 3 MiB' },
    });
    const uri = await loadMedia('big.txt', holding(`data:image/jpeg;base64,${text}`), photo);
    expect(uri).toMatchObject({ problem: { message: expect.stringContaining('limit 3 MiB') } });
    expect(await loadMedia('big.txt', holding(text))).toMatchObject({ probe: { format: 'jpeg' } });
    const most = jpegOfSize(2_359_296).toString('base64').replace(/.{64}/g, '$&\r\n');
    expect(await loadMedia('most.txt', holding(most), photo)).toMatchObject({ probe: { format: 'jpeg', faults: [] } });
  });

  it.each(['https://example.com/a.jpg', 'HTTP://example.com/a.jpg'])('refuses %s, and says to download it', async (source) => {
    expect(await problemOf(source, disk)).toEqual({
      message: 'a URL is given, and the service takes none here',
      hint: 'download it first and give the path',
    });
  });

  it('refuses an empty path and a file URL without a usable path', async () => {
    expect((await problemOf('', disk)).message).toBe('the path is empty');
    expect((await problemOf('file:///a%2Fb', disk)).message).toMatch(/is not a usable file URL$/);
  });

  it('shows only the start of base64 text that was given as a path, and no control characters', async () => {
    const { message } = await problemOf(base64, failing('ENAMETOOLONG'));
    expect(message).toBe(`${base64.slice(0, 32)}… is too long for a path`);
    expect((await problemOf('a\x1b[31m.jpg', failing('ENOENT'))).message).toBe('a?[31m.jpg does not exist');
  });
});

describe('loadMedia from standard input', () => {
  it('reads it if the path is a dash', async () => {
    const media = await loaded('-', { ...disk, readStdin: async () => jpeg });
    expect(media).toMatchObject({ label: 'standard input', probe: { format: 'jpeg' } });
  });

  it('reports that standard input is empty', async () => {
    expect((await problemOf('-', { ...disk, readStdin: async () => Buffer.alloc(0) })).message).toBe('standard input is empty');
  });
});

describe('loadMedia of base64', () => {
  const wrapped = `${base64.replace(/.{76}/g, '$&\r\n')}\n`;
  const urlSafe = base64.replaceAll('+', '-').replaceAll('/', '_');

  it.each([
    ['on one line', base64],
    ['in lines', wrapped],
    ['in the URL-safe alphabet', urlSafe],
    ['without padding', base64.replace(/=+$/, '')],
  ])('decodes it %s, with a notice', async (_, text) => {
    const media = await loaded('a.txt', holding(text));
    expect(media.bytes.equals(jpeg)).toBe(true);
    expect(media.notices).toEqual(['a.txt holds base64 text, decoded to 64655 bytes of image/jpeg']);
  });

  it.each([
    ['a short word in base64 letters', '/9j/4AAQ'],
    ['base64 of something else', Buffer.from('no picture at all, '.repeat(20)).toString('base64')],
    ['base64 with other text', `image: ${base64}`],
  ])('does not decode %s', async (_, text) => {
    const media = await loaded('a.txt', holding(text));
    expect(media).toMatchObject({ notices: [], probe: { format: 'text' } });
    expect(media.bytes.toString()).toBe(text);
  });

  it('decodes a data URI, in a file or instead of a path', async () => {
    const uri = `data:image/jpeg;charset=x;base64,${base64}`;
    const inFile = await loaded('a.txt', holding(`${uri}\n`));
    const direct = await loaded(uri, disk);
    expect(inFile.bytes.equals(jpeg)).toBe(true);
    expect(direct.bytes.equals(jpeg)).toBe(true);
    expect(inFile.notices).toEqual(['a.txt holds a data URI, decoded to 64655 bytes of image/jpeg']);
    expect(direct).toMatchObject({ label: 'data URI', notices: ['data URI holds base64 text, decoded to 64655 bytes of image/jpeg'] });
  });

  it.each(['data:image/jpeg,abc', 'data:image/jpeg;base64,', 'data:image/jpeg;base64,*'])('refuses %s without showing it', async (uri) => {
    expect((await problemOf(uri, disk)).message).toBe('data URI holds no readable base64');
  });
});

describe('loadMedia of a device', () => {
  it('refuses it, because it may have no end', async () => {
    const loaded = await loadMedia('/dev/zero', disk);
    expect(loaded).toMatchObject({ problem: { message: '/dev/zero is a device, not a file' } });
  });
});
