import type { Answer } from '../../core/answer.ts';
import { IdvError } from '../../core/errors.ts';
import type { HttpResponse } from '../../core/http.ts';
import { isRecord } from '../../core/record.ts';
import { type OutputShape, typedOutput } from './typed-output.ts';
import { unreadable } from './unreadable.ts';
import { parseXml } from './xml.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A refusal with all that came along: ID Verification puts Data beside its numeric codes. */
export type AliyunRefusal = Extract<Answer, { kind: 'refusal' }> & {
  fields: Fields;
  /** What the service signed, where a signature did not match. Holds every parameter of the request: never to be shown as it is. */
  serverStringToSign?: string;
};

export type AliyunAnswer = Extract<Answer, { kind: 'result' }> | AliyunRefusal;

const textOr = <T>(value: unknown, fallback: T): string | T => (typeof value === 'string' && value !== '' ? value : fallback);

function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

interface Body {
  fields: Fields;
  /** XML says by its root that it is an error; JSON only by its Code. */
  isError: boolean;
}

/** `<CompareFaceResponse>`, `<Error>`, or neither: some of the vendor's samples begin with `<RequestId>`. */
function xmlBody(text: string, shape: OutputShape | undefined): Body {
  const { root, value } = parseXml(text);
  const isError = root === 'Error';
  const known = root === undefined || isError || root.endsWith('Response');
  const fields = known ? (value === '' ? {} : value) : root === 'RequestId' ? { RequestId: value } : undefined;
  if (fields === undefined || typeof fields === 'string') throw unreadable('its XML is not an answer of Alibaba Cloud');
  return { fields: shape && !isError ? typedOutput(fields, shape) : fields, isError };
}

/** What the body is, is seen by the body: gateways label JSON as XML and the reverse. */
function bodyOf(text: string, shape: OutputShape | undefined): Body {
  if (text.trim() === '') throw unreadable('it is empty');
  if (/^\s*<(!doctype\s+html|html|head|body)[\s>]/i.test(text)) throw unreadable('HTML came in place of JSON or XML');
  if (/^\s*</.test(text)) return xmlBody(text, shape);
  const fields = jsonObject(text);
  if (!fields) throw unreadable('it is not one whole JSON object');
  return { fields, isError: false };
}

/** As the vendor's own clients see it; a body without a Code is a success too. */
const successCodes: readonly unknown[] = [undefined, null, 200, '200', 'OK', 'Success', 'success'];

/** ID Verification numbers its codes and writes Data as JSON text, or, newer, as an object. */
function withParsedData(fields: Fields): Fields {
  if (!/^\d{3}$/.test(String(fields.Code)) || typeof fields.Data !== 'string') return fields;
  const data = jsonObject(fields.Data);
  return data ? { ...fields, Data: data } : fields;
}

const signedText = /\s*server string to sign is:\s*/i;

function refusalOf(code: string, fields: Fields, requestId: string | undefined): AliyunRefusal {
  const [message = '', ...signed] = textOr(fields.Message, '').split(signedText);
  if (signed.length === 0) return { kind: 'refusal', code, message, requestId, fields };
  return { kind: 'refusal', code, message, requestId, fields: { ...fields, Message: message }, serverStringToSign: signed.join('') };
}

function answerOf({ fields: raw, isError }: Body, status: number): AliyunAnswer {
  const fields = withParsedData(raw);
  const requestId = textOr(fields.RequestId, undefined);
  if (isError || !successCodes.includes(fields.Code)) {
    const { Code } = fields;
    const code = typeof Code === 'number' ? String(Code) : textOr(Code, undefined);
    if (code === undefined) throw unreadable('its Code is neither text nor a number', requestId);
    return refusalOf(code, fields, requestId);
  }
  if (Math.floor(status / 100) !== 2) throw unreadable('the status says failure, the body does not', requestId);
  if (requestId === undefined) throw unreadable('it has no RequestId, which every answer of Alibaba Cloud has');
  return { kind: 'result', fields, requestId };
}

/**
 * What an answer says, the same for JSON and XML where `shape` declares the output: XML text becomes the documented types.
 * A refusal's code is the vendor's own, verbatim: `SignatureDoesNotMatch`, or `400` of ID Verification, whose number becomes text.
 * Throws IdvError `unreadable` where the answer is not in the vendor's shape.
 */
export function decodeAnswer(response: HttpResponse, shape?: OutputShape): AliyunAnswer {
  try {
    return answerOf(bodyOf(response.body.toString('utf8').replace(/^\uFEFF/, ''), shape), response.status);
  } catch (error) {
    if (!(error instanceof IdvError)) throw error;
    const type = (response.headers['content-type'] ?? 'no content type').split(';')[0]?.slice(0, 60);
    const { code, hint = '', requestId } = error;
    throw new IdvError('unreadable', `${error.message} (HTTP ${response.status}, ${type})`, {
      code,
      hint,
      ...(requestId === undefined ? {} : { requestId }),
    });
  }
}
