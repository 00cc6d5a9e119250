import { type BorrowedBody, type BufferPool, borrowBody } from '../../core/buffer-pool.ts';
import type { Action } from '../../core/declare/action.ts';
import { type Problem, problemsError, usageProblem } from '../../core/errors.ts';
import type { BodyValue } from '../../core/http.ts';
import { plainText } from '../../core/text/printable.ts';
import type { Runtime } from '../../runtime.ts';
import type { BodyFormat, Call, Credentials, Payload, Plan, RequestShape, SignMethod, Vendor } from '../../vendors/vendor.ts';
import type { Route } from './world.ts';

/** The flags that choose the shape of a request. */
export interface ShapeFlags {
  signMethod?: SignMethod;
  httpMethod?: 'post' | 'get';
  bodyFormat?: BodyFormat;
}

type Chosen = { shape: RequestShape; problem?: undefined } | { shape?: undefined; problem: Problem };

const oneOf = (words: readonly string[]): string => [...new Set(words)].join(' or ');

const usage = (flag: string, message: string, hint: string): Chosen => ({ problem: { category: 'usage', flag, message, hint } });

function noBodyFormat(vendor: Vendor, ofMethod: readonly RequestShape[], signMethod: SignMethod, wanted: BodyFormat): Chosen {
  const formats = oneOf(ofMethod.flatMap(({ bodyFormat }) => bodyFormat ?? []));
  const methods = oneOf(vendor.shapes.filter(({ bodyFormat }) => bodyFormat === wanted).map((shape) => shape.signMethod));
  const hint = `use --body-format ${formats}${methods === '' ? '' : `, or --sign-method ${methods}`}`;
  return usage('--body-format', `${signMethod} cannot be used with a ${wanted} body`, hint);
}

/** The shape that fits the flags; or a problem that says which flags exclude each other, and what to use instead. */
export function chooseShape(vendor: Vendor, flags: ShapeFlags): Chosen {
  const { bodyFormat } = flags;
  const ofMethod = vendor.shapes.filter((shape) => shape.signMethod === (flags.signMethod ?? vendor.shapes[0]?.signMethod));
  const [standard] = ofMethod;
  if (!standard) {
    const known = [...new Set(vendor.shapes.map(({ signMethod }) => signMethod))].join(', ');
    return usage('--sign-method', `${vendor.name} does not know ${flags.signMethod}`, `one of ${known}`);
  }
  const httpMethod = flags.httpMethod?.toUpperCase() ?? (bodyFormat ? 'POST' : standard.httpMethod);
  if (httpMethod === 'GET' && bodyFormat) return usage('--body-format', 'a GET has no body', 'use --http-method post, or leave it out');
  const fitting = ofMethod.find((shape) => shape.httpMethod === httpMethod && (bodyFormat ?? shape.bodyFormat) === shape.bodyFormat);
  if (fitting) return { shape: fitting };
  if (bodyFormat) return noBodyFormat(vendor, ofMethod, standard.signMethod, bodyFormat);
  return usage('--http-method', `${standard.signMethod} has no ${httpMethod}`, `use --http-method ${standard.httpMethod.toLowerCase()}`);
}

/** The flags that change one shape into another. */
export function flagsThatChange(from: RequestShape, to: RequestShape): string[] {
  return [
    ...(to.signMethod === from.signMethod ? [] : [`--sign-method ${to.signMethod}`]),
    ...(to.httpMethod === from.httpMethod ? [] : [`--http-method ${to.httpMethod.toLowerCase()}`]),
    ...(!to.bodyFormat || !from.bodyFormat || to.bodyFormat === from.bodyFormat ? [] : [`--body-format ${to.bodyFormat}`]),
  ];
}

/** The other shapes that may be proposed. Those that need the fewest flags come first. */
export const otherShapes = (vendor: Vendor, from: RequestShape): RequestShape[] =>
  vendor.shapes
    .filter((shape) => shape !== from && !shape.rare)
    .sort((a, b) => flagsThatChange(from, a).length - flagsThatChange(from, b).length);

type Signer = Pick<Vendor, 'nonceKind'>;

const largestInteger = 2 ** 31 - 1;

/** A new nonce of the kind that the sign method needs. */
export function freshNonce(vendor: Signer, signMethod: SignMethod, { random, uuid }: Pick<Runtime, 'random' | 'uuid'>): string {
  return vendor.nonceKind(signMethod) === 'integer' ? String(1 + Math.floor(random() * largestInteger)) : uuid();
}

/** The values that `--nonce` may have. With acs3 the text is sent in a header, so it is limited to visible ASCII. */
const nonceForms = {
  integer: { fits: /^[1-9]\d{0,15}$/, hint: 'give a whole number from 1, of at most 16 digits' },
  text: { fits: /^[\x21-\x7e]{1,256}$/, hint: 'give letters, digits and punctuation without blanks' },
} as const;

export function nonceProblems(vendor: Signer, signMethod: SignMethod, nonce: string | undefined): Problem[] {
  const kind = vendor.nonceKind(signMethod);
  if (nonce === undefined || kind === undefined || nonceForms[kind].fits.test(nonce)) return [];
  return [usageProblem('--nonce', `'${plainText(nonce)}' is not valid for ${signMethod}`, nonceForms[kind].hint)];
}

/** Makes a call of a declared action. */
export const callOf = (
  action: Action,
  values: Readonly<Record<string, BodyValue>>,
  { required = [], asked }: Partial<Pick<Call, 'required' | 'asked'>> = {},
): Call => ({
  action,
  actionName: action.name,
  product: action.product,
  version: action.version,
  values,
  required,
  ...(asked ? { asked } : {}),
});

