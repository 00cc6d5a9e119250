import type { Action } from '../core/action.ts';
import type { BodyValue } from '../core/body.ts';
import { type Problem, problemsError } from '../core/errors.ts';
import type { Check } from '../core/judge/judgement.ts';
import type { AnswerFormat, Call, Credentials, Payload, Provider, RequestShape } from '../providers/provider.ts';
import { alternatives, flagsTo } from './request-shape.ts';
import { usage } from './usage-problem.ts';

/** What a call needs besides its values: which action, where, and in which shape. */
export interface Target {
  provider: Provider;
  product: string;
  actionName: string;
  /** The catalogue's declaration; undefined for an action it does not have. */
  action: Action | undefined;
  version: string;
  region: string | undefined;
  endpoint: URL;
  shape: RequestShape;
  answerFormat: AnswerFormat;
}

export interface Plan {
  target: Target;
  call: Call;
  /** For people: the body's values before media became base64; undefined for a body given verbatim. */
  values: Readonly<Record<string, BodyValue>> | undefined;
  /** The checks that the answer must show, whatever the caller asks for besides. */
  required: readonly Check[];
}

function verbatimPayload({ provider, shape }: Target, bytes: Buffer): Payload {
  if (shape.verbatimType !== undefined) return { contentType: shape.verbatimType, bytes };
  const other = alternatives(provider, shape).find(({ verbatimType }) => verbatimType !== undefined);
  const name = [shape.signMethod, shape.httpMethod, shape.bodyFormat].filter(Boolean).join(' ');
  const message = `${name} takes no body as it is`;
  const cure = other ? `use ${flagsTo(shape, other).join(' ')}, or give the values with -p` : 'give the values with -p';
  throw problemsError([usage('--body', message, cure)]);
}

/**
 * Builds the body once, where it does not carry the signature. `verbatim` is sent as it is, in place of `values`;
 * throws IdvError `usage` where the shape has no room for it.
 */
export function planCall(
  target: Target,
  values: Readonly<Record<string, BodyValue>>,
  verbatim?: Buffer,
  required: readonly Check[] = [],
): Plan {
  const { provider, product, actionName: action, version, region, endpoint, shape, answerFormat } = target;
  const payload = verbatim ? verbatimPayload(target, verbatim) : provider.buildPayload({ product, action, values }, shape);
  const call: Call = { product, action, version, region, endpoint, shape, answerFormat, values, payload };
  return { target, call, values: verbatim ? undefined : values, required };
}

/** Left out without a word, as the vendors' clients do, it would be lost. */
export function unsayableProblems({ target: { provider, shape }, call, values }: Plan): Problem[] {
  if (!values) return [];
  const other = alternatives(provider, shape).find((each) => provider.unsayable(call, each).length === 0);
  const cure = other ? `use ${flagsTo(shape, other).join(' ')}, or leave it out` : 'leave it out';
  return provider
    .unsayable(call, shape)
    .map((name) => usage('--param', `${name} holds null or an empty list, and a query or a form has no words for that`, cure));
}

/** Its digits are as many as those of any moment to come. */
const anyMoment = { timestamp: 9_999_999_999, nonce: '9'.repeat(10) };

/** Length of the body, or of a GET's URL. */
function requestBytes({ target, call }: Plan, credentials: Credentials): number {
  if (call.payload) return call.payload.bytes.length;
  const { request } = target.provider.sign(call, credentials, anyMoment);
  return call.shape.httpMethod === 'GET' ? request.url.length : request.body.length;
}

/** The flags of the nearest shape in which the same call is small enough. */
function flagsThatFit({ target, values }: Plan, credentials: Credentials): string[] {
  if (!values) return [];
  const fitting = alternatives(target.provider, target.shape).find(
    (shape) =>
      shape.maxBytes > target.shape.maxBytes && requestBytes(planCall({ ...target, shape }, values), credentials) <= shape.maxBytes,
  );
  return fitting ? flagsTo(target.shape, fitting) : [];
}

const mebibytes = (bytes: number): string => `${(Math.ceil((bytes / 2 ** 20) * 10) / 10).toFixed(1)} MB`;

function tooLong({ signMethod, httpMethod, bodyFormat, maxBytes }: RequestShape, size: number): string {
  if (httpMethod === 'GET') return `the query is ${size} bytes, and a GET may have ${maxBytes}`;
  const encoding = bodyFormat === 'multipart' ? '' : ' with media as base64';
  return `the body is ${mebibytes(size)}${encoding}, and ${signMethod} allows ${mebibytes(maxBytes)}`;
}

/** Refused here, because the service would only say so after the upload. */
export function sizeProblems(plan: Plan, credentials: Credentials): Problem[] {
  const { shape } = plan.target;
  // To know the size of a form that carries its signature, it has to be signed.
  if (shape.maxBytes === Number.POSITIVE_INFINITY) return [];
  const size = requestBytes(plan, credentials);
  if (size <= shape.maxBytes) return [];
  const flags = flagsThatFit(plan, credentials);
  return [
    {
      category: 'media',
      flag: flags[0]?.split(' ')[0] ?? 'request',
      message: tooLong(shape, size),
      cure: flags.length > 0 ? `use ${flags.join(' ')}` : 'send a smaller photo or a shorter clip',
    },
  ];
}
