/** Time that passes only while everything waits. Any number of machines can share it, and no test waits in real time. */
export class VirtualTime {
  #nowMs = 0;
  readonly #waiting: { atMs: number; wake: () => void }[] = [];

  now = (): number => this.#nowMs;

  rest = (ms: number): Promise<void> =>
    new Promise((wake) => {
      this.#waiting.push({ atMs: this.#nowMs + Math.max(0, ms), wake });
    });

  /** Lets time pass until the work has ended. */
  async runUntil(work: Promise<unknown>): Promise<void> {
    let ended = false;
    const end = work.finally(() => {
      ended = true;
    });
    while (!ended) {
      // All work that needs no time is done first.
      await new Promise((resolve) => setImmediate(resolve));
      this.#waiting.sort((a, b) => a.atMs - b.atMs);
      const next = this.#waiting.shift();
      if (!next) continue;
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.wake();
    }
    await end;
  }
}
