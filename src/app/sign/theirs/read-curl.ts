import { formType } from '../../../core/http.ts';
import { percentEncode } from '../../../sign/encode.ts';
import type { WireRequest } from '../../../sign/wire-request.ts';
import { type CurlOption, notFollowed, readCurlOptions } from './curl-options.ts';
import { shellWords } from './shell-words.ts';

/** Reads a file that the command names, or returns the problem. */
export type ReadFile = (path: string) => Promise<Buffer | { problem: string }>;

/** `fault` says why the body cannot be the one that was sent. */
export type Read = { request: WireRequest; notices: string[]; fault?: string } | { problem: string };

const isFile = (kind: string, text: string): boolean => kind !== 'data-raw' && text.startsWith('@');

/** `name=content`, `=content`, `name@file` or just content: the content is encoded, the name is not. */
async function urlEncoded(text: string, read: ReadFile): Promise<Buffer | { problem: string }> {
  const [, name = '', mark = '', content = text] = /^([^=@]*)([=@])(.*)$/s.exec(text) ?? [];
  const value = mark === '@' ? await read(content) : Buffer.from(content);
  if ('problem' in value) return value;
  // curl writes a blank as a plus, as forms do.
  const encoded = percentEncode(value.toString('utf8')).replaceAll('%20', '+');
  return Buffer.from(`${name === '' ? '' : `${name}=`}${encoded}`);
}

async function dataOf([kind, text]: CurlOption, read: ReadFile): Promise<Buffer | { problem: string }> {
  if (kind === 'data-urlencode') return urlEncoded(text, read);
  if (!isFile(kind, text)) return Buffer.from(text);
  const bytes = await read(text.slice(1));
  if ('problem' in bytes || kind !== 'data') return bytes;
  return Buffer.from(bytes.filter((byte) => byte !== 10 && byte !== 13 && byte !== 0));
}

/** The lines `url = "…"` and `header = "…"` of a curl config file. */
async function configured(path: string, read: ReadFile): Promise<CurlOption[] | { problem: string }> {
  const bytes = await read(path);
  if ('problem' in bytes) return bytes;
  return bytes
    .toString('utf8')
    .split(/\r?\n/)
    .flatMap((line): CurlOption[] => {
      const [, name, text = ''] = /^(url|header)\s*=\s*"((?:[^"\\]|\\.)*)"/.exec(line.trim()) ?? [];
      return name === undefined ? [] : [[name, text.replace(/\\(.)/g, '$1')]];
    });
}

/** `Name: value`, or `Name;` for one without a value; `Name:` removes one of curl's own headers. */
function pairOf(text: string): [string, string] | undefined {
  const [, name = '', mark, value = ''] = /^([^:;]+)([:;])(.*)$/s.exec(text) ?? [];
  if (mark === ';') return value.trim() === '' ? [name.trim(), ''] : undefined;
  return mark === ':' && value.trim() !== '' ? [name.trim(), value.trim()] : undefined;
}

function headersOf(options: readonly CurlOption[], host: string, isData: boolean): [string, string][] {
  const given = options
    .flatMap(([name, value]) => (name === 'header' ? [pairOf(value) ?? []] : []))
    .filter((pair): pair is [string, string] => pair.length === 2);
  const has = (name: string): boolean => options.some(([kind, value]) => kind === 'header' && value.toLowerCase().startsWith(name));
  const isJson = options.some(([kind]) => kind === 'json');
  return [
    ...(has('host:') ? [] : [['Host', host] as [string, string]]),
    ...given,
    ...(isData && !has('content-type:') ? [['Content-Type', isJson ? 'application/json' : formType] as [string, string]] : []),
  ];
}

const dataKinds = new Set(['data', 'data-raw', 'data-binary', 'data-urlencode', 'json']);

async function bodyOf(options: readonly CurlOption[], read: ReadFile): Promise<Buffer | undefined | { problem: string }> {
  const pieces: Buffer[] = [];
  for (const option of options.filter(([kind]) => dataKinds.has(kind))) {
    const piece = await dataOf(option, read);
    if ('problem' in piece) return piece;
    pieces.push(...(pieces.length > 0 && option[0] !== 'json' ? [Buffer.from('&')] : []), piece);
  }
  return pieces.length === 0 ? undefined : Buffer.concat(pieces);
}

function noticesOf(options: readonly CurlOption[], ignored: readonly string[]): string[] {
  const strips = options.some(([kind, text]) => kind === 'data' && text.startsWith('@'));
  const lost = ignored.filter((flag) => notFollowed.has(flag.replace(/^-+/, '')));
  const others = ignored.filter((flag) => !lost.includes(flag));
  return [
    ...(strips ? ['curl removes the line breaks of a file that -d sends; --data-binary sends it unchanged'] : []),
    ...(lost.length > 0 ? [`idv does not support ${lost.join(', ')} of curl, which changes the request`] : []),
    ...(others.length > 0 ? [`options of curl that do not change the request are ignored: ${[...new Set(others)].join(', ')}`] : []),
  ];
}

/** The request that a curl command would send. The command is read, never run. */
export async function readCurl(text: string, read: ReadFile): Promise<Read> {
  const parsed = shellWords(text.replace(/^\s*\$\s+/, ''));
  if (!parsed) return { problem: 'a quote in the curl command is not closed' };
  const { options, ignored } = readCurlOptions(parsed.words.slice(1));
  for (const [, path] of options.filter(([name]) => name === 'config')) {
    const more = await configured(path, read);
    if ('problem' in more) return more;
    options.push(...more);
  }
  const address = options.find(([name]) => name === 'url')?.[1] ?? '';
  const [, origin = '', rest = ''] = /^(?:[a-z]+:\/\/)?([^/?#]+)([^#]*)/i.exec(address) ?? [];
  if (origin === '') return { problem: 'the curl command has no address' };
  const body = await bodyOf(options, read);
  if (body && 'problem' in body) return body;
  const isGet = options.some(([name]) => name === 'get');
  const [path = '', query] = [rest.split('?')[0], rest.includes('?') ? rest.slice(rest.indexOf('?') + 1) : undefined];
  const queries = [query, isGet ? body?.toString('utf8') : undefined].filter((each) => each !== undefined && each !== '');
  const method = options.find(([name]) => name === 'request')?.[1] ?? (isGet || !body ? 'GET' : 'POST');
  const host = origin.replace(/^.*@/, '');
  return {
    request: {
      method,
      target: `${path === '' ? '/' : path}${queries.length > 0 ? `?${queries.join('&')}` : ''}`,
      headers: headersOf(options, host, body !== undefined && !isGet),
      body: isGet || !body ? Buffer.alloc(0) : body,
    },
    notices: [...parsed.notices, ...noticesOf(options, ignored)],
  };
}
