import type { CodeEntry } from '../../../core/declare/codes.ts';
import type { ErrorCategory, Verdict } from '../../../core/exit.ts';

/** Who must act after a verdict or failure, and what to do. */
interface Advice {
  actor: CodeEntry['actor'];
  retry: NonNullable<CodeEntry['retry']>;
  hint: string;
}

const advice = (actor: Advice['actor'], retry: Advice['retry'], hint: string): Advice => ({ actor, retry, hint });

export const verdictAdvice: Readonly<Record<Verdict, Advice>> = {
  pass: advice('you', 'never', 'nothing is left to do'),
  mismatch: advice('person', 'fixed', 'if it is the same person, use a recent photo and a clear recording'),
  spoof: advice(
    'person',
    'fixed',
    'ask the person to repeat it live, in front of the camera; if it happens again, ask a colleague to check it',
  ),
  retake: advice('person', 'fixed', 'the reason says what to change: light, distance, movement, only one face'),
  pending: advice('you', 'now', 'ask again later, or use --wait; the hint has the command that continues'),
  expired: advice('you', 'fixed', 'issue a new token and ask the person to start again'),
  review: advice('you', 'fixed', 'ask a colleague to look at the document or picture and decide'),
};

export const failureAdvice: Readonly<Record<ErrorCategory, Advice>> = {
  usage: advice('you', 'fixed', 'the error names the flag and the value to give; --help of the command shows examples'),
  config: advice('you', 'fixed', 'the error names the setting; `idv doctor` checks all of them'),
  media: advice('you', 'fixed', 'the error names the file and a command that fixes it'),
  refused: advice('you', 'fixed', '`idv explain` with the code of the error says why; `idv doctor` tests the key'),
  limited: advice('you', 'now', 'send fewer calls at once; for a quota or an unpaid bill, see the console'),
  failed: advice('vendor', 'reading', 'try again later; if it continues, give the vendor the request id'),
  unreadable: advice('you', 'reading', 'treat it as no answer; the error names the file in which the answer is saved'),
  output: advice(
    'you',
    'never',
    'do not repeat the call because of this: verdict and request id are on standard error; make room and download the file',
  ),
  network: advice('you', 'now', '`idv doctor` names the step that fails: name, TCP, proxy or TLS'),
  timeout: advice('you', 'now', 'check the network, or give more time with --timeout or --connect-timeout'),
  unknown: advice('you', 'never', 'before you send it again, check in the console whether the call was done and billed'),
  check: advice('you', 'fixed', 'the first line of the output names the cause and the fix'),
  internal: advice('you', 'never', 'run the command again with --debug and report it'),
  hangup: advice('you', 'reading', 'the terminal was closed; if a paid call was sent, it may have been done and billed'),
  interrupted: advice('you', 'reading', 'you stopped the command; if a paid call was sent, it may have been done and billed'),
  terminated: advice('you', 'reading', 'another process stopped the command; if a paid call was sent, it may have been done and billed'),
};
