import { type ErrorCategory, exitCodeOfCategory } from './exit.ts';
import type { HttpResponse } from './http.ts';
import { grouped } from './text/printable.ts';

/** One thing wrong with what the user gave: which flag, what it held, and what to do. */
export interface Problem {
  category: 'usage' | 'config' | 'media';
  /** The flag as the user types it (`--image`), or the place (`.faceidrc`, a variable). */
  flag: string;
  /** A sentence without a full stop; never holds a secret or file content. */
  message: string;
  /** What to do about it, as a sentence without a full stop. */
  hint?: string;
}

/** A flag that is wrong, why, and what to give instead. */
export const usageProblem = (flag: string, message: string, hint: string): Problem => ({ category: 'usage', flag, message, hint });

interface IdvErrorOptions {
  /** The vendor's own code, verbatim, or one of ours in kebab-case. */
  code: string;
  hint?: string | undefined;
  requestId?: string | undefined;
  retryable?: boolean;
  billed?: boolean | null;
  docsUrl?: string | undefined;
  problems?: readonly Problem[];
  /** How long the service asks to be left alone. */
  retryAfterMs?: number | undefined;
  /** The answer that cannot be read, or as much of it as came: for whoever keeps it. */
  answer?: HttpResponse | undefined;
  cause?: unknown;
}

/** In these nothing was sent, whatever the command. */
export const unsentCategories: readonly ErrorCategory[] = ['usage', 'config', 'media'];

/** The only error idv throws on purpose. Anything else that reaches main() is a fault of idv itself. */
export class IdvError extends Error {
  override readonly name = 'IdvError';
  readonly category: ErrorCategory;
  readonly code: string;
  readonly hint: string | undefined;
  readonly requestId: string | undefined;
  readonly retryable: boolean;
  readonly billed: boolean | null;
  readonly docsUrl: string | undefined;
  /** The first is what the message says. */
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

  /** The same error, with some facts put right. */
  with(facts: Partial<IdvErrorOptions>): IdvError {
    return this.as(this.category, facts);
  }

  /** The same error in another category, where more is known of the command than of the call. */
  as(category: ErrorCategory, facts: Partial<IdvErrorOptions> = {}): IdvError {
    return new IdvError(category, this.message, { ...this, cause: this.cause, ...facts });
  }

  /** The same error with one more thing to do, or to know, in its hint. */
  hinting(more: string): IdvError {
    return this.with({ hint: this.hint === undefined ? more : `${this.hint}; ${more}` });
  }

  /** The same error in other words. */
  saying(message: string): IdvError {
    return new IdvError(this.category, message, { ...this, cause: this.cause });
  }

  get exitCode(): number {
    return exitCodeOfCategory(this.category);
  }
}

const codeOfProblems = { usage: 'invalid-usage', config: 'invalid-config', media: 'invalid-media' } as const;

/** Logs show the first line of an error alone: it is the first fault, and says how many more there are. */
export const firstOf = ([first, ...others]: readonly Problem[]): string =>
  first === undefined ? '' : `${first.flag}: ${first.message}${others.length === 0 ? '' : `, and ${grouped(others.length)} more`}`;

/**
 * All problems as one error, so that one run names everything there is to fix.
 * A usage error takes precedence over a configuration error, and that over a media error: the exit code tells what to fix first,
 * and so does the first line.
 */
export function problemsError(problems: readonly Problem[]): IdvError {
  const sorted = (['usage', 'config', 'media'] as const).flatMap((name) => problems.filter(({ category }) => category === name));
  const [first] = sorted;
  const category = first?.category ?? 'usage';
  return new IdvError(category, firstOf(sorted), { code: codeOfProblems[category], problems: sorted, hint: first?.hint });
}

/** What a failed file operation says: its code, such as ENOSPC, never its message, which names the call that was tried. */
export const fileCodeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown';
