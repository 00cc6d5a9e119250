import type { Answer } from '../../core/answer.ts';
import { IdvError } from '../../core/errors.ts';
import { lostNumbers } from '../../core/exact-number.ts';
import type { HttpResponse } from '../../core/http.ts';
import { hasDuplicateMembers, hasLostNumbers, isRecord, isTooDeep } from '../../core/json.ts';
import { withoutLongRuns } from '../../core/text/printable.ts';

/** `code` tells an answer that the vendor wrote, and whose status denies it, from one that a gateway may have written. */
function unreadable(response: HttpResponse, why: string, code = 'unreadable-answer'): IdvError {
  const type = (response.headers['content-type'] ?? 'no content type').split(';')[0];
  return new IdvError('unreadable', `the answer could not be read: ${why} (HTTP ${response.status}, ${type})`, {
    code,
    hint: 'a proxy or a wrong --endpoint answers like this',
  });
}

/** `{"Response": {…, "RequestId"}}`, or `{"Response": {"Error": {"Code", "Message"}, "RequestId"}}`; both with HTTP 200. */
export function decodeTencent(response: HttpResponse): Answer {
  const text = response.body.toString('utf8').replace(/^\uFEFF/, '');
  if (/^\s*</.test(text)) throw unreadable(response, 'HTML or XML came in place of JSON');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw unreadable(response, text.trim() === '' ? 'it is empty' : 'it is not complete JSON');
  }
  if (isTooDeep(parsed)) throw unreadable(response, 'it is nested too deep');
  // It is unknown which of two members counts, and they may contradict each other.
  if (hasDuplicateMembers(text)) throw unreadable(response, 'a member stands in it twice');
  if (hasLostNumbers(text)) throw unreadable(response, 'a number in it is too small or too large to be read');
  const { Response: fields, ...others } = isRecord(parsed) ? parsed : {};
  if (!isRecord(fields)) throw unreadable(response, 'the JSON has no Response object');
  // The service writes one member. What stands next to it may take back what is in it.
  if (Object.keys(others).length > 0) throw unreadable(response, 'the JSON has more than a Response');
  const requestId = typeof fields.RequestId === 'string' && fields.RequestId.trim() !== '' ? fields.RequestId : undefined;
  if (fields.Error === undefined || fields.Error === null) {
    if (response.status !== 200) throw unreadable(response, 'the status says failure, the body does not', 'contradictory-answer');
    const lost = [...lostNumbers(text)].map(({ path, number }) => ({ path: path.slice(1), number }));
    return { kind: 'result', fields, requestId, ...(lost.length > 0 ? { lost } : {}) };
  }
  const { Code, Message } = isRecord(fields.Error) ? fields.Error : {};
  if (typeof Code !== 'string' || Code === '') throw unreadable(response, 'its Error has no Code');
  return { kind: 'refusal', code: Code, message: typeof Message === 'string' ? withoutLongRuns(Message) : '', requestId };
}
