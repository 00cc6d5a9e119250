import { isUtf8 } from 'node:buffer';

/** One part of a multipart form. */
export interface ReceivedPart {
  name: string;
  content: Buffer;
  /** What the part holds: bytes, JSON, or the text of a value. */
  holds: 'file' | 'json' | 'text';
}

const boundaryShape = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))\s*(?:;|$)/i;
const dispositionShape = /^content-disposition: *form-data; *name="([^"]+)"(; *filename="[^"]*")?$/gi;

const unquoted = (name: string): string => name.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');

/** A part with a file name is a file, whether it has a content type or not. For other parts, the content type decides. */
function holdsOf(lines: readonly string[], hasFileName: boolean): ReceivedPart['holds'] {
  const type = lines.map((line) => /^content-type: *([^;\s]+)/i.exec(line)?.[1]?.toLowerCase()).find((found) => found !== undefined);
  if (hasFileName) return 'file';
  if (type === undefined || type === 'text/plain') return 'text';
  return type === 'application/json' ? 'json' : 'file';
}

function readHead(head: Buffer): Pick<ReceivedPart, 'name' | 'holds'> | undefined {
  if (!isUtf8(head)) return undefined;
  const lines = head.toString('utf8').split('\r\n');
  const [disposition, ...others] = lines.flatMap((line) => [...line.matchAll(dispositionShape)]);
  const name = disposition?.[1];
  if (name === undefined || others.length > 0) return undefined;
  return { name: unquoted(name), holds: holdsOf(lines, disposition?.[2] !== undefined) };
}

/** The parts of a `multipart/form-data` body, in their order. Undefined if the format is incorrect. */
export function parseMultipart(contentType: string, body: Buffer): ReceivedPart[] | undefined {
  const [, quotedBoundary, plainBoundary] = boundaryShape.exec(contentType) ?? [];
  const boundary = quotedBoundary ?? plainBoundary;
  if (boundary === undefined) return undefined;
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const parts: ReceivedPart[] = [];
  // The first delimiter has no line break before it.
  let at = delimiter.length - 2;
  if (!body.subarray(0, at).equals(delimiter.subarray(2))) return undefined;
  while (body.toString('latin1', at, at + 2) === '\r\n') {
    const headEnd = body.indexOf('\r\n\r\n', at + 2);
    const head = headEnd < 0 ? undefined : readHead(body.subarray(at + 2, headEnd));
    const end = body.indexOf(delimiter, headEnd + 4);
    if (!head || end < 0) return undefined;
    parts.push({ ...head, content: body.subarray(headEnd + 4, end) });
    at = end + delimiter.length;
  }
  return /^--(?:\r\n)?$/.test(body.toString('latin1', at)) ? parts : undefined;
}
