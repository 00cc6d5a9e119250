import { canonicalQuery, compareBytes, percentEncode } from '../sign/encode.ts';

/** The query for display. If `shown` has a note in place of a value, the note is not encoded. */
export function shownQuery(sent: Readonly<Record<string, string>>, shown: Readonly<Record<string, string>>): string {
  const pair = (name: string): string =>
    shown[name] === sent[name] ? canonicalQuery({ [name]: sent[name] ?? '' }) : `${percentEncode(name)}=${shown[name]}`;
  return Object.keys(sent).sort(compareBytes).map(pair).join('&');
}
