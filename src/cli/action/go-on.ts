import type { Outcome } from '../../app/call/call.ts';
import { issuedBy } from '../../app/call/wait.ts';
import { plainText } from '../../core/text/printable.ts';
import type { Call } from '../../vendors/vendor.ts';
import type { Session } from '../flags/session.ts';

/** A word for a shell, quoted where it must be. */
const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** Where the token is known: flags of this line that say so. */
function placeFlags({ options }: Pick<Session, 'options'>): string[] {
  const { profile, region, endpoint, configFile, sandbox } = options;
  const named = { '--profile': profile, '--region': region, '--endpoint': endpoint, '--config-file': configFile };
  const given = Object.entries(named).flatMap(([flag, value]) => (value === undefined ? [] : [flag, quoted(plainText(value))]));
  return sandbox ? [...given, '--sandbox'] : given;
}

/** The command that asks for the result of a token until it is there, to be pasted as it is; undefined where there is no such command. */
export function commandThatGoesOn({ action, values }: Call, session: Pick<Session, 'options'>): string | undefined {
  const positional = action?.params.find((param) => param.positional);
  const token = positional && values[positional.name];
  if (!action || typeof token !== 'string') return undefined;
  const word = quoted(plainText(token));
  const words = ['idv', ...action.command];
  // A token that looks like a flag is one, but for the two dashes.
  const rest = word.startsWith('-') ? ['--wait', ...placeFlags(session), '--', word] : [word, '--wait', ...placeFlags(session)];
  return [...words, ...rest].join(' ');
}

/** The same for the token that an answer holds, where it holds one. */
export function commandAfter(outcome: Outcome, session: Session): string | undefined {
  const { plan, answer } = outcome;
  const follow = answer.kind === 'result' ? plan.action?.follow : undefined;
  return follow && commandThatGoesOn(issuedBy(outcome, follow, session.vendor.actions).reading, session);
}
