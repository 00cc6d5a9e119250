/** Text without these characters at its end. A pattern like `=+$` starts again in each run of them, and takes the square of a long run. */
export function withoutEnding(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
