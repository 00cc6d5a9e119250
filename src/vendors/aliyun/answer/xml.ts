import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { IdvError } from '../../../core/errors.ts';
import { malformedAnswer } from './unreadable.ts';
import { decodeXmlText } from './xml-text.ts';

/** Text, or the inner elements by name; a name that occurs twice has a list. */
export type XmlValue = string | { readonly [name: string]: XmlValue | readonly XmlValue[] };

export interface XmlDocument {
  /** Name of the one outermost element; undefined if there are several, which are then the members of `value`. */
  root: string | undefined;
  value: XmlValue;
}

/** Wraps the answer, because some of the vendor's own samples have no root. */
const wrapper = 'idv-answer';

/** Refuses a doctype, and with it every entity that could expand, before the library sees the document. */
function refuseDeclarations(text: string): void {
  for (let at = text.indexOf('<!'); at !== -1; at = text.indexOf('<!', at)) {
    const end = text.startsWith('<!--', at) ? '-->' : text.startsWith('<![CDATA[', at) ? ']]>' : undefined;
    if (end === undefined) throw malformedAnswer('its XML has a DOCTYPE');
    const closed = text.indexOf(end, at + 4);
    if (closed === -1) throw malformedAnswer('its XML is cut off');
    at = closed + end.length;
  }
}

/** The library's hook for entities: it decodes the text, and catches a doctype that the first check missed. */
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

/** One entry per node, in document order: `{ '#text': 'a' }` or `{ Name: [nodes] }`. */
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
    // The validator's messages quote the document, so only its result is used.
    if (XMLValidator.validate(text) !== true) throw malformedAnswer('its XML is cut off or malformed');
    return parser.parse(text)[0]?.[wrapper] ?? [];
  } catch (error) {
    // The validator accepts any depth, and the parser throws for a depth that no answer has.
    throw error instanceof IdvError ? error : malformedAnswer('its XML is malformed or nested too deep');
  }
}

/**
 * Converts an XML document to plain values. Text stays text: `00840000` does not become a number, `true` does not become a boolean, and no
 * blank is lost. Repeated elements become lists, and so do elements named in `arrays`, even if there is only one. Attributes, comments and
 * processing instructions are dropped. Throws IdvError `unreadable`, which never quotes the document, if it is not well formed or has a
 * DOCTYPE.
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
