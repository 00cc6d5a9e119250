import { describe, expect, it } from 'vitest';
import { withChapter } from '../../bench/draw/page-chapter.mjs';

describe('withChapter', () => {
  const page = 'before\n<!-- table -->\nold\n<!-- end of table -->\nafter\n';

  it('replaces the lines of the chapter and keeps the rest, also the second time', () => {
    const once = withChapter(page, 'table', ['new', 'lines']);
    expect(once).toBe('before\n<!-- table -->\n\nnew\nlines\n\n<!-- end of table -->\nafter\n');
    expect(withChapter(once, 'table', ['new', 'lines'])).toBe(once);
  });

  it('refuses a page without the chapter', () => expect(() => withChapter(page, 'profile', [])).toThrow('no place for profile'));
});
