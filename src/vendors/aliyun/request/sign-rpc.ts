import { valuesForPeople } from '../../../core/declare/personal.ts';
import { problemsError } from '../../../core/errors.ts';
import { formType, mediaNote } from '../../../core/http.ts';
import { mask } from '../../../core/text/printable.ts';
import { commonParameters, signRpc } from '../../../sign/aliyun-rpc.ts';
import { percentEncode } from '../../../sign/encode.ts';
import { encodedQuery, signEncodedQuery } from '../../../sign/encoded-query.ts';
import { shownQuery } from '../../shown-query.ts';
import type { Credentials, Plan, SignedCall, SigningMoment } from '../../vendor.ts';
import { requestParams } from './request-params.ts';
import { base64, type RpcParams } from './rpc-params.ts';

const answerFormat = { json: 'JSON', xml: 'XML' } as const;

function refuseClash({ pieces }: RpcParams, common: Readonly<Record<string, string>>): void {
  const clash = Object.keys(pieces).find((name) => Object.hasOwn(common, name) || name === 'Signature' || name === 'SecurityToken');
  if (clash === undefined) return;
  const message = `a value with the name ${clash} would replace a parameter of rpc itself`;
  throw problemsError([{ category: 'usage', flag: '--sign-method', message, hint: 'use --sign-method acs3' }]);
}

/** The call's own parameters, and those that every call has. */
function paramsOf(plan: Plan, credentials: Credentials, moment: SigningMoment): { own: RpcParams; common: Record<string, string> } {
  const { actionName, version } = plan;
  const common = commonParameters({ action: actionName, version, format: answerFormat[plan.answerFormat], ...moment }, credentials);
  const own = requestParams(plan);
  refuseClash(own, common);
  return { own, common };
}

/** The parameters as text for display. */
const shownParams = (plan: Plan): Record<string, string> => requestParams({ ...plan, values: valuesForPeople(plan) }).texts(mediaNote);

/** A POST has everything in its form, a GET in its query; the signed text differs only in the method. */
export function signRpcCall(plan: Plan, credentials: Credentials, moment: SigningMoment): SignedCall {
  const { httpMethod: method } = plan.shape;
  const { origin, host } = plan.endpoint;
  const { own, common } = paramsOf(plan, credentials, moment);
  const pieces = Object.fromEntries(Object.entries(common).map(([name, value]) => [name, [value]]));
  const query = encodedQuery({ ...own.pieces, ...pieces });
  const Signature = signEncodedQuery(method, query, credentials.secret);
  const signature = `Signature=${percentEncode(Signature)}`;
  const isGet = method === 'GET';
  const shown = (): Record<string, string> => ({
    ...shownParams(plan),
    ...common,
    ...(credentials.token === undefined ? {} : { SecurityToken: mask }),
  });
  return {
    request: {
      method,
      url: `${origin}/${isGet ? `?${query.toString('latin1')}&${signature}` : ''}`,
      headers: { Host: host, ...(isGet ? {} : { 'Content-Type': formType }) },
      body: isGet ? Buffer.alloc(0) : Buffer.concat([query, Buffer.from(`&${signature}`)]),
    },
    signature: Signature,
    get stages() {
      return { ...signRpc({ method, params: shown() }, { secret: '' }), Signature };
    },
    get parameters() {
      return { ...shown(), Signature };
    },
    get shownUrl() {
      return isGet ? `${origin}/?${shownQuery({ ...own.texts(base64), ...common }, shown())}&${signature}` : `${origin}/`;
    },
  };
}

/** The string that was signed for a plan, with everything in it: only for comparison, never shown. */
export function rpcStringToSignOf(plan: Plan, credentials: Credentials, moment: SigningMoment): string {
  const { own, common } = paramsOf(plan, credentials, moment);
  return signRpc({ method: plan.shape.httpMethod, params: { ...own.texts(base64), ...common } }, credentials).StringToSign;
}
