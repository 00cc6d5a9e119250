import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { IdvError } from '../../../core/errors.ts';
import { malformedAnswer } from './unreadable.ts';
import { decodeXmlText } from './xml-text.ts';

/** Text, or the elements within by name; a name that occurs twice holds a list. */
export type XmlValue = string | { readonly [name: string]: XmlValue | readonly XmlValue[] };

export interface XmlDocument {
  /** Name of the one outermost element; undefined if there are several, which are then the members of `value`. */
  root: string | undefined;
  value: XmlValue;
}

/** Set around the answer, since some of the vendor's own samples lack their root. */
const wrapper = 'idv-answer';

/** A doctype, and with it every entity that could expand, is refused before the library sees the document. */
function refuseDeclarations(text: string): void {
  for (let at = text.indexOf('<!'); at !== -1; at = text.indexOf('<!', at)) {
    const end = text.startsWith('<!--', at) ? '-->' : text.startsWith('<![CDATA[', at) ? ']]>' : undefined;
    if (end === undefined) throw malformedAnswer('its XML has a DOCTYPE');
    const closed = text.indexOf(end, at + 4);
    if (closed === -1) throw malformedAnswer('its XML is cut off');
    at = closed + end.length;
  }
}

/** The library's hook for entities: ours decodes the text, and learns of a doctype that got past the first look. */
const entityDecoder = {
  decode: decodeXmlText,
  addInputEntities: (): never => {
    throw malformedAnswer('its XML has a DOCTYPE');
  },
  setExternalEntities: () => {},
  reset: () => {},
  setXmlVersion: () => {},
};

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  ignorePiTags: true,
  parseTagValue: false,
  trimValues: false,
  jPath: false,
  onDangerousProperty: (name) => name,
  entityDecoder,
});

/** One entry a node in document order: `{ '#text': 'a' }` or `{ Name: [nodes] }`. */
type Node = Record<string, string | Node[]>;

function contentOf(nodes: readonly Node[], arrays: ReadonlySet<string>): XmlValue {
  let text = '';
  const elements = new Map<string, XmlValue | XmlValue[]>();
  for (const [name, content] of nodes.flatMap((node) => Object.entries(node))) {
    if (typeof content === 'string') {
      text += content;
      continue;
    }
    const value = contentOf(content, arrays);
    const before = elements.get(name);
    if (Array.isArray(before)) before.push(value);
    else elements.set(name, before !== undefined ? [before, value] : arrays.has(name) ? [value] : value);
  }
  if (elements.size === 0) return text;
  if (text.trim() !== '') throw malformedAnswer('its XML has text between its elements');
  return Object.fromEntries(elements);
}

function parseNodes(text: string): Node[] {
  try {
    // The validator's messages quote the document; only its yes or no is used.
    if (XMLValidator.validate(text) !== true) throw malformedAnswer('its XML is cut off or malformed');
    return parser.parse(text)[0]?.[wrapper] ?? [];
  } catch (error) {
    throw error instanceof IdvError ? error : malformedAnswer('its XML is malformed');
  }
}

/**
 * An XML document as plain values. Text stays the text it is: `00840000` is not a number, `true` no boolean, and no blank is lost.
 * Repeated elements become lists, as do those named in `arrays` even alone; attributes, comments and processing instructions are dropped.
 * Throws IdvError `unreadable`, which never quotes the document, for what is not well formed and for any DOCTYPE.
 */
export function parseXml(text: string, arrays: ReadonlySet<string> = new Set()): XmlDocument {
  const body = text.replace(/^\uFEFF/, '').replace(/^\s*<\?xml\s[^>]*\?>/, '');
  refuseDeclarations(body);
  const value = contentOf(parseNodes(`<${wrapper}>${body}</${wrapper}>`), arrays);
  if (typeof value === 'string') throw malformedAnswer('its XML has no element');
  const [only, ...others] = Object.entries(value);
  const [root, again] = only === undefined || others.length > 0 ? [] : [only[1]].flat();
  return only === undefined || root === undefined || again !== undefined ? { root: undefined, value } : { root: only[0], value: root };
}
