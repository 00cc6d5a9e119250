import type { Credentials } from '../core/credentials.ts';
import { type Problem, problemsError } from '../core/errors.ts';

/** One part of a key and where it stands: a variable (`flag` alone) or a setting (`subject`) of a file (`flag`). */
export interface KeyPart {
  flag: string;
  subject?: string;
  value: string | undefined;
}

export interface KeyParts {
  id: KeyPart;
  secret: KeyPart;
  token: KeyPart;
}

function keyFault(value: string): string | undefined {
  if (/^\s|\s$/.test(value)) return 'starts or ends with a blank or a line break';
  if (/\s/.test(value)) return 'holds a blank or a line break';
  if (/^["'`]|["'`]$/.test(value)) return 'is wrapped in quotes';
  if (/[^\x21-\x7e]/.test(value)) return 'holds a character that no key has';
  return undefined;
}

const sentence = (part: KeyPart, predicate: string): string => (part.subject ? `${part.subject} ${predicate}` : predicate);

function faultProblem(part: KeyPart): Problem[] {
  const fault = part.value ? keyFault(part.value) : undefined;
  if (!fault) return [];
  return [{ category: 'config', flag: part.flag, message: sentence(part, fault), cure: 'copy the key again, alone and on one line' }];
}

function missingProblem(missing: KeyPart, present: KeyPart): Problem[] {
  if (missing.value || !present.value) return [];
  const message = sentence(missing, `is missing or empty, while ${present.subject ?? present.flag} is set`);
  return [{ category: 'config', flag: missing.flag, message, cure: 'give both halves of the key in one place' }];
}

/**
 * One key out of one source: id, secret and token are never mixed with another source's.
 * Undefined if the source has neither half; throws IdvError `config` for half a key or one with blanks. Never shows a value.
 */
export function keyFrom({ id, secret, token }: KeyParts): Credentials | undefined {
  const problems = [...missingProblem(id, secret), ...missingProblem(secret, id), ...[id, secret].flatMap(faultProblem)];
  if (id.value && secret.value) problems.push(...faultProblem(token));
  if (problems.length > 0) throw problemsError(problems);
  if (!id.value || !secret.value) return undefined;
  return { id: id.value, secret: secret.value, ...(token.value ? { token: token.value } : {}) };
}
