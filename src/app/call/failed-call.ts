import type { IdvError } from '../../core/errors.ts';
import { type HttpResponse, isFromSandbox } from '../../core/http.ts';
import type { Plan, Vendor } from '../../vendors/vendor.ts';

/** The note for a call that may have reached the service and that does more than read. */
export const mayBeBilledNote = 'the call may have been done and billed; idv does not repeat it automatically';

/** The vendor's documentation page of the action; for an unknown action, the page of another action of the same product. */
export function pageOf({ action, product }: Pick<Plan, 'action' | 'product'>, { actions }: Pick<Vendor, 'actions'>): string | undefined {
  return (action ?? actions.find((known) => known.product === product))?.docsUrl;
}

/** The note on billing for a call that reached the service, if the answer does not say what the service did. */
function billingNote({ category, billed, hint }: IdvError): string | undefined {
  if ((category !== 'failed' && category !== 'unreadable') || hint?.includes('billed')) return undefined;
  return billed === false ? 'the vendor says that this is not billed' : mayBeBilledNote;
}

/** Finds the request id in an answer that cannot be parsed: JSON or XML, complete or not. */
const requestIdText = /RequestId"?\s{0,9}[:>]\s{0,9}"?([0-9A-Za-z-]{8,64})(?![0-9A-Za-z-])/g;

/** Alibaba Cloud also writes the request id into this header. */
const requestIdHeader = 'x-acs-request-id';

/** The request id in an answer of any kind. The last match counts, because the id is at the end of an answer. */
function requestIdIn({ headers, body }: HttpResponse): string | undefined {
  const [, found] = [...body.toString('latin1').matchAll(requestIdText)].at(-1) ?? [];
  const header = headers[requestIdHeader]?.trim();
  return found ?? (header !== undefined && /^[0-9A-Za-z-]{8,64}$/.test(header) ? header : undefined);
}

/** Adds to an error what every call without a verdict must show: billing, request id and page. `response` is the last answer. */
export function failedCall(error: IdvError, plan: Plan, vendor: Vendor, response: HttpResponse | undefined): IdvError {
  const bill = plan.action?.readOnly === true ? undefined : billingNote(error);
  const withBill = bill === undefined ? error : error.hinting(bill);
  const answer = error.answer ?? (error.category === 'unreadable' ? response : undefined);
  const lastAnswer = answer ?? response;
  return withBill.with({
    answer,
    requestId: error.requestId ?? (lastAnswer && requestIdIn(lastAnswer)),
    docsUrl: error.docsUrl ?? pageOf(plan, vendor),
    // A sandbox charges nothing, even for a code that the service bills.
    ...(lastAnswer && isFromSandbox(lastAnswer) ? { billed: null } : {}),
  });
}
