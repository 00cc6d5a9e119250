import type { Answer } from '../../../core/answer.ts';
import type { HttpResponse } from '../../../core/http.ts';
import type { AnswerDeclaration } from '../../vendor.ts';
import { type Body, decodeJson, decodeWith, isXml, jsonObjectIn } from './decode-json.ts';
import { withObjects } from './json-texts.ts';
import { lostByTyping, typedOutput } from './typed-output.ts';
import { malformedAnswer } from './unreadable.ts';
import { parseXml } from './xml.ts';

/** `<CompareFaceResponse>`, `<Error>`, or neither: some of the vendor's samples begin with `<RequestId>`. */
function xmlBody(text: string, { name, output, types }: AnswerDeclaration): Body {
  if (/^\s*<(!doctype\s+html|html|head|body)[\s>]/i.test(text)) throw malformedAnswer('it is HTML, not JSON or XML');
  const { root, value } = parseXml(text);
  const isError = root === 'Error';
  const known = root === undefined || isError || root === `${name}Response`;
  const fields = known ? (value === '' ? {} : value) : root === 'RequestId' ? { RequestId: value } : undefined;
  if (fields === undefined || typeof fields === 'string') throw malformedAnswer(`its XML is not the answer of ${name}`);
  if (!output || isError) return { fields, isError, lost: [] };
  const typed = typedOutput(fields, { output, types });
  const lost = [...lostByTyping(fields, typed)];
  return { fields: withObjects(typed, { output, types }, jsonObjectIn(lost)), isError, lost };
}

/**
 * Decodes an answer. If the output is declared, the result is the same for JSON and XML: XML text is converted to the documented types.
 * Throws as `decodeWith`.
 */
export const decodeAliyun = (response: HttpResponse, declared: AnswerDeclaration): Answer =>
  isXml(response) ? decodeWith(response, (text) => xmlBody(text, declared)) : decodeJson(response, declared);
