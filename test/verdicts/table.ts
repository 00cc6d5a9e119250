import type { Check } from '../../src/core/judge/judgement.ts';

/** How a command must end. A member that is left out is not compared. */
export interface Ends {
  exit: number;
  checked?: readonly Check[];
  score?: number | null;
  /** null if the vendor publishes nothing about billing. */
  billed?: boolean | null;
}

export type End = number | Ends;

export const endsOf = (end: End): Ends => (typeof end === 'number' ? { exit: end } : end);

/** The type of a value in JSON. A `score` is a number; a `list` contains codes. */
export type Kind = 'text' | 'integer' | 'boolean' | 'score' | 'list of text' | 'list of integers';

/** How a command must end for each change of one member of a good answer. */
export interface Member {
  kind: Kind;
  /** The documented values, as text. For a score: values on both sides of each limit. For a list: its only entry. */
  values: Readonly<Record<string, End>>;
  /** The member is null or missing. */
  nothing: End;
  /** The member is an empty text or an empty list. */
  empty: End;
  /** The value has another type or spelling, is out of range, or is in no document. */
  other: End;
}

export type Fields = Readonly<Record<string, unknown>>;

/** Members by their path: `[]` is the last entry of a list. */
export type Members = Readonly<Record<string, Member>>;

/** Several changes at once, and additional flags. `undefined` removes a member. */
export interface Row {
  what: string;
  change?: Fields;
  flags?: readonly string[];
  end: End;
}

/** One way in which a process can be requested, with a good answer. */
export interface Mode {
  answer: Fields;
  ends: Ends;
  /** Flags of every row. */
  flags?: readonly string[];
  members: Members;
  rows?: readonly Row[];
}

export interface VerdictTable {
  action: string;
  /** The command that reads the answer. */
  argv: readonly string[];
  modes: Readonly<Record<string, Mode>>;
  /** Exit code of every error answer that the action's documents name. */
  refusals: Readonly<Record<string, End>>;
}

const billing: Readonly<Record<string, boolean | null>> = { Y: true, N: false, '?': null };

/**
 * A vendor's table as lines of `value exit billed checked score`: `Y`, `N` or `?` for billed, checks joined by `+` or `-` for none,
 * and the score that is shown or `-`. For a line with only a value and an exit code, only the exit code is compared.
 */
export function codes(lines: string): Readonly<Record<string, End>> {
  const rows = lines
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  return Object.fromEntries(
    rows.map(([value = '', exit, billed, checked, score]) => {
      if (billed === undefined) return [value, Number(exit)];
      const end: Ends = { exit: Number(exit), billed: billing[billed] ?? null };
      if (checked === undefined) return [value, end];
      return [
        value,
        { ...end, checked: checked === '-' ? [] : (checked?.split('+') as Check[]), score: score === '-' ? null : Number(score) },
      ];
    }),
  );
}

/** All these values, each with the same end. */
export const all = (names: string, end: End): Readonly<Record<string, End>> =>
  Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, end]),
  );

/** An answer with only the deciding member. Each code keeps its exit code, and the good value ends with `success`. */
export function alone(path: string, { values, ...member }: Member, good: unknown, success: number): Mode {
  const exits = Object.entries(values).map(([value, end]) => [value, value === String(good) ? success : endsOf(end).exit]);
  return { answer: { [path]: good }, ends: { exit: success }, members: { [path]: { ...member, values: Object.fromEntries(exits) } } };
}
