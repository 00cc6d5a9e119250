import { clip } from '../answer.ts';
import type { Field } from '../declare/action.ts';
import { isRecord } from '../json.ts';
import { isMisshapen, readPath } from '../path.ts';
import type { Judgement, Signal } from './judgement.ts';
import { allWitnesses, isGood, isNotDone, typedValue } from './signal.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A member in a list is required of an entry that is there, and not of an empty list. */
function isMissed({ path, required }: Signal, fields: Fields): boolean {
  if (!required) return false;
  const list = path.includes('[]') ? readPath(fields, path.slice(0, path.lastIndexOf('[]') + 2)) : fields;
  return list !== undefined;
}

const speaksAgainst = (signal: Signal, fields: Fields): boolean =>
  isNotDone(signal, fields) ? isMissed(signal, fields) : !isGood(signal, typedValue(signal, fields));

const scalars = ['String', 'Integer', 'Float', 'Boolean'];

/** Whether a member is a list, an object or neither, as declared. Of another action, a member of the same name may be another. */
function hasShape({ name, type }: Field, fields: Fields): boolean {
  const value = readPath(fields, name) ?? null;
  if (value === null) return true;
  if (scalars.includes(type)) return typeof value !== 'object';
  return type.startsWith('Array of ') ? Array.isArray(value) : isRecord(value);
}

/** Members by which services take a result back, in whatever letters. No documented success has one. */
function withdrawn(fields: Fields): string | undefined {
  const takesBack = ([name, value]: [string, unknown]): boolean => {
    if (value === null) return false;
    const word = name.toLowerCase();
    return word === 'error' || (word === 'success' && value !== true && value !== 'true');
  };
  const member = Object.entries(fields).find(takesBack);
  return member && `${member[0]} next to it is ${clip(member[1])}`;
}

/** What in an answer speaks against its success, in words; undefined for nothing. `output` is what the action declares of its answer. */
export function contradiction(judgement: Judgement, output: readonly Field[], fields: Fields): string | undefined {
  const taken = withdrawn(fields);
  if (taken !== undefined) return taken;
  const witnesses = allWitnesses(judgement);
  const against = witnesses.find((signal) => speaksAgainst(signal, fields));
  if (against) return `${against.path} is ${clip(readPath(fields, against.path))}`;
  const { warnings = [], emptyOnSuccess = [], cautions = [], score } = judgement;
  const full = emptyOnSuccess.find((path) => {
    const list = readPath(fields, path) ?? [];
    return !Array.isArray(list) || list.length > 0;
  });
  if (full !== undefined) return `${full} is ${clip(readPath(fields, full))}`;
  const paths = [...witnesses, ...cautions].map(({ path }) => path).concat(warnings, score ? [score.path] : []);
  const misshapen = paths.find((path) => isMisshapen(fields, path));
  if (misshapen !== undefined) return `the way to ${misshapen} is not of the documented shape`;
  const other = output.find((field) => !hasShape(field, fields));
  return other && `${other.name} is ${clip(readPath(fields, other.name))}, and ${other.type} is documented`;
}