/** The region and host of a product. A product that the region of the route does not have is called in another one: some have only one. */
function placeOf({ vendor, region }: Route, product: string): { region: string; host: string | undefined } {
  const wanted = region ?? vendor.defaultRegion(product);
  const found = vendor.hostOf(product, wanted);
  if ('host' in found) return { region: wanted, host: found.host };
  const [other = wanted] = found.regions;
  const there = vendor.hostOf(product, other);
  return { region: other, host: 'host' in there ? there.host : undefined };
}

/** The destination of calls of a product: `https://HOST`, or the endpoint that the user chose. */
export function endpointOf(route: Route, product: string): URL {
  return new URL(route.endpoint ?? `https://${placeOf(route, product).host}`);
}

function verbatimPayload({ vendor, shape }: Route, bytes: Buffer): Payload {
  if (shape.verbatimType !== undefined) return { contentType: shape.verbatimType, bytes };
  const other = otherShapes(vendor, shape).find(({ verbatimType }) => verbatimType !== undefined);
  const name = [shape.signMethod, shape.httpMethod, shape.bodyFormat].filter(Boolean).join(' ');
  const hint = other ? `use ${flagsThatChange(shape, other).join(' ')}, or give the values with -p` : 'give the values with -p';
  throw problemsError([usageProblem('--body', `${name} cannot be sent with your own body`, hint)]);
}

/** Plans a call without checks. The body is built here, once, unless it contains the signature. */
export function planFor(call: Call, route: Route, borrowed?: BorrowedBody): Plan {
  const { vendor, shape, answerFormat, showPii } = route;
  const { region } = placeOf(route, call.product);
  return Object.assign({}, call, {
    region: route.endpoint === undefined ? region : route.region,
    endpoint: endpointOf(route, call.product),
    shape,
    answerFormat,
    ...(showPii ? { showPii } : {}),
    payload: call.verbatim ? verbatimPayload(route, call.verbatim) : vendor.buildPayload(call, shape, borrowed?.lend),
    borrowed,
  });
}

/** Reports values that the shape cannot express. The vendors' clients leave them out silently, and the values are lost. */
function inexpressibleProblems(call: Call, { vendor, shape }: Route): Problem[] {
  if (call.verbatim) return [];
  const other = otherShapes(vendor, shape).find((each) => vendor.inexpressibleValues(call, each).length === 0);
  const hint = other ? `use ${flagsThatChange(shape, other).join(' ')}, or leave it out` : 'leave it out';
  return vendor
    .inexpressibleValues(call, shape)
    .map((name) => usageProblem('--param', `${name} contains null or an empty list, which a query or a form cannot express`, hint));
}

/** A signing moment for measuring the length of a request: real times and nonces have as many digits. */
const anyMoment = { timestamp: 9_999_999_999, nonce: '9'.repeat(10) };

/** The length of the body, or of the URL of a GET. */
function requestBytes(plan: Plan, { vendor }: Route, credentials: Credentials): number {
  if (plan.payload) return plan.payload.bytes.length;
  const { request } = vendor.sign(plan, credentials, anyMoment);
  return plan.shape.httpMethod === 'GET' ? request.url.length : request.body.length;
}

/** The flags of the nearest shape in which the same call is small enough. */
function flagsThatFit(plan: Plan, route: Route, credentials: Credentials): string[] {
  if (plan.verbatim) return [];
  const fits = (shape: RequestShape): boolean =>
    shape.maxBytes > plan.shape.maxBytes && requestBytes(planFor(plan, { ...route, shape }), route, credentials) <= shape.maxBytes;
  const fitting = otherShapes(route.vendor, plan.shape).find(fits);
  return fitting ? flagsThatChange(plan.shape, fitting) : [];
}

const mebibytes = (bytes: number): string => `${(Math.ceil((bytes / 2 ** 20) * 10) / 10).toFixed(1)} MB`;

function tooLong({ signMethod, httpMethod, bodyFormat, maxBytes }: RequestShape, size: number): string {
  if (httpMethod === 'GET') return `the query has ${size} bytes, but a GET may have at most ${maxBytes}`;
  const encoding = bodyFormat === 'multipart' ? '' : ' with media as base64';
  return `the body has ${mebibytes(size)}${encoding}, but ${signMethod} allows ${mebibytes(maxBytes)}`;
}

/** Reports a request that is too large. The service would reject it only after the complete upload. */
function sizeProblems(plan: Plan, route: Route, credentials: Credentials): Problem[] {
  const { shape } = plan;
  // Without a limit there is nothing to measure. Measuring a form that contains its signature would mean signing it.
  if (shape.maxBytes === Number.POSITIVE_INFINITY) return [];
  const size = requestBytes(plan, route, credentials);
  if (size <= shape.maxBytes) return [];
  const flags = flagsThatFit(plan, route, credentials);
  const hint = flags.length > 0 ? `use ${flags.join(' ')}` : 'send a smaller photo or a shorter clip';
  return [{ category: 'media', flag: flags[0]?.split(' ')[0] ?? 'request', message: tooLong(shape, size), hint }];
}

/**
 * Plans a call. Throws IdvError `usage` if the shape cannot express a value, and `media` if the request is too large. With `bodies`, the
 * payload is in borrowed memory: the plan is for one `sendAndJudge`, and the payload must not be read afterwards.
 */
export function planCall(call: Call, route: Route, credentials: Credentials, bodies?: BufferPool): Plan {
  const plan = planFor(call, route, bodies && borrowBody(bodies));
  const problems = [...inexpressibleProblems(call, route), ...sizeProblems(plan, route, credentials)];
  if (problems.length > 0) throw problemsError(problems);
  return plan;
}
