import { malformedAnswer } from './unreadable.ts';

const predefined: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** What XML 1.0 allows in a document at all. https://www.w3.org/TR/xml/#charsets */
function isXmlCharacter(point: number): boolean {
  if (point < 0x20) return point === 0x9 || point === 0xa || point === 0xd;
  return point <= 0xd7ff || (point >= 0xe000 && point <= 0xfffd) || (point >= 0x10000 && point <= 0x10ffff);
}

function referenced(name: string): string {
  const digits = /^#(?:x([0-9A-Fa-f]{1,12})|([0-9]{1,12}))$/.exec(name);
  if (!digits) {
    const character = Object.hasOwn(predefined, name) ? predefined[name] : undefined;
    if (character === undefined) throw malformedAnswer('its XML refers to an undeclared entity');
    return character;
  }
  const point = digits[1] === undefined ? Number.parseInt(digits[2] ?? '', 10) : Number.parseInt(digits[1], 16);
  if (!isXmlCharacter(point)) throw malformedAnswer('its XML refers to a character that XML does not have');
  return String.fromCodePoint(point);
}

/**
 * Text with its five predefined entities and its numeric references resolved, once: `&amp;lt;` is `&lt;`.
 * No other entity exists, so that none can expand. Throws IdvError `unreadable` for one, and for a bare ampersand.
 */
export function decodeXmlText(text: string): string {
  return text.replace(/&(?:([^;&]{1,16});)?/g, (_all, name: string | undefined) => {
    if (name === undefined) throw malformedAnswer('its XML has an ampersand that belongs to nothing');
    return referenced(name);
  });
}
