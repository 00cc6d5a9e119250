import { describe, expect, it } from 'vitest';
import { factsOf, mediaFacts } from '../../../src/cli/catalogue/param-facts.ts';

describe('mediaFacts', () => {
  it('names the limits that the vendor publishes, and nothing else', () => {
    expect(
      mediaFacts({ kind: 'image', formats: ['jpeg', 'png', 'bmp', 'webp'], maxFileBytes: 5 * 2 ** 20, minSidePx: 32, maxSidePx: 4096 }),
    ).toEqual(['JPEG, PNG, BMP, WEBP', 'at most 5 MB', '32 to 4096 pixels a side']);
    expect(mediaFacts({ kind: 'video', formats: ['mp4'], maxBase64Bytes: 8 * 2 ** 20, minDurationMs: 2000 })).toEqual([
      'MP4',
      'at most 8 MB as base64',
      'at least 2 s',
    ]);
    expect(mediaFacts({ kind: 'image', formats: ['jpeg'], minSidePx: 15 })).toEqual(['JPEG', 'at least 15 pixels a side']);
    expect(mediaFacts({ kind: 'image', formats: ['jpeg'] })).toEqual(['JPEG']);
  });
});

describe('factsOf', () => {
  const description = { name: 'A', flag: '--a', type: 'String', required: false, help: '' };

  it('is empty for a parameter without limits', () => expect(factsOf(description)).toEqual([]));

  it('names values, limits and the source of a value', () => {
    expect(
      factsOf({ ...description, values: { 1: ['one'], B: [] }, maxItems: 2, default: '1', sensitive: true, since: '2026-08' }),
    ).toEqual(['1 = one, B', 'up to 2 of them', 'service’s default 1', 'masked', 'since 2026-08']);
    expect(factsOf({ ...description, minimum: 0, maximum: 9 })).toEqual(['0 to 9']);
    expect(factsOf({ ...description, minimum: 1, fallback: '2' })).toEqual(['at least 1', 'idv sends 2 automatically']);
    expect(factsOf({ ...description, maxLength: 5, fixed: 'x', retired: '2020' })).toEqual([
      'at most 5 characters',
      'always x',
      'retired 2020',
    ]);
  });
});
