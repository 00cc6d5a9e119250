/** Passes each text to `tell` only once, because many rows give the same notices. */
export function sayOnce(tell: (text: string) => void): (text: string) => void {
  const said = new Set<string>();
  return (text) => {
    if (!said.has(text)) tell(text);
    said.add(text);
  };
}
