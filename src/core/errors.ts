import { type ErrorCategory, exitCodeOfCategory } from './exit.ts';
import type { HttpResponse } from './http.ts';
import { withCommas } from './text/printable.ts';

/** One problem with the user's input: the flag, what is wrong, and what to do. */
export interface Problem {
  category: 'usage' | 'config' | 'media';
  /** The flag as the user types it (`--image`), or another place, such as a file or a variable. */
  flag: string;
  /** A sentence without a full stop. It never contains a secret or the content of a file. */
  message: string;
  /** What to do about it, as a sentence without a full stop. */
  hint?: string;
}

/** Makes a problem of a wrong flag: what is wrong, and what to give instead. */
export const usageProblem = (flag: string, message: string, hint: string): Problem => ({ category: 'usage', flag, message, hint });

interface IdvErrorOptions {
  /** The code of the vendor, unchanged, or a code of idv in kebab-case. */
  code: string;
  hint?: string | undefined;
  requestId?: string | undefined;
  retryable?: boolean;
  billed?: boolean | null;
  docsUrl?: string | undefined;
  problems?: readonly Problem[];
  /** How long the service asks to wait before the next call. */
  retryAfterMs?: number | undefined;
  /** The answer that cannot be read, or the part of it that arrived. It can be saved in a file. */
  answer?: HttpResponse | undefined;
  cause?: unknown;
}

/** For errors of these categories nothing was sent, in every command. */
export const unsentCategories: readonly ErrorCategory[] = ['usage', 'config', 'media'];

/** The only error that idv throws on purpose. Any other error that reaches main() is a bug in idv. */
export class IdvError extends Error {
  override readonly name = 'IdvError';
  readonly category: ErrorCategory;
  readonly code: string;
  readonly hint: string | undefined;
  readonly requestId: string | undefined;
  readonly retryable: boolean;
  readonly billed: boolean | null;
  readonly docsUrl: string | undefined;
  /** The message of the error is about the first of these. */
  readonly problems: readonly Problem[];
  readonly retryAfterMs: number | undefined;
  readonly answer: HttpResponse | undefined;

  constructor(category: ErrorCategory, message: string, options: IdvErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.category = category;
    this.code = options.code;
    this.hint = options.hint;
    this.requestId = options.requestId;
    this.retryable = options.retryable ?? false;
    this.billed = unsentCategories.includes(category) ? false : (options.billed ?? null);
    this.docsUrl = options.docsUrl;
    this.problems = options.problems ?? [];
    this.retryAfterMs = options.retryAfterMs;
    this.answer = options.answer;
  }

  /** The same error with some members replaced. */
  with(facts: Partial<IdvErrorOptions>): IdvError {
    return this.as(this.category, facts);
  }

  /** The same error in another category, for a command that knows more than the call. */
  as(category: ErrorCategory, facts: Partial<IdvErrorOptions> = {}): IdvError {
    return new IdvError(category, this.message, { ...this, cause: this.cause, ...facts });
  }

  /** The same error with one more sentence in its hint. */
  hinting(more: string): IdvError {
    return this.with({ hint: this.hint === undefined ? more : `${this.hint}; ${more}` });
  }

  /** The same error with another message. */
  saying(message: string): IdvError {
    return new IdvError(this.category, message, { ...this, cause: this.cause });
  }

  get exitCode(): number {
    return exitCodeOfCategory(this.category);
  }
}

const codeOfProblems = { usage: 'invalid-usage', config: 'invalid-config', media: 'invalid-media' } as const;

/** The first problem, and how many more there are. Many logs show only the first line of an error. */
export const firstOf = ([first, ...others]: readonly Problem[]): string =>
  first === undefined ? '' : `${first.flag}: ${first.message}${others.length === 0 ? '' : `, and ${withCommas(others.length)} more`}`;

/**
 * All problems as one error, so that one run names everything that must be fixed. Usage errors take precedence over configuration errors,
 * and those over media errors: the exit code and the first line tell the user what to fix first.
 */
export function problemsError(problems: readonly Problem[]): IdvError {
  const sorted = (['usage', 'config', 'media'] as const).flatMap((name) => problems.filter(({ category }) => category === name));
  const [first] = sorted;
  const category = first?.category ?? 'usage';
  return new IdvError(category, firstOf(sorted), { code: codeOfProblems[category], problems: sorted, hint: first?.hint });
}

/** The code of a failed file operation, such as ENOSPC. The message is not used, because it names the system call. */
export const fileCodeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown';
