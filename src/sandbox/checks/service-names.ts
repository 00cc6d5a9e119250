import type { Action } from '../../core/declare/action.ts';
import { flagOf, hasFlag, isNumber, isText, type Param, placesOf, withMembers } from '../../core/declare/params.ts';

/** Parameters by their flags: `Config.CheckMode` under `config.check-mode`, and under the shorter flags of the same parameter. */
function pathsByFlag({ params }: Pick<Action, 'params'>): ReadonlyMap<string, { path: string; param: Param }> {
  const places = placesOf(params).flatMap(withMembers).filter(hasFlag);
  return new Map(
    places.flatMap(({ param, path, prefix }) =>
      [flagOf(param), ...(param.aliases ?? [])].map((flag) => [`${prefix}${flag}`, { path, param }] as const),
    ),
  );
}

/** The value that a friendly name stands for: ACTION for `action`. */
function wireValue(param: Param, word: string): string {
  const values = isText(param) || isNumber(param) ? (param.values ?? {}) : {};
  return Object.entries(values).find(([, friendly]) => friendly.includes(word))?.[0] ?? word;
}

/**
 * A sentence of a declaration as a service would write it: flags become the names of parameters, and friendly values become the values
 * on the wire. `--liveness action` becomes `LivenessType ACTION`.
 */
export function withServiceNames(sentence: string, action: Pick<Action, 'params'>): string {
  const paths = pathsByFlag(action);
  return sentence.replace(/--([a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*)(?: ([a-z][a-z-]*\b))?/g, (_all, flag: string, word?: string) => {
    const found = paths.get(flag);
    const value = word === undefined ? '' : ` ${found ? wireValue(found.param, word) : word}`;
    return `${found?.path ?? flag}${value}`;
  });
}
