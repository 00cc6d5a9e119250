import { type BorrowedBody, type BufferPool, borrowBody } from '../../core/buffer-pool.ts';
import type { Action } from '../../core/declare/action.ts';
import { type Problem, problemsError, usageProblem } from '../../core/errors.ts';
import type { BodyValue } from '../../core/http.ts';
import { plainText } from '../../core/text/printable.ts';
import type { Runtime } from '../../runtime.ts';
import type { BodyFormat, Call, Credentials, Payload, Plan, RequestShape, SignMethod, Vendor } from '../../vendors/vendor.ts';
import type { Route } from './world.ts';

/** What the command line says of a request's shape. */
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

/** The shape that fits the flags, or what cannot be together and which flag would do. */
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

/** The flags that lead from one shape to another. */
export function flagsTo(from: RequestShape, to: RequestShape): string[] {
  return [
    ...(to.signMethod === from.signMethod ? [] : [`--sign-method ${to.signMethod}`]),
    ...(to.httpMethod === from.httpMethod ? [] : [`--http-method ${to.httpMethod.toLowerCase()}`]),
    ...(!to.bodyFormat || !from.bodyFormat || to.bodyFormat === from.bodyFormat ? [] : [`--body-format ${to.bodyFormat}`]),
  ];
}

/** The other shapes that may be proposed, those first that take the fewest flags. */
export const alternatives = (vendor: Vendor, from: RequestShape): RequestShape[] =>
  vendor.shapes.filter((shape) => shape !== from && !shape.rare).sort((a, b) => flagsTo(from, a).length - flagsTo(from, b).length);

type Signer = Pick<Vendor, 'nonceKind'>;

const largestInteger = 2 ** 31 - 1;

/** A nonce of the kind that the sign method takes. */
export function freshNonce(vendor: Signer, signMethod: SignMethod, { random, uuid }: Pick<Runtime, 'random' | 'uuid'>): string {
  return vendor.nonceKind(signMethod) === 'integer' ? String(1 + Math.floor(random() * largestInteger)) : uuid();
}

/** Text goes into a header with acs3. */
const shapes = {
  integer: { fits: /^[1-9]\d{0,15}$/, hint: 'give a whole number from 1, of at most 16 digits' },
  text: { fits: /^[\x21-\x7e]{1,256}$/, hint: 'give letters, digits and punctuation without blanks' },
} as const;

export function nonceProblems(vendor: Signer, signMethod: SignMethod, nonce: string | undefined): Problem[] {
  const kind = vendor.nonceKind(signMethod);
  if (nonce === undefined || kind === undefined || shapes[kind].fits.test(nonce)) return [];
  return [usageProblem('--nonce', `'${plainText(nonce)}' is not valid for ${signMethod}`, shapes[kind].hint)];
}

/** A call of a declared action. */
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

/** A product that is not in the route's region is reached where it is: some are served to all the world from one. */
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
  const other = alternatives(vendor, shape).find(({ verbatimType }) => verbatimType !== undefined);
  const name = [shape.signMethod, shape.httpMethod, shape.bodyFormat].filter(Boolean).join(' ');
  const hint = other ? `use ${flagsTo(shape, other).join(' ')}, or give the values with -p` : 'give the values with -p';
  throw problemsError([usageProblem('--body', `${name} cannot be sent with your own body`, hint)]);
}

/** The body is built here, once, where it does not carry the signature. */
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

/** Left out without a word, as the vendors' clients do, it would be lost. */
function unsayableProblems(call: Call, { vendor, shape }: Route): Problem[] {
  if (call.verbatim) return [];
  const other = alternatives(vendor, shape).find((each) => vendor.unsayable(call, each).length === 0);
  const hint = other ? `use ${flagsTo(shape, other).join(' ')}, or leave it out` : 'leave it out';
  return vendor
    .unsayable(call, shape)
    .map((name) => usageProblem('--param', `${name} contains null or an empty list, which a query or a form cannot express`, hint));
}

/** Its digits are as many as those of any moment to come. */
const anyMoment = { timestamp: 9_999_999_999, nonce: '9'.repeat(10) };

/** Length of the body, or of a GET's URL. */
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
  const fitting = alternatives(route.vendor, plan.shape).find(fits);
  return fitting ? flagsTo(plan.shape, fitting) : [];
}

const mebibytes = (bytes: number): string => `${(Math.ceil((bytes / 2 ** 20) * 10) / 10).toFixed(1)} MB`;

function tooLong({ signMethod, httpMethod, bodyFormat, maxBytes }: RequestShape, size: number): string {
  if (httpMethod === 'GET') return `the query has ${size} bytes, but a GET may have at most ${maxBytes}`;
  const encoding = bodyFormat === 'multipart' ? '' : ' with media as base64';
  return `the body has ${mebibytes(size)}${encoding}, but ${signMethod} allows ${mebibytes(maxBytes)}`;
}

/** Refused here, because the service would only say so after the upload. */
function sizeProblems(plan: Plan, route: Route, credentials: Credentials): Problem[] {
  const { shape } = plan;
  // To know the size of a form that carries its signature, it has to be signed.
  if (shape.maxBytes === Number.POSITIVE_INFINITY) return [];
  const size = requestBytes(plan, route, credentials);
  if (size <= shape.maxBytes) return [];
  const flags = flagsThatFit(plan, route, credentials);
  const hint = flags.length > 0 ? `use ${flags.join(' ')}` : 'send a smaller photo or a shorter clip';
  return [{ category: 'media', flag: flags[0]?.split(' ')[0] ?? 'request', message: tooLong(shape, size), hint }];
}

/**
 * Plans a call. Throws IdvError `usage` or `media` for one that its shape has no words for, or no room. With `bodies`, the plan is for one
 * `ask`, and its payload is gone afterwards.
 */
export function planCall(call: Call, route: Route, credentials: Credentials, bodies?: BufferPool): Plan {
  const plan = planFor(call, route, bodies && borrowBody(bodies));
  const problems = [...unsayableProblems(call, route), ...sizeProblems(plan, route, credentials)];
  if (problems.length > 0) throw problemsError(problems);
  return plan;
}
