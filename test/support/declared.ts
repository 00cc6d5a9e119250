import type { Action, Field } from '../../src/core/action.ts';
import { flagOf, isObject, type Param } from '../../src/core/params.ts';

/** `CardVerifyResult` of `Array of CardVerifyResult`. */
export const elementOf = (type: string): string => type.replace(/^Array of /, '');

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

/** Names of the objects that output and parameters reach. */
export function reachedTypes(action: Action): Set<string> {
  const reached = new Set<string>();
  const visit = (type: string): void => {
    const members = action.types?.[type];
    if (['String', 'Integer', 'Float', 'Boolean'].includes(type) || reached.has(type)) return;
    reached.add(type);
    for (const member of members ?? []) visit(elementOf(member.type));
  };
  for (const { type } of [...action.output, ...action.params]) visit(elementOf(type));
  return reached;
}

/** Every member of every object and of the output itself, with the place where it stands. */
export const allFields = (action: Action): { place: string; field: Field }[] => [
  ...action.output.map((field) => ({ place: `${action.name}.${field.name}`, field })),
  ...Object.entries(action.types ?? {}).flatMap(([type, fields]) => fields.map((field) => ({ place: `${type}.${field.name}`, field }))),
];

const spellings = (param: Param, prefix: string): string[] => {
  const flags = [flagOf(param), ...(param.aliases ?? [])].map((flag) => prefix + flag);
  return param.type === 'Boolean' ? flags.flatMap((flag) => [flag, `no-${flag}`]) : flags;
};

/** Every long flag that the action's command takes of its own, without `--`. */
export const flagsOf = (action: Action): string[] => [
  ...action.params.flatMap((param) => [
    ...spellings(param, ''),
    ...(isObject(param) ? param.members.flatMap((member) => spellings(member, `${flagOf(param)}.`)) : []),
  ]),
  ...(action.uploads ?? []).map(({ flag }) => flag),
];

/** Every parameter, members of objects too. */
export const allParams = (action: Action): Param[] => action.params.flatMap((param) => [param, ...(isObject(param) ? param.members : [])]);
