import type { Action } from '../../core/declare/action.ts';
import { isObject, isText } from '../../core/declare/params.ts';
import { isRecord } from '../../core/json.ts';
import type { ParamFault } from '../check-params.ts';
import type { Refusal } from '../vendor.ts';

/**
 * ID Verification answers HTTP 200 whatever is wrong with a verification, and says so by a number in its own Code.
 * https://www.alibabacloud.com/help/zh/doc-detail/118498.htm
 */

export const isNumbered = (code: string): boolean => /^\d{3}$/.test(code);

const numbersItsCodes = ({ output }: Action): boolean => output.some(({ name, type }) => name === 'Code' && type === 'Integer');

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

/** Undefined where the fault is one of the gateway's: of the parameters themselves, not of what is in them. */
export function numberedFault(action: Action, values: Readonly<Record<string, unknown>>, fault: ParamFault): Refusal | undefined {
  const names = action.params.map(({ name }) => name);
  const isWhole = names.every((name) => Object.hasOwn(values, name)) && Object.keys(values).every((name) => names.includes(name));
  if (!numbersItsCodes(action) || !isWhole) return undefined;
  if (action.params.some((param) => isText(param) && param.fixed !== undefined && values[param.name] !== param.fixed))
    return { code: '404', message: 'service is invalid' };
  for (const param of action.params.filter(isObject)) {
    const given = values[param.name];
    const members = param.members.filter(({ required }) => required).map(({ name }) => name);
    if (!isRecord(given)) return { code: '400', message: `${param.name} is not a JSON object` };
    if (members.some((name) => isEmpty(given[name]))) return { code: '400', message: `${members.join(' or ')} is null` };
  }
  // As the document's own example has it.
  if (fault.path === 'ServiceParameters.resourceCode') return { code: '500', message: 'resourceCode value invalid' };
  return { code: '400', message: fault.message };
}

/** The document's own example of a failure inside the service. */
const failure = (message: string): string =>
  JSON.stringify({ passed: 'false', retCode: 'SYSTEM_ERROR', retCodeSub: 'Z1141', retMessage: message });

export const numberedBody = ({ code, message }: Refusal, requestId: string): Record<string, unknown> => ({
  ...(code === '500' ? { Data: failure(message) } : {}),
  Message: code === '500' ? 'system error' : message,
  RequestId: requestId,
  Code: Number(code),
});

/** With a number for its code comes its Data as JSON text. */
export function withTextData(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return typeof fields.Code === 'number' && isRecord(fields.Data) ? { ...fields, Data: JSON.stringify(fields.Data) } : fields;
}
