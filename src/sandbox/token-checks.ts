import type { Check } from '../core/action.ts';
import type { Token } from './sealed-token.ts';

interface CheckedBy {
  /** Dotted path of the parameter with which the token was asked for. */
  path: string;
  /** What it is where it was left out. */
  fallback: string;
  checks: Readonly<Record<string, readonly Check[]>>;
}

const byNumber: CheckedBy['checks'] = {
  1: ['document', 'liveness', 'comparison'],
  2: ['liveness', 'comparison'],
  3: ['liveness'],
  4: ['document'],
};

/** The token decides what its result rests on; the result itself does not say which mode it was. */
const checkModes: Readonly<Record<string, CheckedBy>> = {
  GetFaceIdTokenIntl: {
    path: 'CheckMode',
    fallback: 'liveness',
    checks: { liveness: ['liveness'], compare: ['liveness', 'comparison'] },
  },
  ApplySdkVerificationToken: { path: 'CheckMode', fallback: '1', checks: byNumber },
  ApplyWebVerificationBizTokenIntl: { path: 'Config.CheckMode', fallback: '2', checks: byNumber },
};

/** The checks that a token asks for; undefined where its action has no choice. */
export function checksOf({ action, values }: Token): readonly Check[] | undefined {
  const mode = checkModes[action];
  return mode?.checks[String(values[mode.path] ?? mode.fallback)];
}
