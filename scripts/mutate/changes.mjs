// Where the sources can be changed, and how: a change turns a condition, a number or an operator into another, or removes a throw.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nodesOf, syntaxOf } from '../source-functions.mjs';

/** The operator that replaces each operator. */
const operators = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '&&': '||',
  '||': '&&',
  '??': '&&',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
};

const isOfTypes = (node) => /^TS/.test(node?.type ?? '');
const isOfImport = (node) => node?.type === 'ImportDeclaration' || node?.type === 'ImportExpression';

/** The replacement for a piece of source, or undefined. */
function changeOf({ node, parents: [parent] }, text) {
  const at = ({ start, end }, by) => ({ start, end, by });
  if ((node.type === 'BinaryExpression' || node.type === 'LogicalExpression') && operators[node.operator]) {
    const start = text.indexOf(node.operator, node.left.end);
    return at({ start, end: start + node.operator.length }, operators[node.operator]);
  }
  if (node.type === 'Literal' && !isOfImport(parent) && !isOfTypes(parent)) {
    if (typeof node.value === 'boolean') return at(node, String(!node.value));
    if (typeof node.value === 'number') return at(node, `(${node.raw} + 1)`);
  }
  if (node.type === 'ConditionalExpression') return at(node.test, `!(${text.slice(node.test.start, node.test.end)})`);
  // If the start is even, the condition becomes true, else false. So both happen, and one place always gets the same change.
  if (node.type === 'IfStatement') return at(node.test, node.test.start % 2 === 0 ? 'true' : 'false');
  if (node.type === 'ThrowStatement') return at(node, ';');
  return undefined;
}

/** Every change that can be made to a source: its path and line, the text it replaces and by what. */
export async function changesOf(root, path) {
  const text = await readFile(join(root, path), 'utf8');
  return [...nodesOf(syntaxOf(path, text))].flatMap((found) => {
    const change = changeOf(found, text);
    if (!change) return [];
    const before = text.slice(0, change.start);
    return [{ path, ...change, line: before.split('\n').length, was: text.slice(change.start, change.end) }];
  });
}
