/**
 * All exit codes. The help topic, the README and the tests use these two tables. Exit 1 is left out on purpose: a crash of Node.js ends
 * with it, and must never look like an answer.
 */
export const verdictTable = [
  { verdict: 'pass', exitCode: 0, meaning: 'same live person, or document accepted; also any command that judges nothing and succeeded' },
  { verdict: 'mismatch', exitCode: 10, meaning: 'not the same person, or document rejected' },
  { verdict: 'spoof', exitCode: 11, meaning: 'liveness failed: a recording, a mask, an attack' },
  { verdict: 'retake', exitCode: 12, meaning: 'no decision possible: quality, no face, several faces, wrong or missing action, too short' },
  { verdict: 'pending', exitCode: 13, meaning: 'not finished; with --wait: the time ran out' },
  { verdict: 'expired', exitCode: 14, meaning: 'token or session expired, unknown or already used' },
  { verdict: 'review', exitCode: 15, meaning: 'the service asks for a review by a person' },
] as const;

/** `repeat`: running the same command again is safe, because nothing was done or the call only reads. */
export const failureTable = [
  { category: 'usage', exitCode: 2, repeat: false, meaning: 'usage: unknown command, flag or value, missing parameter' },
  { category: 'config', exitCode: 3, repeat: false, meaning: 'configuration or credentials missing, malformed or unsafe' },
  { category: 'media', exitCode: 4, repeat: false, meaning: 'file or media refused before anything was sent' },
  { category: 'refused', exitCode: 20, repeat: false, meaning: 'the service refused: signature, key, permission, parameter' },
  { category: 'limited', exitCode: 21, repeat: true, meaning: 'the service limited the call: throttled, quota, arrears' },
  { category: 'failed', exitCode: 22, repeat: false, meaning: 'the service failed' },
  { category: 'unreadable', exitCode: 23, repeat: false, meaning: 'the answer could not be read' },
  {
    category: 'output',
    exitCode: 24,
    repeat: false,
    meaning: 'there was an answer, but a file or the output could not be saved; verdict and request id are on standard error',
  },
  { category: 'network', exitCode: 30, repeat: true, meaning: 'network (name, connect, TLS): nothing was done, or the call only reads' },
  { category: 'timeout', exitCode: 31, repeat: true, meaning: 'time-out: nothing was done, or the call only reads' },
  {
    category: 'unknown',
    exitCode: 32,
    repeat: false,
    meaning: 'the connection broke, or the time ran out, after a paid call was sent; it may have been done and billed',
  },
  {
    category: 'check',
    exitCode: 40,
    repeat: false,
    meaning: 'doctor, sign diff or sign check found something wrong, or a limit of eval is missed or not shown',
  },
  { category: 'internal', exitCode: 70, repeat: false, meaning: 'a bug in idv' },
  { category: 'hangup', exitCode: 129, repeat: false, meaning: 'hung up' },
  { category: 'interrupted', exitCode: 130, repeat: false, meaning: 'interrupted' },
  { category: 'terminated', exitCode: 143, repeat: false, meaning: 'terminated' },
] as const;

export type Verdict = (typeof verdictTable)[number]['verdict'];
export type ErrorCategory = (typeof failureTable)[number]['category'];

/** The exit code of a verdict. null stands for an answer that idv does not judge: the call succeeded. */
export const exitCodeOfVerdict = (verdict: Verdict | null): number =>
  verdict === null ? 0 : (verdictTable.find((row) => row.verdict === verdict)?.exitCode ?? 70);

export const exitCodeOfCategory = (category: ErrorCategory): number =>
  failureTable.find((row) => row.category === category)?.exitCode ?? 70;

const signalCategories: Readonly<Record<string, ErrorCategory>> = { SIGHUP: 'hangup', SIGTERM: 'terminated' };

/** The category of a command that a signal ended. `reason` is the name of the signal. */
export const categoryOfSignal = (reason: unknown): ErrorCategory => signalCategories[String(reason)] ?? 'interrupted';

export const meaningOfCategory = (category: ErrorCategory): string =>
  failureTable.find((row) => row.category === category)?.meaning ?? category;
