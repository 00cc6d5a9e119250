/**
 * Every exit code, once: the help topic, the README and the tests print from these two tables.
 * Exit 1 is left out on purpose: a crash of the runtime ends in it, and must never read as an answer.
 */
export const verdictTable = [
  { verdict: 'pass', exitCode: 0, meaning: 'same live person, or document accepted; also any command that judges nothing and succeeded' },
  { verdict: 'mismatch', exitCode: 10, meaning: 'not the same person, or document rejected' },
  { verdict: 'spoof', exitCode: 11, meaning: 'liveness failed: a recording, a mask, an attack' },
  { verdict: 'retake', exitCode: 12, meaning: 'no decision possible: quality, no face, several faces, wrong or missing action, too short' },
  { verdict: 'pending', exitCode: 13, meaning: 'not finished; with --wait: the time ran out' },
  { verdict: 'expired', exitCode: 14, meaning: 'token or session expired, unknown or already used' },
  { verdict: 'review', exitCode: 15, meaning: "the service asks for a person's eye" },
] as const;

export const failureTable = [
  { category: 'usage', exitCode: 2, meaning: 'usage: unknown command, flag or value, missing parameter' },
  { category: 'config', exitCode: 3, meaning: 'configuration or credentials missing, malformed or unsafe' },
  { category: 'media', exitCode: 4, meaning: 'file or media refused before anything was sent' },
  { category: 'refused', exitCode: 20, meaning: 'the service refused: signature, key, permission, parameter' },
  { category: 'limited', exitCode: 21, meaning: 'the service limited the call: throttled, quota, arrears' },
  { category: 'failed', exitCode: 22, meaning: 'the service failed' },
  { category: 'unreadable', exitCode: 23, meaning: 'the answer could not be read' },
  { category: 'network', exitCode: 30, meaning: 'network: name, connect, TLS, reset' },
  { category: 'timeout', exitCode: 31, meaning: 'time-out' },
  { category: 'check', exitCode: 40, meaning: 'doctor, sign diff or sign check found something wrong' },
  { category: 'internal', exitCode: 70, meaning: 'a fault of idv itself' },
  { category: 'interrupted', exitCode: 130, meaning: 'interrupted' },
  { category: 'terminated', exitCode: 143, meaning: 'terminated' },
] as const;

export type Verdict = (typeof verdictTable)[number]['verdict'];
export type ErrorCategory = (typeof failureTable)[number]['category'];

/** null is an answer that idv does not judge: the call went well. */
export const exitCodeOfVerdict = (verdict: Verdict | null): number =>
  verdict === null ? 0 : (verdictTable.find((row) => row.verdict === verdict)?.exitCode ?? 70);

export const exitCodeOfCategory = (category: ErrorCategory): number =>
  failureTable.find((row) => row.category === category)?.exitCode ?? 70;
