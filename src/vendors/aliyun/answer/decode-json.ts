import type { Answer, Refusal } from '../../../core/answer.ts';
import { IdvError } from '../../../core/errors.ts';
import type { LostDigits } from '../../../core/exact-number.ts';
import { lostNumbers } from '../../../core/exact-number.ts';
import type { HttpResponse } from '../../../core/http.ts';
import { hasDuplicateMembers, hasLostNumbers, isRecord, isTooDeep } from '../../../core/json.ts';
import { withoutLongRuns } from '../../../core/text/printable.ts';
import { type JsonTextShape, withObjects } from './json-texts.ts';
import { malformedAnswer } from './unreadable.ts';

type Fields = Readonly<Record<string, unknown>>;

const textOr = <T>(value: unknown, fallback: T): string | T => (typeof value === 'string' && value.trim() !== '' ? value : fallback);

/**
 * If two members have the same name, it is unknown which one counts; and a number that loses digits is wrong. Text with either is not
 * accepted.
 */
function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && !hasDuplicateMembers(text) && !hasLostNumbers(text) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The same for JSON text in a member of an answer. Numbers with more digits than a double can hold are added to `lost`. */
export const jsonObjectIn =
  (lost: LostDigits[]) =>
  (text: string, path: readonly string[]): Record<string, unknown> | undefined => {
    const value = jsonObject(text);
    if (value) for (const inner of lostNumbers(text)) lost.push({ ...inner, path: [...path, ...inner.path] });
    return value;
  };

/** The members of an answer, from either format. */
export interface Body {
  fields: Fields;
  /** The root element of XML says that it is an error; in JSON only Code does. */
  isError: boolean;
  /** Numbers with more digits than a double can hold. */
  lost: LostDigits[];
}

/** The same values as in the vendor's own clients; a body without a Code is a success too. */
const successCodes: readonly unknown[] = [undefined, null, 200, '200', 'OK', 'Success', 'success'];

/** ID Verification has numeric codes and writes Data as JSON text, or in newer versions as an object. */
function withParsedData({ fields, lost }: Pick<Body, 'fields' | 'lost'>): Fields {
  const { Code } = fields;
  const isNumbered = /^\d{3}$/.test(typeof Code === 'number' ? String(Code) : textOr(Code, ''));
  if (!isNumbered || typeof fields.Data !== 'string') return fields;
  const data = jsonObjectIn(lost)(fields.Data, ['Data']);
  return data ? { ...fields, Data: data } : fields;
}

const signedTextPattern = /server\s+string\s+to\s+sign\s+is:/i;

/** Other forms of the introduction: the text after it may be the complete request. */
const echoPattern = /string[\s_-]*to[\s_-]*sign|canonical[\s_-]*(?:request|query)/i;

function withoutEcho(text: string): string {
  const at = text.search(echoPattern);
  return withoutLongRuns((at < 0 ? text : text.slice(0, at)).trimEnd());
}

/** What an error answer says in addition to its message: why ID Verification could not run, or which permission was missing. */
function detailsOf({ Data, AccessDeniedDetail }: Fields): string[] {
  const { retMessage, retCodeSub } = isRecord(Data) ? Data : {};
  const { AuthAction } = isRecord(AccessDeniedDetail) ? AccessDeniedDetail : {};
  return [retMessage, retCodeSub, AuthAction].flatMap((text) => textOr(text, []));
}

/** The members that say why there is no result. */
const reasons: readonly string[] = ['retMessage', 'retCode', 'retCodeSub'];

/** True if the answer has members of a result. An error has none of them. */
const hasResultIn = ({ Data, Result }: Fields): boolean =>
  [Data, Result].some((part) =>
    isRecord(part)
      ? Object.entries(part).some(([name, value]) => value !== null && value !== 'false' && !reasons.includes(name))
      : Boolean(part),
  );

function refusalOf(code: string, fields: Fields, requestId: string | undefined): Refusal {
  const [sentence = '', ...signed] = textOr(fields.Message, '').split(signedTextPattern);
  const details = detailsOf(fields);
  const texts = [sentence, ...details].map(withoutEcho);
  const message = details.length === 0 ? (texts[0] ?? '') : `${texts[0]} (${texts.slice(1).join(', ')})`;
  return {
    kind: 'refusal',
    code,
    message,
    requestId,
    ...(signed.length === 0 ? {} : { serverStringToSign: signed.join('').trimStart() }),
    ...(hasResultIn(fields) ? { hasResult: true } : {}),
  };
}

function answerOf(body: Body, status: number): Answer {
  const { isError, lost } = body;
  const fields = withParsedData(body);
  const requestId = textOr(fields.RequestId, undefined);
  if (isError || !successCodes.includes(fields.Code)) {
    const { Code } = fields;
    const code = typeof Code === 'number' ? String(Code) : textOr(Code, undefined);
    if (code === undefined) throw malformedAnswer('its Code is neither text nor a number', requestId);
    return refusalOf(code, fields, requestId);
  }
  if (Math.floor(status / 100) !== 2)
    throw malformedAnswer('the status says failure, but the body does not', requestId, 'contradictory-answer');
  if (requestId === undefined) throw malformedAnswer('it has no RequestId, which every answer of Alibaba Cloud has');
  return { kind: 'result', fields, requestId, ...(lost.length > 0 ? { lost } : {}) };
}

/** The body itself decides, because gateways label JSON as XML and XML as JSON. */
export const isXml = ({ body }: HttpResponse): boolean =>
  /^\s*</.test(
    body
      .subarray(0, 256)
      .toString('utf8')
      .replace(/^\uFEFF/, ''),
  );

function jsonBody(text: string, declared: JsonTextShape): Body {
  const fields = jsonObject(text);
  if (!fields) throw malformedAnswer('it is not a complete JSON object in which each member occurs once and each number is readable');
  const lost = [...lostNumbers(text)];
  return { fields: withObjects(fields, declared, jsonObjectIn(lost)), isError: false, lost };
}

/**
 * An answer whose body `read` understands. A refusal's code is the vendor's own, verbatim: `SignatureDoesNotMatch`, or `400` of ID
 * Verification, converted to text. Throws IdvError `unreadable` if the answer does not have the vendor's format.
 */
export function decodeWith(response: HttpResponse, read: (text: string) => Body): Answer {
  let body: Body | undefined;
  try {
    const text = response.body.toString('utf8').replace(/^\uFEFF/, '');
    if (text.trim() === '') throw malformedAnswer('it is empty');
    body = read(text);
    if (isTooDeep(body.fields)) throw malformedAnswer('it is nested too deep');
    return answerOf(body, response.status);
  } catch (error) {
    if (!(error instanceof IdvError)) throw error;
    const type = (response.headers['content-type'] ?? 'no content type').split(';')[0]?.slice(0, 60);
    const { code, hint = '', requestId = textOr(body?.fields.RequestId, undefined) } = error;
    throw new IdvError('unreadable', `${error.message} (HTTP ${response.status}, ${type})`, {
      code,
      hint,
      ...(requestId === undefined ? {} : { requestId }),
    });
  }
}

/** Decodes an answer in JSON; the declaration says which of its members are JSON text. Throws as `decodeWith`. */
export const decodeJson = (response: HttpResponse, declared: JsonTextShape = {}): Answer =>
  decodeWith(response, (text) => jsonBody(text, declared));
