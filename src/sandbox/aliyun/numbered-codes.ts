import type { Action } from '../../core/declare/action.ts';
import { isObject, isText } from '../../core/declare/params.ts';
import { isRecord } from '../../core/json.ts';
import type { AdmittedCall, GatewayRefusal } from '../checks/admission.ts';
import type { ParamRefusal } from '../checks/check-params.ts';

/**
 * ID Verification answers with HTTP 200 even if it refuses a call. A number in Code says what is wrong.
 * https://www.alibabacloud.com/help/zh/doc-detail/118498.htm
 */

export const isNumbered = (code: string): boolean => /^\d{3}$/.test(code);

const hasNumberedCodes = ({ output }: Action): boolean => output.some(({ name, type }) => name === 'Code' && type === 'Integer');

/** The message in the document's own example. */
const invalidResourceCode = 'resourceCode value invalid';

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '';

/** The refusal of the service, which checks what is inside the parameters. Undefined if the gateway refuses the parameters themselves. */
export function numberedRefusal({ action, values }: AdmittedCall, refusal: ParamRefusal): GatewayRefusal | undefined {
  const names = action.params.map(({ name }) => name);
  const hasItsNames = names.every((name) => Object.hasOwn(values, name)) && Object.keys(values).every((name) => names.includes(name));
  if (!hasNumberedCodes(action) || !hasItsNames) return undefined;
  if (action.params.some((param) => isText(param) && param.fixed !== undefined && values[param.name] !== param.fixed))
    return { code: '404', message: 'service is invalid' };
  for (const param of action.params.filter(isObject)) {
    const given = values[param.name];
    const members = param.members.filter(({ required }) => required).map(({ name }) => name);
    if (!isRecord(given)) return { code: '400', message: `${param.name} is not a JSON object` };
    if (members.some((name) => isBlank(given[name]))) return { code: '400', message: `${members.join(' or ')} is null` };
  }
  if (refusal.path === 'ServiceParameters.resourceCode') return { code: '500', message: invalidResourceCode };
  return { code: '400', message: refusal.message };
}

/** The document publishes one code, 00840000. The sandbox assumes that the codes of other countries have the same form. */
const resourceCodeShape = /^\d{8}$/;

/** Checks the resource code of a call that passed every other check. */
export function checkResourceCode({ ServiceParameters: given }: AdmittedCall['values']): GatewayRefusal | undefined {
  if (!isRecord(given) || !Object.hasOwn(given, 'resourceCode') || resourceCodeShape.test(String(given.resourceCode))) return undefined;
  return { code: '500', message: invalidResourceCode };
}

/** The document's own example of an error inside the service. */
const systemErrorData = (message: string): string =>
  JSON.stringify({ passed: 'false', retCode: 'SYSTEM_ERROR', retCodeSub: 'Z1141', retMessage: message });

export const numberedBody = ({ code, message }: GatewayRefusal, requestId: string): Record<string, unknown> => ({
  ...(code === '500' ? { Data: systemErrorData(message) } : {}),
  Message: code === '500' ? 'system error' : message,
  RequestId: requestId,
  Code: Number(code),
});

/** An answer with a number for its Code has its Data as JSON text. */
export function withTextData(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return typeof fields.Code === 'number' && isRecord(fields.Data) ? { ...fields, Data: JSON.stringify(fields.Data) } : fields;
}
