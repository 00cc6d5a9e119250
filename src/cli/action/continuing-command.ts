import type { Outcome } from '../../app/call/call.ts';
import { issuedIn } from '../../app/call/wait.ts';
import { shownFlag } from '../../core/declare/params.ts';
import { checks } from '../../core/judge/judgement.ts';
import { mask, plainText } from '../../core/text/printable.ts';
import type { Call } from '../../vendors/vendor.ts';
import type { Session } from '../flags/session.ts';

/** A word for a shell, quoted if necessary. */
const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** The flags of this command line that say where the token is known. */
function connectionFlags({ options }: Pick<Session, 'options'>): string[] {
  const { profile, region, endpoint, configFile, sandbox } = options;
  const named = { '--profile': profile, '--region': region, '--endpoint': endpoint, '--config-file': configFile };
  const given = Object.entries(named).flatMap(([flag, value]) => (value === undefined ? [] : [flag, quoted(plainText(value))]));
  return sandbox ? [...given, '--sandbox'] : given;
}

/** The other values with which the result is read, such as the caller's own id. */
const valueFlags = ({ action, values }: Call): string[] =>
  (action?.params ?? []).flatMap((param) => {
    const value = param.positional ? undefined : values[param.name];
    return typeof value === 'string' || typeof value === 'number' ? [shownFlag(param), quoted(plainText(String(value)))] : [];
  });

/** The checks that the token and this command line require; without them, fewer checks would be enough for a pass. */
function requirementFlags({ required }: Call, { options: { expect = [], threshold } }: Pick<Session, 'options'>): string[] {
  const wanted = checks.filter((check) => required.includes(check) || expect.includes(check));
  return [
    ...(wanted.length > 0 ? ['--expect', wanted.join(',')] : []),
    ...(threshold === undefined ? [] : ['--threshold', String(threshold)]),
  ];
}

/** The command that waits for the result of a token, ready to be pasted. Undefined if there is no such command. */
export function continuingCommand(reading: Call, session: Pick<Session, 'options' | 'redact'>): string | undefined {
  const { action, values } = reading;
  const positional = action?.params.find((param) => param.positional);
  const token = positional && values[positional.name];
  if (!action || typeof token !== 'string') return undefined;
  const word = session.options.redact ? mask : quoted(plainText(token));
  const words = ['idv', ...action.command];
  // A token that looks like a flag needs two dashes before it.
  const flags = ['--wait', ...valueFlags(reading), ...requirementFlags(reading, session), ...connectionFlags(session)];
  return session.redact([...words, ...(word.startsWith('-') ? [...flags, '--', word] : [word, ...flags])].join(' '));
}

/** The same for the token in an answer, if there is one. */
export function continuingCommandAfter(outcome: Outcome, session: Session): string | undefined {
  const { plan, answer } = outcome;
  const follow = answer.kind === 'result' ? plan.action?.follow : undefined;
  return follow && continuingCommand(issuedIn(outcome, follow, session.vendor.actions).reading, session);
}
