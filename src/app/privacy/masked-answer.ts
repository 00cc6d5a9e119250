import type { Action, Field } from '../../core/declare/action.ts';
import { elementOf } from '../../core/declare/params.ts';
import {
  isMisplaced,
  isPersonalMember,
  type KnownMembers,
  knownMembersOf,
  type MaskedCall,
  membersInSummary,
} from '../../core/declare/personal.ts';
import { isRecord } from '../../core/json.ts';

const masked = '••••';

function maskedValue(value: unknown, field: Field | undefined, known: KnownMembers, types: Action['types']): unknown {
  // Media is already replaced by a note, or it is an address that is not personal.
  if (field?.media) return value;
  if (Array.isArray(value)) return value.map((entry) => maskedValue(entry, field, known, types));
  if (!isRecord(value)) {
    const isEmpty = value === null || value === undefined || value === '';
    return !isEmpty && (known.sensitive || isMisplaced(field, types)) ? masked : value;
  }
  return maskedMembers(value, { ...known, fields: field && types?.[elementOf(field.type)] }, types);
}

function maskedMembers(record: Readonly<Record<string, unknown>>, known: KnownMembers, types: Action['types']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      const field = known.fields?.find((candidate) => candidate.name === name);
      return [name, maskedValue(value, field, { ...known, sensitive: isPersonalMember(name, value, known) }, types)];
    }),
  );
}

/**
 * An answer with personal data masked like in text output. Its structure stays. `forOthers` also masks an issued token: text output shows
 * the token, because the caller needs it.
 */
export function maskedAnswer(asked: MaskedCall, response: Readonly<Record<string, unknown>>, forOthers: boolean): Record<string, unknown> {
  const summarised = membersInSummary(asked.action);
  const known = forOthers ? { ...knownMembersOf(asked), fields: asked.action?.output ?? [] } : knownMembersOf(asked);
  const members = maskedMembers(response, known, asked.action?.types);
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, summarised.has(name) ? response[name] : value]));
}
