import { hasDuplicateMembers, isRecord } from '../../core/json.ts';
import { eachLine } from './read-text.ts';

export type OnObject = (object: Readonly<Record<string, unknown>>, line: number) => void;
export type OnFault = (line: number, kind: string, fix: string) => void;

const oneObject = 'give one JSON object per line';

function parsed(text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads JSON objects: one per line, or over several lines as `--json` prints a result, from a line with only `{` to a line with only `}`.
 * `parse` throws for a text that is not JSON.
 */
export async function readJsonLines(
  pieces: AsyncIterable<string>,
  onObject: OnObject,
  onFault: OnFault,
  parse: (text: string) => unknown = JSON.parse,
): Promise<void> {
  let open: { line: number; text: string[] } | undefined;
  const report = (text: string, line: number): void => {
    const object = parsed(text, parse);
    if (object !== undefined && hasDuplicateMembers(text)) onFault(line, 'an object with the same member twice', 'give each member once');
    else if (isRecord(object)) onObject(object, line);
    else if (Array.isArray(object)) onFault(line, 'a JSON list', "give one JSON object per line, as jq -c '.[]' does");
    else onFault(line, object === undefined ? 'not JSON' : 'a JSON value that is not an object', oneObject);
  };
  await eachLine(pieces, (text, line) => {
    if (open) {
      open.text.push(text);
      if (text !== '}') return;
      report(open.text.join('\n'), open.line);
      open = undefined;
    } else if (text === '{') open = { line, text: [text] };
    else if (text.trim() !== '') report(text, line);
  });
  if (open) onFault(open.line, 'a JSON object that does not end', 'the file was perhaps cut off');
}
