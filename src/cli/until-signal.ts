/** For a command to end by itself: to say whether something was sent, and to take back half-written files. */
const graceMs = 100;

/**
 * Settles as `work` does, or rejects with the signal's reason shortly after it aborts: opening a FIFO, or a file on a
 * dead disk, cannot be called off.
 */
export async function untilSignal<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort = (): void => undefined;
  const overdue = new Promise<never>((_resolve, reject) => {
    onAbort = () => {
      timer = setTimeout(() => reject(signal.reason), graceMs);
    };
  });
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, overdue]);
  } finally {
    signal.removeEventListener('abort', onAbort);
    clearTimeout(timer);
  }
}
