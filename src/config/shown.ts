/**
 * Narrow enough to be a part of a file's name: a vendor's own command line may keep a profile in a file of that name. Names that every
 * object of JavaScript has, such as `__proto__`, are none: readers of the file lose them.
 */
export const isProfileName = (text: string): boolean => /^[A-Za-z0-9_][\w.-]{0,63}$/.test(text) && !(text in {});

export const profileNameRule =
  'use only letters, digits, . _ and -, at most 64 characters, and no word with a meaning in JavaScript, such as constructor';

/**
 * A name out of a user's file, fit to be shown. A key pasted in the wrong place can stand where a name belongs,
 * so whatever is as long as a key, or has characters that a name does not need, is withheld.
 */
export function shownName(text: string): string {
  const plain = /^[A-Za-z0-9_$][\w.$-]{0,39}$/.test(text);
  const keyLike = /[A-Za-z0-9]{24}/.test(text) || (text.match(/[A-Za-z0-9]{16,}/g) ?? []).some((run) => /\d/.test(run));
  return plain && !keyLike ? text : '(name withheld)';
}

/** A proxy or endpoint without the user name and password that can stand in its URL. */
export function shownUrl(text: string): string {
  if (!URL.canParse(text)) return '(not a URL)';
  const url = new URL(text);
  if (url.username === '' && url.password === '') return text;
  url.username = '…';
  url.password = '';
  return url.href.replace('%E2%80%A6', '…');
}

/** A path as a shell takes it. */
export const shellWord = (path: string): string => (/^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);
