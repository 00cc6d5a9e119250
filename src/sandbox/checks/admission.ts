import type { Action } from '../../core/declare/action.ts';
import type { Media } from '../../core/http.ts';
import { checkParams, type ParamRefusal } from './check-params.ts';
import { withServiceNames } from './service-names.ts';

/** An error answer, before it gets the vendor's shape. */
export interface GatewayRefusal {
  code: string;
  message: string;
  /** Members that the vendor does not have: the canonical strings of a signature that did not match. */
  details?: Readonly<Record<string, string>>;
}

export const refuseWith = (code: string, message: string): { refusal: GatewayRefusal } => ({ refusal: { code, message } });

/** A call that passed every check. */
export interface AdmittedCall {
  action: Action;
  values: Readonly<Record<string, unknown>>;
  /** The media among the values, decoded, by path. */
  media: ReadonlyMap<string, Media>;
}

/** What the answer to a call can depend on, besides the call itself. */
export interface CallContext {
  requestId: string;
  /** Origin of this sandbox, without a slash at its end: `http://127.0.0.1:4567`. */
  origin: string;
  /** The clock of tokens, uploads and files. A control can move it. */
  nowMs: number;
}

/** What the checks found. A refused call keeps the parts that could be read, for the journal. */
export type Admission = (AdmittedCall & { refusal?: undefined }) | (Partial<AdmittedCall> & { refusal: GatewayRefusal });

/** Counts one call of the action. False if it is one too many for this second. */
export type AllowsCall = (action: Action) => boolean;

export type ReadValues = { values: Record<string, unknown> } | { refusal: GatewayRefusal };

interface VendorSteps {
  throttleCode: string;
  /** Reads the values in the vendor's format. */
  read(action: Action): ReadValues;
  /** Gives a refused parameter the vendor's code. */
  refuse(refusal: ParamRefusal, call: AdmittedCall): GatewayRefusal;
}

/** The checks that follow the vendor's own checks of signature and route: the rate of calls, then the parameters. */
export function admitCall(action: Action, allows: AllowsCall, { throttleCode, read, refuse }: VendorSteps): Admission {
  if (!allows(action))
    return { action, refusal: { code: throttleCode, message: `${action.name} allows ${action.requestsPerSecond} requests a second` } };
  const reading = read(action);
  if ('refusal' in reading) return { action, ...reading };
  const { refusal, media } = checkParams(action, reading.values);
  const call = { action, values: reading.values, media };
  return refusal ? { ...call, refusal: refuse({ ...refusal, message: withServiceNames(refusal.message, action) }, call) } : call;
}
