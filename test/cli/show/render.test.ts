import { describe, expect, it } from 'vitest';
import { wantsColour } from '../../../src/cli/show/render.ts';

describe('wantsColour', () => {
  const terminal = { isTTY: true };
  const pipe = { isTTY: false };

  it.each([
    [terminal, {}, true, true],
    [pipe, {}, true, false],
    [terminal, { NO_COLOR: '1' }, true, false],
    [terminal, { NO_COLOR: '' }, true, true],
    [terminal, { TERM: 'dumb' }, true, false],
    [pipe, { FORCE_COLOR: '1' }, true, true],
    [pipe, { FORCE_COLOR: 'true', NO_COLOR: '1', TERM: 'dumb' }, true, true],
    [terminal, { FORCE_COLOR: '0' }, true, false],
    [terminal, { FORCE_COLOR: 'false' }, true, false],
    [pipe, { FORCE_COLOR: '' }, true, false],
    [terminal, { FORCE_COLOR: '1' }, false, false],
  ])('%j with %j, allowed by flag: %s', (stream, env, flag, wanted) => {
    expect(wantsColour(stream, env, flag)).toBe(wanted);
  });
});
