import type { Action } from '../../core/declare/action.ts';
import { flagAt, flagOf, placesOf, withMembers } from '../../core/declare/params.ts';
import type { Problem } from '../../core/errors.ts';

/** Problems under the flags that were typed: one that has several names is known by its first, and the user may have used another. */
export function underTypedFlags(problems: readonly Problem[], { params }: Action, argv: readonly string[]): Problem[] {
  const typed = new Set(argv.map((word) => word.split('=')[0]));
  const places = placesOf(params).flatMap(withMembers);
  return problems.map((problem) => {
    const place = places.find((candidate) => flagAt(candidate) === problem.flag);
    if (!place || typed.has(problem.flag)) return problem;
    const { param, prefix } = place;
    const other = [...(param.aliases ?? []), flagOf(param)].map((name) => `--${prefix}${name}`).find((name) => typed.has(name));
    return other === undefined ? problem : { ...problem, flag: other };
  });
}
