/** Escapes untrusted text for HTML text or an attribute value. */
export const escapedMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Coordinates have one decimal: more are not visible and make the page large. */
const attribute = (value: string | number): string => escapedMarkup(typeof value === 'number' ? String(Number(value.toFixed(1))) : value);

/** One element of HTML or SVG; the children must be markup. */
export function tag(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const given = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : ` ${key}="${attribute(value)}"`));
  const open = `<${name}${given.join('')}`;
  return children.length === 0 && ['path', 'line', 'rect', 'circle'].includes(name)
    ? `${open}/>`
    : `${open}>${children.join('')}</${name}>`;
}

/** A table of text: the first row and the first column are headings. */
export function textTable(caption: string, [head = [], ...rows]: readonly (readonly string[])[]): string {
  const headings = head.map((text) => tag('th', { scope: 'col' }, escapedMarkup(text)));
  const body = rows.map(([first = '', ...cells]) =>
    tag('tr', {}, tag('th', { scope: 'row' }, escapedMarkup(first)), ...cells.map((text) => tag('td', {}, escapedMarkup(text)))),
  );
  return tag(
    'table',
    {},
    tag('caption', {}, escapedMarkup(caption)),
    tag('thead', {}, tag('tr', {}, ...headings)),
    tag('tbody', {}, ...body),
  );
}

/** The numbers of a picture, hidden until a reader opens them. */
export const numbersTable = (table: string): string =>
  tag('details', {}, tag('summary', {}, 'The numbers'), tag('div', { class: 'scroll' }, table));
