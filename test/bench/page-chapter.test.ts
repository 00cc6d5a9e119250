import { describe, expect, it } from 'vitest';
import { withChapter } from '../../bench/draw/page-chapter.mjs';

describe('withChapter', () => {
  const page = 'before\n<!-- table -->\nold\n<!-- end of table -->\nafter\n';

  it('puts the lines into the chapter and leaves the rest, again and again', () => {
    const once = withChapter(page, 'table', ['new', 'lines']);
    expect(once).toBe('before\n<!-- table -->\n\nnew\nlines\n\n<!-- end of table -->\nafter\n');
    expect(withChapter(once, 'table', ['new', 'lines'])).toBe(once);
  });

  it('refuses a page without the chapter', () => expect(() => withChapter(page, 'profile', [])).toThrow('no place for profile'));
});
