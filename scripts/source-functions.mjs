// Finds the functions of a TypeScript source in its syntax tree, for scripts and tests that measure or change sources.
import { parseSync } from 'oxc-parser';

const isNode = (value) => typeof value === 'object' && value !== null && typeof value.type === 'string';

/** Every node of a syntax tree with its parents, the nearest first. */
export function* nodesOf(node, parents = []) {
  yield { node, parents };
  for (const [key, value] of Object.entries(node)) {
    if (key === 'parent') continue;
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesOf(child, [node, ...parents]);
  }
}

/** The syntax tree of a source; throws if it is not TypeScript. */
export function syntaxOf(path, text) {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
  return program;
}

function nameOf({ node, parents: [parent] }) {
  const named = [node.id, parent?.type === 'VariableDeclarator' ? parent.id : undefined, parent?.key].find(
    (candidate) => candidate?.type === 'Identifier' || candidate?.type === 'PrivateIdentifier',
  );
  return named?.name ?? '(anonymous)';
}

/** The functions with a body: name, position of the body in the text, and number of lines. */
export function functionsOf(path, text) {
  const lineOf = (offset) => text.slice(0, offset).split('\n').length;
  return [...nodesOf(syntaxOf(path, text))]
    .filter(({ node }) => /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type) && node.body)
    .map((found) => {
      const { body, start, end } = found.node;
      const line = lineOf(start);
      return { name: nameOf(found), line, lines: lineOf(end) - line + 1, body, isExpression: body.type !== 'BlockStatement' };
    });
}

/** The source, in which each function first runs an expression: the one that `noteOf` returns for the function and its number. */
export function instrumented(path, text, noteOf) {
  const edits = functionsOf(path, text).flatMap((found, index) => {
    const { body, isExpression } = found;
    const note = noteOf(found, index);
    return isExpression
      ? [
          { at: body.start, text: `(${note}, (` },
          { at: body.end, text: '))' },
        ]
      : [{ at: body.start + 1, text: `${note};` }];
  });
  return edits.toSorted((a, b) => b.at - a.at).reduce((rest, edit) => `${rest.slice(0, edit.at)}${edit.text}${rest.slice(edit.at)}`, text);
}
