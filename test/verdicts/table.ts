import type { Check } from '../../src/core/judge/judgement.ts';

/** What an answer must end in. What is left out is not looked at. */
export interface Ends {
  exit: number;
  checked?: readonly Check[];
  score?: number | null;
  /** null where the vendor publishes nothing. */
  billed?: boolean | null;
}

export type End = number | Ends;

export const endsOf = (end: End): Ends => (typeof end === 'number' ? { exit: end } : end);

/** How a value is written in JSON. A `score` is a number; a `list` holds single codes. */
export type Kind = 'text' | 'integer' | 'boolean' | 'score' | 'list of text' | 'list of integers';

/** What every change of one member of a good answer must end in. */
export interface Member {
  kind: Kind;
  /** Documented values, and of a score the points that matter, as text. Of a list: the one entry. */
  values: Readonly<Record<string, End>>;
  /** null, or left out. */
  nothing: End;
  /** Empty text, an empty list. */
  empty: End;
  /** A value of another type or spelling, out of range, or that no document has. */
  other: End;
}

export type Fields = Readonly<Record<string, unknown>>;

/** Members by their path: `[]` is the last entry of a list. */
export type Members = Readonly<Record<string, Member>>;

/** Several changes at once, and flags that ask for more. `undefined` takes a member away. */
export interface Row {
  what: string;
  change?: Fields;
  flags?: readonly string[];
  end: End;
}

/** One way in which a process can have been asked for, with an answer that is good. */
export interface Mode {
  answer: Fields;
  ends: Ends;
  /** Of every row. */
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
 * and the score that is shown or `-`. Lines of a value and an exit code look at no more.
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

/** Every value that is named, with one end. */
export const all = (names: string, end: End): Readonly<Record<string, End>> =>
  Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, end]),
  );

/** An answer of the deciding member alone: every code keeps its exit, and `success` is the end of the good one. */
export function alone(path: string, { values, ...member }: Member, good: unknown, success: number): Mode {
  const exits = Object.entries(values).map(([value, end]) => [value, value === String(good) ? success : endsOf(end).exit]);
  return { answer: { [path]: good }, ends: { exit: success }, members: { [path]: { ...member, values: Object.fromEntries(exits) } } };
}
