import type { Answer } from '../../core/answer.ts';
import type { HttpResponse } from '../../core/http.ts';
import { answered, type Body, decodeJson, isXml } from './decode-json.ts';
import { type OutputShape, typedOutput } from './typed-output.ts';
import { unreadable } from './unreadable.ts';
import { parseXml } from './xml.ts';

/** `<CompareFaceResponse>`, `<Error>`, or neither: some of the vendor's samples begin with `<RequestId>`. */
function xmlBody(text: string, shape: OutputShape | undefined): Body {
  if (/^\s*<(!doctype\s+html|html|head|body)[\s>]/i.test(text)) throw unreadable('HTML came in place of JSON or XML');
  const { root, value } = parseXml(text);
  const isError = root === 'Error';
  const known = root === undefined || isError || root.endsWith('Response');
  const fields = known ? (value === '' ? {} : value) : root === 'RequestId' ? { RequestId: value } : undefined;
  if (fields === undefined || typeof fields === 'string') throw unreadable('its XML is not an answer of Alibaba Cloud');
  return { fields: shape && !isError ? typedOutput(fields, shape) : fields, isError };
}

/**
 * What an answer says, the same for JSON and XML where `shape` declares the output: XML text becomes the documented types.
 * Throws as `answered`.
 */
export const decodeAnswer = (response: HttpResponse, shape?: OutputShape): Answer =>
  isXml(response) ? answered(response, (text) => xmlBody(text, shape)) : decodeJson(response);
