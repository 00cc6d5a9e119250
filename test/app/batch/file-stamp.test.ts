import { describe, expect, it } from 'vitest';
import { stampOf } from '../../../src/app/batch/manifest/file-stamp.ts';

const nowMs = 1_800_000_000_000;
const file = { ino: 7, size: 64_655, mtimeMs: nowMs - 90_000.5, ctimeMs: nowMs - 60_000.25 };
const other = { ino: 8, size: 113_633, mtimeMs: nowMs - 91_000.5, ctimeMs: nowMs - 61_000.25 };

describe('the stamp of files', () => {
  it('stays the same as long as the files do, in whatever order they are read', () => {
    expect(stampOf([file, other], nowMs)).toMatch(/^[0-9a-f]{32}$/);
    expect(stampOf([other, file], nowMs + 5000)).toBe(stampOf([file, other], nowMs));
  });

  it.each([
    ['inode', { ino: 9 }],
    ['size', { size: 64_656 }],
    ['time of the content', { mtimeMs: file.mtimeMs + 0.25 }],
    ['time of the last change', { ctimeMs: file.ctimeMs + 7.5 }],
  ])('changes with the %s of one of them', (_, change) => {
    expect(stampOf([{ ...file, ...change }, other], nowMs)).not.toBe(stampOf([file, other], nowMs));
  });

  it.each([
    ['there are no files', []],
    ['a file has just changed, and may change again within the same tick', [other, { ...file, ctimeMs: nowMs - 1999.5 }]],
    ['a file changes in the future, by the clock of its server', [{ ...file, ctimeMs: nowMs + 100.5 }]],
    ['the clock of the file system has whole seconds only', [{ ...file, ctimeMs: nowMs - 60_000 }]],
  ])('is not known where %s', (_, files) => {
    expect(stampOf(files, nowMs)).toBeUndefined();
  });
});
