import { malformedAnswer } from './unreadable.ts';

const predefined: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The characters that XML 1.0 allows. https://www.w3.org/TR/xml/#charsets */
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
  if (!isXmlCharacter(point)) throw malformedAnswer('its XML refers to a character that XML does not allow');
  return String.fromCodePoint(point);
}

/**
 * Resolves the five predefined entities and numeric references, once: `&amp;lt;` becomes `&lt;`. No other entity is allowed, so nothing can
 * expand. Throws IdvError `unreadable` for any other entity, and for a bare ampersand.
 */
export function decodeXmlText(text: string): string {
  return text.replace(/&(?:([^;&]{1,16});)?/g, (_all, name: string | undefined) => {
    if (name === undefined) throw malformedAnswer('its XML has a bare ampersand');
    return referenced(name);
  });
}
