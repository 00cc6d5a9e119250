/** Longer than an id, a name or a word of any message. */
const longestWord = 100;

/**
 * A message of the service without what it may echo of the request: a session token, a photo as base64, a query that was signed.
 * All of these are long runs without a blank; what is said in words is kept.
 */
export const withoutLongRuns = (text: string): string =>
  text.replace(/\S+/g, (word) => (word.length > longestWord ? `<${word.length} characters>` : word));
