// Makes a source note which of its functions run.
import { functionsOf } from '../source-functions.mjs';

/** The source, in which each function first notes its number, and the top level notes the first one. */
export function instrument(path, text, first) {
  const edits = functionsOf(path, text).flatMap(({ body, isExpression }, index) => {
    const note = `globalThis.idvReached?.add(${first + index + 1})`;
    return isExpression
      ? [
          { at: body.start, text: `(${note}, (` },
          { at: body.end, text: '))' },
        ]
      : [{ at: body.start + 1, text: `${note};` }];
  });
  const instrumented = edits
    .toSorted((a, b) => b.at - a.at)
    .reduce((rest, edit) => `${rest.slice(0, edit.at)}${edit.text}${rest.slice(edit.at)}`, text);
  return `globalThis.idvReached?.add(${first});${instrumented}`;
}
