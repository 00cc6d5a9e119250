/** The path of a member of a document, and its new value; undefined removes the member. */
export interface Edit {
  path: readonly string[];
  value: string | number | boolean | undefined;
}

/** Loads yaml when it is first used. yaml is CommonJS, so the built program has only its default export. */
const library = async () => (await import('yaml')).default;

export const yamlText = async (value: unknown): Promise<string> => (await library()).stringify(value);

/**
 * Applies edits to a YAML document. Its comments, its order and everything else stay as they are. The text must be valid YAML. Throws if a
 * path leads through something that is not a mapping, such as an alias.
 */
export async function editedYaml(text: string, edits: readonly Edit[]): Promise<string> {
  const document = (await library()).parseDocument(text);
  for (const { path, value } of edits) {
    if (value !== undefined) document.setIn(path, value);
    else if (document.hasIn(path)) document.deleteIn(path);
  }
  // Long values stay on one line, because a folded key would not be a valid key.
  return document.toString({ lineWidth: 0 });
}
