import { type Problem, usageProblem } from '../../core/errors.ts';
import { plainText } from '../../core/text/printable.ts';
import type { Runtime } from '../../runtime.ts';
import type { BodyFormat, RequestShape, SignMethod, Vendor } from '../../vendors/vendor.ts';

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
  return usage('--body-format', `${signMethod} does not go with a ${wanted} body`, hint);
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
  integer: { fits: /^[1-9]\d{0,15}$/, hint: 'give a whole number from 1' },
  text: { fits: /^[\x21-\x7e]{1,256}$/, hint: 'give letters, digits and signs without blanks' },
} as const;

export function nonceProblems(vendor: Signer, signMethod: SignMethod, nonce: string | undefined): Problem[] {
  const kind = vendor.nonceKind(signMethod);
  if (nonce === undefined || kind === undefined || shapes[kind].fits.test(nonce)) return [];
  return [usageProblem('--nonce', `${signMethod} does not take '${plainText(nonce)}'`, shapes[kind].hint)];
}
