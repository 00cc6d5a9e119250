import { mediaIo } from '../../app/input/read-value.ts';
import { diffSignature } from '../../app/sign/compare/diff.ts';
import { maskForRequests, wireRequestOf } from '../../app/sign/our-request.ts';
import { schemes } from '../../app/sign/scheme.ts';
import { withShortMasks } from '../../app/sign/secret-mask.ts';
import { showPieceWith } from '../../app/sign/shown-piece.ts';
import { recognise } from '../../app/sign/theirs/recognise.ts';
import type { Theirs } from '../../app/sign/theirs/theirs.ts';
import { exitCodeOfCategory } from '../../core/exit.ts';
import { plainText, withCleanTexts } from '../../core/text/printable.ts';
import type { SignMethod, Vendor } from '../../vendors/vendor.ts';
import { printValue } from '../flags/plain-options.ts';
import type { InsteadOfSending } from '../handler.ts';
import type { Inspect } from './inspect.ts';
import { readFileWith, readGiven, throwProblem } from './read-given.ts';
import { signCall } from './sign-explain.ts';
import { diffText } from './sign-text.ts';

const forms =
  'give a canonical request, a string to sign, an Authorization header, a curl command, a raw HTTP request, an address, or an error answer that shows the string to sign';

/** Signatures that differ only in one parameter, so that one may be mistaken for the other. */
const family = (method: SignMethod): string => method.replace(/-sha(1|256)$/, '');

function signMethodOf(vendor: Vendor, theirs: Theirs, given: unknown): string | undefined {
  const { scheme, kind } = theirs;
  const flag = typeof given === 'string' ? given : undefined;
  if (scheme === undefined) return flag;
  if (!vendor.shapes.some(({ signMethod }) => signMethod === scheme)) {
    return throwProblem(
      '--theirs',
      `the ${kind} is for ${schemes[scheme].title}, which ${vendor.name} does not have`,
      'compare it with a command of the right vendor',
      'usage',
    );
  }
  if (flag !== undefined && flag in schemes && family(flag as SignMethod) !== family(scheme)) {
    return throwProblem(
      '--sign-method',
      `is ${flag}, but the ${kind} is for ${schemes[scheme].title}`,
      `leave it out, or give ${scheme}`,
      'usage',
    );
  }
  return flag ?? scheme;
}

const latest = 253402300799;

/** Values that are adopted from the other party unless the user gives them. */
function flagsFrom(vendor: Vendor, theirs: Theirs, options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const signMethod = signMethodOf(vendor, theirs, options.signMethod);
  const { timestamp, nonce, request } = theirs;
  const kind = signMethod === undefined ? undefined : vendor.nonceKind(signMethod as SignMethod);
  const fits = kind === 'integer' ? /^[1-9]\d{0,15}$/ : /^[\x21-\x7e]{1,256}$/;
  const method = request?.method.toLowerCase();
  return {
    ...(signMethod === undefined ? {} : { signMethod }),
    ...(timestamp !== undefined && timestamp >= 0 && timestamp <= latest ? { timestamp } : {}),
    ...(kind !== undefined && nonce !== undefined && fits.test(nonce) ? { nonce } : {}),
    ...(method === 'get' || method === 'post' ? { httpMethod: method } : {}),
    ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
    ...(signMethod === undefined ? {} : { signMethod }),
  };
}

const compareWith =
  (theirs: Theirs): InsteadOfSending =>
  async (session, call) => {
    const { settings, shape, runtime, vendor, options } = session;
    const { credentials } = settings;
    const { signMethod } = shape;
    const knowsMoment = options.timestamp !== undefined && (vendor.nonceKind(signMethod) === undefined || options.nonce !== undefined);
    const id = theirs.id ?? credentials?.id ?? `<${schemes[signMethod].id}>`;
    const ours = wireRequestOf(signCall(session, call, id).signed.request);
    const mask = maskForRequests(credentials, [ours, ...(theirs.request ? [theirs.request] : [])]);
    const found = diffSignature(theirs, { scheme: signMethod, request: ours, key: credentials, knowsMoment }, showPieceWith(mask));
    // The names of parameters and headers also come from the other party.
    const report = withCleanTexts(found, (text) => plainText(withShortMasks(mask(text))));
    const equal = report.differences.length === 0;
    await printValue(runtime, { schemaVersion: 1, equal, ...report }, () => diffText(report), session);
    return equal ? 0 : exitCodeOfCategory('check');
  };

/** Standard input can be read only once: it cannot be both the other party's text and a picture. */
function refuseSecondStdin(options: Readonly<Record<string, unknown>>): void {
  const others = Object.entries(options).flatMap(([name, value]) => (name === 'theirs' ? [] : [value].flat()));
  const again = options.theirs === '-' && others.some((value) => typeof value === 'string' && /(^|=)-$/.test(value));
  if (again) throwProblem('--theirs', 'standard input is read twice', "give '-' to one flag and a path to the other", 'usage');
}

/** `idv sign diff`: compares another party's signature with that of any command. Nothing is sent. */
export const diffInspection: Inspect = async (vendor, options, runtime) => {
  const io = mediaIo(runtime);
  refuseSecondStdin(options);
  const { bytes, label } = await readGiven(String(options.theirs), '--theirs', io);
  const theirs = await recognise(bytes, readFileWith(io));
  if ('problem' in theirs) return throwProblem('--theirs', `${label}: ${theirs.problem}`, forms);
  return { options: flagsFrom(vendor, theirs, options), insteadOfSending: compareWith(theirs) };
};
