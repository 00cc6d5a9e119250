/**
 * Milliseconds since 1970 of an HTTP date (`Tue, 25 Sep 2018 08:18:37 GMT`), or nothing for any other text.
 * `Date.parse` alone takes `2`, `31 Feb` and dates without a zone; only a real date prints back as it was.
 * https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
 */
export function parseHttpDate(text: string): number | undefined {
  const timeMs = Date.parse(text);
  return !Number.isNaN(timeMs) && new Date(timeMs).toUTCString() === text ? timeMs : undefined;
}
