import { headerOf, type WireRequest } from '../../../sign/wire-request.ts';
import { loosePairs, readAuthorization, signatureIn } from '../draft-of.ts';
import { isAnswer, readAnswer } from './error-answer.ts';
import { momentOfHeaders, momentOfPairs, momentOfRequest, schemeOfPairs, schemeOfRequest } from './moment-of.ts';
import { type ReadFile, readCurl } from './read-curl.ts';
import { isHttpRequest, readHttp } from './read-http.ts';
import { readStringToSign } from './read-string-to-sign.ts';
import type { Theirs } from './theirs.ts';

export type Recognised = Theirs | { problem: string };

const unknown: Recognised = { problem: 'idv cannot compare this text' };

/** What is known from a request, which may have been given in several formats. */
function ofRequest(kind: Theirs['kind'], request: WireRequest, notices: string[]): Recognised {
  const scheme = schemeOfRequest(request);
  if (!scheme) return { problem: `the ${kind} carries no signature that idv knows` };
  const signature = signatureIn(request, scheme);
  const authorization = readAuthorization(headerOf(request, 'authorization'));
  return {
    kind,
    scheme,
    request,
    ...momentOfRequest(request, scheme),
    ...(signature === undefined ? {} : { signature }),
    ...(authorization ? { authorization } : {}),
    notices: [...notices, ...(signature === undefined ? ['the request is not signed'] : [])],
  };
}

/** Names and values of the header lines of a canonical request. */
function headersIn(text: string): WireRequest['headers'] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.includes(':'))
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]);
}

function ofCanonicalRequest(text: string): Theirs {
  const headers = headersIn(text);
  // If there is no header that only one scheme has, the command decides.
  const scheme = /(^|\n|;)x-acs-/i.test(text) ? 'acs3' : /(^|\n|;)content-type/i.test(text) ? 'tc3' : undefined;
  return { kind: 'canonical request', scheme, canonical: text, ...momentOfHeaders(headers), notices: [] };
}

function ofAuthorization(text: string): Recognised {
  const authorization = readAuthorization(text.trim().replace(/^authorization\s*:\s*/i, ''));
  if (!authorization) return { problem: 'the Authorization header is not Credential, SignedHeaders and Signature, separated by commas' };
  const scheme = authorization.algorithm.startsWith('ACS3') ? 'acs3' : 'tc3';
  return { kind: 'Authorization header', scheme, authorization, signature: authorization.signature, id: authorization.id, notices: [] };
}

function ofAddress(text: string): Recognised {
  const [, host = '', rest = ''] = /^https?:\/\/([^/?#\s]+)([^#\s]*)/i.exec(text.trim()) ?? [];
  const target = rest.startsWith('/') ? rest : `/${rest}`;
  return ofRequest('address', { method: 'GET', target, headers: [['Host', host]], body: Buffer.alloc(0) }, []);
}

/** A form with its signature, or the text of parameters before it is signed. */
function ofPairs(text: string): Recognised {
  const pairs = loosePairs(text.trim());
  const scheme = schemeOfPairs(pairs);
  if (!scheme) return unknown;
  const signature = pairs.find(([name]) => name === 'Signature')?.[1];
  const moment = momentOfPairs(pairs);
  if (signature === undefined) return { kind: 'canonicalized query', scheme, canonical: text, ...moment, notices: [] };
  return { kind: 'form', scheme, form: text.trim(), signature, ...moment, notices: [] };
}

const isSignature = (text: string): boolean =>
  /^[0-9a-f]{40}$|^[0-9a-f]{64}$/i.test(text) || /^[A-Za-z0-9+/]{27}=$|^[A-Za-z0-9+/]{43}=$/.test(text);

/** Logs write line feeds as a backslash and an n. */
const isEscaped = (text: string): boolean =>
  !text.trim().includes('\n') && /^"?(?:(?:GET|POST)\\n\/|TC3-HMAC-SHA256\\n|ACS3-HMAC-SHA256\\n)/.test(text.trim());

/** The body of a captured answer. */
const withoutStatus = (text: string): string => (/^HTTP\/\d/.test(text) ? text.replace(/^[\s\S]*?\r?\n\r?\n/, '') : text);

/** Recognises the kind of text from its content. Nothing in it is run. */
export async function recognise(bytes: Buffer, read: ReadFile): Promise<Recognised> {
  const text = bytes.toString('utf8');
  const plain = withoutStatus(text.replace(/^\ufeff/, ''));
  if (plain.trim() === '') return { problem: 'it is empty' };
  if (/^\s*(?:\$\s+)?curl(?:\.exe)?\s/.test(plain)) {
    const curl = await readCurl(plain, read);
    return 'problem' in curl ? curl : ofRequest('curl command', curl.request, curl.notices);
  }
  if (isHttpRequest(plain)) {
    const http = readHttp(Buffer.from(plain.length === text.length ? bytes : plain));
    return 'problem' in http
      ? http
      : ofRequest('HTTP request', http.request, [...http.notices, ...(http.fault === undefined ? [] : [http.fault])]);
  }
  if (isAnswer(plain)) return readAnswer(plain);
  if (/^\s*(?:authorization\s*:\s*)?(?:TC3|ACS3)-\S+\s+Credential=/i.test(plain)) return ofAuthorization(plain);
  if (/^\s*https?:\/\/\S+\s*$/i.test(plain)) return ofAddress(plain);
  if (/^\s*(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\r?\n/i.test(plain)) return ofCanonicalRequest(text);
  if (isEscaped(plain)) return recogniseEscaped(plain);
  if (isSignature(plain.trim())) return { kind: 'signature', scheme: undefined, signature: plain.trim(), notices: [] };
  return readStringToSign(text) ?? ofPairs(text);
}

/** The text as it was signed. If it is not from a log, the backslashes in it are a mistake. */
function recogniseEscaped(text: string): Recognised {
  const lines = text.trim().replace(/^"|"$/g, '').replaceAll('\\n', '\n');
  const read = /^(GET|POST)\n/.test(lines) ? ofCanonicalRequest(lines) : readStringToSign(lines);
  if (!read) return unknown;
  return {
    ...read,
    notices: ['the line feeds are written as \\n; if the text was signed with these two characters in it, its hash is different'],
  };
}
