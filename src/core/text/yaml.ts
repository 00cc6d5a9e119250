/** A member of a document by its path, and its new value; undefined takes the member out. */
export interface Edit {
  path: readonly string[];
  value: string | number | boolean | undefined;
}

/** yaml is CommonJS: in the built program only its default export is there. Loaded where it is first used. */
const library = async () => (await import('yaml')).default;

export const yamlText = async (value: unknown): Promise<string> => (await library()).stringify(value);

/**
 * A YAML document after some edits: its comments, its order and what the edits do not name stay as they are. The text must parse.
 * Throws where an edit would go through something that is not a mapping, as an alias is not.
 */
export async function editedYaml(text: string, edits: readonly Edit[]): Promise<string> {
  const document = (await library()).parseDocument(text);
  for (const { path, value } of edits) {
    if (value !== undefined) document.setIn(path, value);
    else if (document.hasIn(path)) document.deleteIn(path);
  }
  // Long values stay on one line: a folded key would be no key.
  return document.toString({ lineWidth: 0 });
}
