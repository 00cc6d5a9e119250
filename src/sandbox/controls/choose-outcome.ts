import type { Action } from '../../core/declare/action.ts';
import { IdvError } from '../../core/errors.ts';
import { suggestions } from '../../core/text/suggest.ts';
import { allActions } from '../../vendors/catalogue.ts';
import { vendorsByName } from '../../vendors/registry.ts';
import { chooseOutcome, type OutcomeChoice } from '../outcomes/chosen-outcome.ts';
import { codeFor } from '../outcomes/code-location.ts';
import { fitsFault } from '../outcomes/faults.ts';
import { canBePending, isForReader, laterActions } from '../outcomes/later-actions.ts';
import { aliasOutcome, outcomeAliases, type SandboxOutcome, success } from '../outcomes/outcome.ts';
import { resolveOutcome } from '../outcomes/resolve-outcome.ts';

/** Throws IdvError `usage` with the closest names if there is no such action. */
export function requireAction(name: string): Action {
  const action = allActions.find((candidate) => candidate.name === name);
  if (action) return action;
  const names = allActions.map((each) => each.name);
  const close = suggestions(name, names);
  throw new IdvError('usage', `the sandbox has no action '${name.slice(0, 80)}'`, {
    code: 'unknown-action',
    hint: close.length > 0 ? `did you mean ${close.join(' or ')}?` : `one of ${names.join(', ')}`,
  });
}

/** True if an answer of the action can have the outcome, or if a later answer can that is read with what the action issues. */
async function fits(outcome: SandboxOutcome, action: Action): Promise<boolean> {
  if (outcome.kind === 'success') return true;
  const vendor = vendorsByName.get(action.vendor);
  const codes = (await vendor?.loadCodes()) ?? {};
  const isLater = laterActions(action, {}, vendor?.actions ?? []).some((reader) => isForReader(outcome, action, reader, codes));
  if (outcome.kind === 'fault') return isLater || fitsFault(outcome.fault, action);
  const isPending = outcome.verdict === 'pending' && canBePending(action, codes);
  return isLater || isPending || codeFor(outcome, action, codes) !== undefined;
}

/** The friendly names that fit, for a hint. */
async function namesThatFit(action: Action): Promise<string[]> {
  const names = Object.keys(outcomeAliases);
  const fitting = await Promise.all(names.map((name) => fits(aliasOutcome(name), action)));
  return [success.name, ...names.filter((_name, index) => fitting[index])];
}

/** Reads an outcome for an action. Throws IdvError `usage` for a name that is not known, and for an outcome that the action cannot have. */
export async function outcomeFor(name: string, action: Action | undefined): Promise<SandboxOutcome> {
  const outcome = await resolveOutcome(name);
  if (action === undefined || (await fits(outcome, action))) return outcome;
  throw new IdvError('usage', `${action.name} has no outcome '${outcome.name}'`, {
    code: 'outcome-misfit',
    hint: `one of ${(await namesThatFit(action)).join(', ')}; idv sandbox outcomes ${action.command.join(' ')} lists all that it has`,
  });
}

/** The clock is read before the action of a call is known. */
const isForEveryAction = (outcome: SandboxOutcome): boolean => outcome.kind === 'fault' && outcome.fault.name === 'date';

/** Chooses an outcome for the next `times` calls of one action, or of any action. Throws as `outcomeFor`. */
export async function chooseOutcomeByName(
  choice: OutcomeChoice,
  { outcome: name, action: actionName, times }: { outcome: string; action: string | undefined; times: number },
): Promise<void> {
  const action = actionName === undefined ? undefined : requireAction(actionName);
  const outcome = await outcomeFor(name, action);
  if (action && isForEveryAction(outcome))
    throw new IdvError('usage', `'${outcome.name}' cannot be chosen for one action`, {
      code: 'outcome-misfit',
      hint: 'leave the action out: the clock is that of the sandbox',
    });
  chooseOutcome(choice, { outcome, left: times }, action?.name);
}
