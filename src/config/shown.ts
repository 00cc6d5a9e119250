/**
 * True for a valid profile name. The name may become a part of a file name, because the vendor's own command line tool may keep a profile
 * in a file of that name. Names that every JavaScript object has, such as `__proto__`, are not valid: parsers would lose them.
 */
export const isProfileName = (text: string): boolean => /^[A-Za-z0-9_][\w.-]{0,63}$/.test(text) && !(text in {});

export const profileNameRule =
  'use only letters, digits, . _ and -, at most 64 characters, and no word with a meaning in JavaScript, such as constructor';

/**
 * A name from a user's file, for display. The user may have pasted a key in the place of a name. So text that is as long as a key, or has
 * characters that a name does not need, is not shown.
 */
export function shownName(text: string): string {
  const plain = /^[A-Za-z0-9_$][\w.$-]{0,39}$/.test(text);
  const keyLike = /[A-Za-z0-9]{24}/.test(text) || (text.match(/[A-Za-z0-9]{16,}/g) ?? []).some((run) => /\d/.test(run));
  return plain && !keyLike ? text : '(name withheld)';
}

/** A proxy or endpoint without the user name and password in its URL. */
export function shownUrl(text: string): string {
  if (!URL.canParse(text)) return '(not a URL)';
  const url = new URL(text);
  if (url.username === '' && url.password === '') return text;
  url.username = '…';
  url.password = '';
  return url.href.replace('%E2%80%A6', '…');
}

/** A path quoted for a shell. */
export const shellWord = (path: string): string => (/^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);
