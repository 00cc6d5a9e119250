import type { Action, Field } from '../../src/core/declare/action.ts';
import { elementOf, flagOf, hasFlag, type Param, type Place, placesOf, withMembers } from '../../src/core/declare/params.ts';

export { elementOf };

/** The declared member at a path as signals write it: `CompareResults[].Sim`. */
export function fieldAt(action: Action, path: string): Field | undefined {
  const steps = path.split('.');
  let fields: readonly Field[] | undefined = action.output;
  let found: Field | undefined;
  for (const [index, step] of steps.entries()) {
    found = fields?.find((field) => field.name === step.replace('[]', ''));
    const isLast = index === steps.length - 1;
    if (!found || (!isLast && step.endsWith('[]') !== found.type.startsWith('Array of '))) return undefined;
    fields = action.types?.[elementOf(found.type)];
  }
  return found;
}

/** The objects that the output uses, and the objects that parameters use if they have a table of their own. */
export function reachedTypes(action: Action): Set<string> {
  const reached = new Set<string>();
  const visit = (type: string): void => {
    const members = action.types?.[type];
    if (['String', 'Integer', 'Float', 'Boolean', 'Map of String'].includes(type) || reached.has(type)) return;
    reached.add(type);
    for (const member of members ?? []) visit(elementOf(member.type));
  };
  for (const { type } of action.output) visit(elementOf(type));
  for (const type of allParams(action).map((param) => elementOf(param.type))) if (action.types?.[type]) visit(type);
  return reached;
}

/** Every member of every object and of the output itself, with its position. */
export const allFields = (action: Action): { place: string; field: Field }[] => [
  ...action.output.map((field) => ({ place: `${action.name}.${field.name}`, field })),
  ...Object.entries(action.types ?? {}).flatMap(([type, fields]) => fields.map((field) => ({ place: `${type}.${field.name}`, field }))),
];

const spellings = ({ param, prefix }: Place): string[] => {
  const flags = [flagOf(param), ...(param.aliases ?? [])].map((flag) => prefix + flag);
  return param.type === 'Boolean' ? flags.flatMap((flag) => [flag, `no-${flag}`]) : flags;
};

const allPlaces = (action: Action): Place[] => placesOf(action.params).flatMap(withMembers);

/** Every long flag of the action's own command, without `--`. */
export const flagsOf = (action: Action): string[] => [
  ...allPlaces(action).filter(hasFlag).flatMap(spellings),
  ...(action.uploads ?? []).map(({ flag }) => flag),
  ...(action.products ? ['product'] : []),
];

/** Every parameter, and every member of objects and entries. */
export const allParams = (action: Action): Param[] => allPlaces(action).map(({ param }) => param);
