import { isEntries, isObject, type Param } from '../core/declare/params.ts';

/** Text and nodes under their steps: `Filters.0.Name` is three deep. */
type Node = string | Map<string, Node>;

/** What a declaration says of one node. */
interface Declared {
  type: string | undefined;
  members: readonly Param[];
}

const deepestName = 12;

/** False where two names contradict each other (`A` beside `A.0`), or one of them is no dotted name. */
function plant(root: Map<string, Node>, name: string, text: string): boolean {
  const steps = name.split('.');
  const last = steps.pop() ?? '';
  if (steps.length >= deepestName || [...steps, last].includes('')) return false;
  let at = root;
  for (const step of steps) {
    const next = at.get(step) ?? new Map<string, Node>();
    if (typeof next === 'string') return false;
    at.set(step, next);
    at = next;
  }
  if (at.has(last)) return false;
  at.set(last, text);
  return true;
}

/** Flat parameters are text alone: what a number or a boolean is written like becomes one. */
function typedText(text: string, type: string | undefined): unknown {
  if (type === 'Integer' && /^-?\d+$/.test(text)) return Number(text);
  if (type === 'Float' && /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text)) return Number(text);
  if (type === 'Boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

/** What the entries of a list are counted from: each vendor does it in its own way. */
export type FirstIndex = 0 | 1;

/** The nodes of a list in their order; undefined where the steps do not count up from the first without a hole. */
function entriesOf(node: Map<string, Node>, first: FirstIndex): Node[] | undefined {
  const entries = [...node.keys()].map((_, index) => node.get(String(first + index)));
  return entries.every((entry) => entry !== undefined) ? entries : undefined;
}

const membersOf = (param: Param | undefined): readonly Param[] =>
  param === undefined ? [] : isObject(param) ? param.members : isEntries(param) ? param.entry : [];

const declaredOf = (param: Param | undefined): Declared => ({ type: param?.type, members: membersOf(param) });

function read(node: Node, { type, members }: Declared, first: FirstIndex): unknown {
  if (typeof node === 'string') return typedText(node, type);
  const isList = type?.startsWith('Array of ') ?? members.length === 0;
  const entries = isList ? entriesOf(node, first) : undefined;
  if (entries) return entries.map((entry) => read(entry, { type: type?.replace('Array of ', ''), members }, first));
  const memberOf = (step: string): Declared => declaredOf(members.find(({ name }) => name === step));
  return Object.fromEntries([...node].map(([step, child]) => [step, read(child, memberOf(step), first)]));
}

/**
 * Dotted names back to the structures that an action declares, text to its types; what it does not declare
 * takes the shape that its names have. Undefined where the names contradict each other.
 */
export function structure(
  pairs: Iterable<readonly [name: string, text: string]>,
  params: readonly Param[],
  first: FirstIndex,
): Record<string, unknown> | undefined {
  const root = new Map<string, Node>();
  for (const [name, text] of pairs) if (!plant(root, name, text)) return undefined;
  const valued = (name: string, node: Node): unknown => read(node, declaredOf(params.find((param) => param.name === name)), first);
  return Object.fromEntries([...root].map(([name, node]) => [name, valued(name, node)]));
}
