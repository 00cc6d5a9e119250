import { isEntries, isObject, type Param } from './params.ts';

/** The declaration at a dotted path, such as `Config.CheckMode` or `Tasks.1.ImageURL`; undefined if a step is not declared. */
export function declaredAt(path: string, params: readonly Param[]): Param | undefined {
  const [name, ...rest] = path.split('.');
  const param = params.find((candidate) => candidate.name === name);
  if (!param || rest.length === 0) return param;
  if (isObject(param)) return declaredAt(rest.join('.'), param.members);
  return isEntries(param) ? declaredAt(rest.slice(1).join('.'), param.entry) : undefined;
}
