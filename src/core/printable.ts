const longest = 500;

/** Text of a stranger's for a terminal: no escape sequences, no line of its own, no flood. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
  const line = text.replace(/\s+/g, ' ').replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '?');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
