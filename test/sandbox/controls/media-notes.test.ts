import { describe, expect, it } from 'vitest';
import { type Media, mediaNote } from '../../../src/core/http.ts';
import { createNotes } from '../../../src/sandbox/controls/media-notes.ts';

const file = (seed: number, length = 1000): Media => ({ bytes: Buffer.alloc(length, seed), mediaType: 'image/jpeg' });

describe('notes of media', () => {
  it('are the same for the same file, at any time and in any order', () => {
    const noteOf = createNotes();
    const files = Array.from({ length: 90 }, (_none, seed) => file(seed, 100 + (seed % 3)));
    for (const some of [files, files.slice(0, 40), files.slice(20, 50), files])
      for (let round = 0; round < 3; round += 1) for (const each of some) expect(noteOf(each)).toBe(mediaNote(each));
  });

  it('describe what the memory contains now, because memory is used again', () => {
    const noteOf = createNotes();
    const memory = Buffer.alloc(1000, 1);
    const media = { bytes: memory, mediaType: 'image/jpeg' };
    for (let round = 0; round < 3; round += 1) noteOf(media);
    memory.fill(2);
    expect(noteOf(media)).toBe(mediaNote(file(2)));
    expect(noteOf(file(1))).toBe(mediaNote(file(1)));
  });

  it('name the type of file that was found this time', () => {
    const noteOf = createNotes();
    for (let round = 0; round < 3; round += 1) noteOf(file(1));
    expect(noteOf({ ...file(1), mediaType: 'image/png' })).toContain('<image/png, 1000 bytes');
  });
});
