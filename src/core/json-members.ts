/** Where the string that starts at `from` in JSON text ends: the index of its closing quote. */
export function endOfString(text: string, from: number): number {
  let end = text.indexOf('"', from + 1);
  for (; end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text[end - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
}

/**
 * True if an object in this JSON text has two members of one name: `JSON.parse` keeps the last without a word.
 * The text must be JSON. Long strings are skipped, not read.
 */
export function hasDuplicateMembers(text: string): boolean {
  const open: (Set<string> | undefined)[] = [];
  let name: string | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') {
      const end = endOfString(text, at);
      name = end - at < 200 ? text.slice(at, end + 1) : undefined;
      at = end;
    } else if (char === '{') open.push(new Set());
    else if (char === '[') open.push(undefined);
    else if (char === '}' || char === ']') open.pop();
    else if (char === ':' && name !== undefined) {
      const members = open.at(-1);
      const spelled = JSON.parse(name) as string;
      if (members?.has(spelled)) return true;
      members?.add(spelled);
      name = undefined;
    }
  }
  return false;
}
