/** Passes each text to `pass` only once, because many rows give the same notices. */
export function oncePerText(pass: (text: string) => void): (text: string) => void {
  const passed = new Set<string>();
  return (text) => {
    if (!passed.has(text)) pass(text);
    passed.add(text);
  };
}
