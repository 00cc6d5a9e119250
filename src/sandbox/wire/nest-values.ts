import { isEntries, isObject, type Param } from '../../core/declare/params.ts';

/** Text, or more nodes by the next step of a dotted name: `Filters.0.Name` is three steps deep. */
type NameTree = string | Map<string, NameTree>;

/** What the declaration of an action says about one node. */
interface Declared {
  type: string | undefined;
  members: readonly Param[];
}

const mostSteps = 12;

/** Adds a name to the tree. False if it is not a dotted name, or if it contradicts another name (`A` next to `A.0`). */
function addName(root: Map<string, NameTree>, name: string, text: string): boolean {
  const steps = name.split('.');
  const last = steps.pop() ?? '';
  if (steps.length >= mostSteps || [...steps, last].includes('')) return false;
  let at = root;
  for (const step of steps) {
    const next = at.get(step) ?? new Map<string, NameTree>();
    if (typeof next === 'string') return false;
    at.set(step, next);
    at = next;
  }
  if (at.has(last)) return false;
  at.set(last, text);
  return true;
}

/** In a query or a form every value is text. Text that is written like a value of the declared type becomes one. */
function textAsType(text: string, type: string | undefined): unknown {
  if (type === 'Integer' && /^-?\d+$/.test(text)) return Number(text);
  if (type === 'Float' && /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text)) return Number(text);
  // The vendors' Python clients write `True`. It is not published how the services read it, but users of these clients rely on it.
  if (type === 'Boolean' && /^(?:[Tt]rue|[Ff]alse)$/.test(text)) return text.toLowerCase() === 'true';
  return text;
}

/** The number of the first entry of a list. The vendors differ: Tencent Cloud counts from 0, Alibaba Cloud from 1. */
export type FirstIndex = 0 | 1;

/** The entries of a list, in order. Undefined if the steps do not count up from `first` without a gap. */
function entriesOf(node: Map<string, NameTree>, first: FirstIndex): NameTree[] | undefined {
  const entries = [...node.keys()].map((_, index) => node.get(String(first + index)));
  return entries.every((entry) => entry !== undefined) ? entries : undefined;
}

const membersOf = (param: Param | undefined): readonly Param[] =>
  param === undefined ? [] : isObject(param) ? param.members : isEntries(param) ? param.entry : [];

const declaredOf = (param: Param | undefined): Declared => ({ type: param?.type, members: membersOf(param) });

function nodeValue(node: NameTree, { type, members }: Declared, first: FirstIndex): unknown {
  if (typeof node === 'string') return textAsType(node, type);
  const isList = type?.startsWith('Array of ') ?? members.length === 0;
  const entries = isList ? entriesOf(node, first) : undefined;
  if (entries) return entries.map((entry) => nodeValue(entry, { type: type?.replace('Array of ', ''), members }, first));
  const memberOf = (step: string): Declared => declaredOf(members.find(({ name }) => name === step));
  return Object.fromEntries([...node].map(([step, child]) => [step, nodeValue(child, memberOf(step), first)]));
}

/**
 * Turns text under dotted names into the lists, objects and types that an action declares. A name that is not declared
 * gets the shape that its steps have. Undefined if the names contradict each other.
 */
export function nestValues(
  pairs: Iterable<readonly [name: string, text: string]>,
  params: readonly Param[],
  first: FirstIndex,
): Record<string, unknown> | undefined {
  const root = new Map<string, NameTree>();
  for (const [name, text] of pairs) if (!addName(root, name, text)) return undefined;
  const declared = (name: string): Declared => declaredOf(params.find((param) => param.name === name));
  return Object.fromEntries([...root].map(([name, node]) => [name, nodeValue(node, declared(name), first)]));
}
