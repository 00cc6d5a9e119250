import { afterEach, describe, expect, it, vi } from 'vitest';
import { allowWasmTiering, stopWasmTiering } from '../../src/http/connection.ts';

const setFlags = vi.hoisted(() => vi.fn());
vi.mock('node:v8', () => ({ setFlagsFromString: setFlags }));

afterEach(() => setFlags.mockClear());

describe('stopWasmTiering', () => {
  it.each(['20.18.1', '22.0.0', '26.9.0'])(
    'sets the flag on Node %s, and allowWasmTiering resets it and the flags that it implied',
    (version) => {
      stopWasmTiering(version);
      allowWasmTiering(version);
      expect(setFlags.mock.calls).toEqual([['--liftoff-only'], ['--no-liftoff-only'], ['--wasm-tier-up'], ['--wasm-dynamic-tiering']]);
    },
  );

  it.each(['18.20.0', '27.0.0', '', 'unknown'])('sets no flag on Node "%s"', (version) => {
    stopWasmTiering(version);
    allowWasmTiering(version);
    expect(setFlags).not.toHaveBeenCalled();
  });
});
