import { afterEach, describe, expect, it, vi } from 'vitest';
import { stopWasmTiering } from '../../src/http/connection.ts';

const setFlags = vi.hoisted(() => vi.fn());
vi.mock('node:v8', () => ({ setFlagsFromString: setFlags }));

afterEach(() => setFlags.mockClear());

describe('stopWasmTiering', () => {
  it.each(['20.18.1', '22.0.0', '24.9.0'])('sets the flag on Node %s', (version) => {
    stopWasmTiering(version);
    expect(setFlags.mock.calls).toEqual([['--wasm-tiering-budget=1000000000']]);
  });

  it.each(['18.20.0', '25.0.0', '', 'unknown'])('leaves Node "%s" alone', (version) => {
    stopWasmTiering(version);
    expect(setFlags).not.toHaveBeenCalled();
  });
});
