/**
 * A name out of a user's file, fit to be shown. A key pasted in the wrong place can stand where a name belongs,
 * so whatever is as long as a key, or has characters that a name does not need, is withheld.
 */
export function shownName(text: string): string {
  const plain = /^[A-Za-z0-9_$][\w.$-]{0,39}$/.test(text);
  const keyLike = /[A-Za-z0-9]{24}/.test(text) || (text.match(/[A-Za-z0-9]{16,}/g) ?? []).some((run) => /\d/.test(run));
  return plain && !keyLike ? text : '(name withheld)';
}
