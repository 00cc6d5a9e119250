import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8 from optimising undici's WebAssembly parser: a process of one call gains nothing from it, and its exit waits
 * about 70 ms for the compiler threads. An unknown flag is printed to standard error, hence the range of Node versions tried.
 */
export function stopWasmTiering(nodeVersion: string): void {
  const major = Number.parseInt(nodeVersion, 10);
  if (major >= 20 && major <= 24) setFlagsFromString('--wasm-tiering-budget=1000000000');
}
