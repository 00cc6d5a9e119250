import type { IdvError } from '../../core/errors.ts';
import { type HttpResponse, isFromSandbox } from '../../core/http.ts';
import type { Plan, Vendor } from '../../vendors/vendor.ts';

/** The note for a call that does more than read, once it may have reached the service. */
export const maybeBilled = 'the call may have been done and billed; idv does not repeat it automatically';

/** The vendor's page of an action, or of another action of its product. */
export function pageOf({ action, product }: Pick<Plan, 'action' | 'product'>, { actions }: Pick<Vendor, 'actions'>): string | undefined {
  return (action ?? actions.find((known) => known.product === product))?.docsUrl;
}

/** What is to be said of the bill: the service got the call, and its answer does not say what it did with it. */
function billOf({ category, billed, hint }: IdvError): string | undefined {
  if ((category !== 'failed' && category !== 'unreadable') || hint?.includes('billed')) return undefined;
  return billed === false ? 'the vendor says that this is not billed' : maybeBilled;
}

/** Where the service's id of a call stands in an answer that nothing else can be read from: JSON or XML, complete or not. */
const requestIdText = /RequestId"?\s{0,9}[:>]\s{0,9}"?([0-9A-Za-z-]{8,64})(?![0-9A-Za-z-])/g;

/** Alibaba Cloud writes it into a header too. */
const requestIdHeader = 'x-acs-request-id';

/** The service's id of the call, in an answer that may be anything; the last one, for it stands at the end of an answer. */
function requestIdIn({ headers, body }: HttpResponse): string | undefined {
  const [, found] = [...body.toString('latin1').matchAll(requestIdText)].at(-1) ?? [];
  const header = headers[requestIdHeader]?.trim();
  return found ?? (header !== undefined && /^[0-9A-Za-z-]{8,64}$/.test(header) ? header : undefined);
}

/** What is true of every call that ended without a verdict, wherever its error comes from. `response` is its last answer. */
export function failedCall(error: IdvError, plan: Plan, vendor: Vendor, response: HttpResponse | undefined): IdvError {
  const bill = plan.action?.readOnly === true ? undefined : billOf(error);
  const told = bill === undefined ? error : error.hinting(bill);
  const answer = error.answer ?? (error.category === 'unreadable' ? response : undefined);
  const seen = answer ?? response;
  return told.with({
    answer,
    requestId: error.requestId ?? (seen && requestIdIn(seen)),
    docsUrl: error.docsUrl ?? pageOf(plan, vendor),
    // A sandbox charges nothing, whatever a code costs at the service.
    ...(seen && isFromSandbox(seen) ? { billed: null } : {}),
  });
}
