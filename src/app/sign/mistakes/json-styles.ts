import { isRecord } from '../../../core/json.ts';

/** How a library writes JSON. */
export interface JsonStyle {
  comma: string;
  colon: string;
  /** The transformation of the JSON of each string. */
  text(json: string): string;
}

export const compact: JsonStyle = { comma: ',', colon: ':', text: (json) => json };
/** The style of Python. */
export const spaced: JsonStyle = { ...compact, comma: ', ', colon: ': ' };

export const unicodeEscapes = (json: string): string =>
  json.replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
export const slashEscapes = (json: string): string => json.replaceAll('/', '\\/');
export const htmlEscapes = (json: string): string => json.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026');

/** JSON in the style of another library. */
export function writeJson(value: unknown, style: JsonStyle): string {
  if (Array.isArray(value)) return `[${value.map((entry) => writeJson(entry, style)).join(style.comma)}]`;
  if (!isRecord(value)) return typeof value === 'string' ? style.text(JSON.stringify(value)) : JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${style.text(JSON.stringify(name))}${style.colon}${writeJson(member, style)}`,
  );
  return `{${members.join(style.comma)}}`;
}

/** All orders of a list that is short enough. */
function orders<T>(items: readonly T[]): T[][] {
  if (items.length > 6) return [[...items], [...items].reverse()];
  if (items.length < 2) return [[...items]];
  return items.flatMap((first, index) => orders(items.filter((_item, at) => at !== index)).map((rest) => [first, ...rest]));
}

/** The largest number of member orders that is tried. */
export const mostOrders = 2000;

/** The same value with the members of its objects in every order, as far as the limit allows. */
export function reordered(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value.reduce<unknown[][]>(
      (made, entry) =>
        reordered(entry)
          .flatMap((one) => made.map((before) => [...before, one]))
          .slice(0, mostOrders),
      [[]],
    );
  }
  if (!isRecord(value)) return [value];
  return orders(Object.keys(value))
    .slice(0, mostOrders)
    .flatMap((names) =>
      names.reduce<Record<string, unknown>[]>(
        (made, name) =>
          reordered(value[name])
            .flatMap((one) => made.map((before) => ({ ...before, [name]: one })))
            .slice(0, mostOrders),
        [{}],
      ),
    )
    .slice(0, mostOrders);
}
