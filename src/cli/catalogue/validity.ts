import type { Action, Follow, Validity } from '../../core/declare/action.ts';

const lifetimes = ({ token, tokenLifetimeS, resultLifetimeS }: Follow): Validity[] => [
  ...(tokenLifetimeS === undefined ? [] : [{ what: `${token}, for one verification`, seconds: tokenLifetimeS }]),
  ...(resultLifetimeS === undefined ? [] : [{ what: 'the result, after the token was issued', seconds: resultLifetimeS }]),
];

/** How long things are valid: the token that an action issues or reads, its result, and the contents of the answer. */
export function validityOf(action: Action, actions: readonly Action[]): readonly Validity[] {
  // Only a reading action can read the result of a token.
  const issuer = action.readOnly ? actions.find(({ follow }) => follow?.action === action.name) : undefined;
  return [...(issuer ? validityOf(issuer, actions) : []), ...(action.follow ? lifetimes(action.follow) : []), ...(action.validity ?? [])];
}

const units = [
  { name: 'day', seconds: 86400 },
  { name: 'hour', seconds: 3600 },
  { name: 'minute', seconds: 60 },
] as const;

/** `600` -> `10 minutes`, `259200` -> `3 days`. */
export function lifetimeInWords(seconds: number): string {
  const { name, seconds: unit } = units.find((candidate) => seconds % candidate.seconds === 0) ?? { name: 'second', seconds: 1 };
  const count = seconds / unit;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
