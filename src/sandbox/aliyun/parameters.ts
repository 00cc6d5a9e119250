import { headerOf, type ReceivedRequest, splitTarget } from '../exchange.ts';
import { formType, mediaType, type Pair, readPairs, repeatedName } from '../form-text.ts';

const queryText = ({ target }: ReceivedRequest): string => splitTarget(target).query;

/** As Latin-1, which is several times faster: what is not ASCII stands in no form. */
const formText = (request: ReceivedRequest): string => (mediaType(request) === formType ? request.body.toString('latin1') : '');

/** A call signed by RPC carries its key and signature among its parameters, wherever those are. */
const rpcMember = /(?:^|&)(?:AccessKeyId=|SignatureVersion=|SignatureMethod=HMAC-SHA1(?:&|$))/;

export const isRpc = (request: ReceivedRequest): boolean =>
  headerOf(request, 'authorization') === undefined && (rpcMember.test(queryText(request)) || rpcMember.test(formText(request)));

/** One parameter as it stands, without taking apart the megabytes beside it. */
export function rawParameter(request: ReceivedRequest, name: string): string | undefined {
  const shape = new RegExp(`(?:^|&)${name}=([^&]*)`);
  return (shape.exec(queryText(request)) ?? shape.exec(formText(request)))?.[1];
}

export type Received = { pairs: readonly Pair[] } | { fault: string };

function together(...groups: readonly (readonly Pair[] | undefined)[]): Received {
  if (!groups.every((group) => group !== undefined)) return { fault: 'the parameters are not percent-encoded as RFC 3986 has it' };
  const pairs = groups.flat();
  const repeated = repeatedName(pairs);
  return repeated === undefined ? { pairs } : { fault: `the parameter ${repeated.slice(0, 80)} came twice` };
}

export const readQuery = (request: ReceivedRequest): Received => together(readPairs(queryText(request)));

/** Those of query and form merged: the service makes no difference between them. */
export function readParameters(request: ReceivedRequest): Received {
  if (request.body.length > 0 && mediaType(request) !== formType) return { fault: `the body is not ${formType}` };
  return together(readPairs(queryText(request)), readPairs(formText(request)));
}
