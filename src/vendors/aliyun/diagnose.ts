import type { Refusal } from '../../core/answer.ts';
import type { Credentials, Plan, SigningMoment } from '../vendor.ts';
import { acs3StringToSignOf } from './request/sign-acs3.ts';
import { rpcStringToSignOf } from './request/sign-rpc.ts';

const wrongSecretText =
  'the service signed the same string, as far as the answer shows it, so the AccessKeySecret does not belong to this AccessKeyId: copy both from the same key';

/** A string of at least this length may be shown only in part; a shorter string that ends early is missing something. */
const shortestCut = 4096;

const blankOrPlus = /%2520|%20|%252B|%2B|\+/gi;
const lineBreak = /%250[AD]|%0[AD]/gi;

/** Why two values differ, each encoded twice. */
const usualCauses: readonly { fits: (ours: string, theirs: string) => boolean; cause: string }[] = [
  { fits: (_ours, theirs) => theirs === '', cause: 'it arrived empty' },
  { fits: (ours, theirs) => ours.startsWith(theirs), cause: 'it was cut off on the way' },
  {
    fits: (ours, theirs) => ours.replace(blankOrPlus, ' ') === theirs.replace(blankOrPlus, ' '),
    cause: 'a blank or a plus was decoded and encoded again on the way',
  },
  {
    fits: (ours, theirs) => ours.replace(lineBreak, '') === theirs.replace(lineBreak, ''),
    cause: 'a line break was added or removed',
  },
];

const causeOf = (ours: string, theirs: string): string =>
  usualCauses.find(({ fits }) => fits(ours, theirs))?.cause ?? 'a proxy or a gateway in between has changed the request';

interface Pair {
  name: string;
  value: string;
}

/** The parameters of a canonicalized query that was encoded once more. */
function pairsOf(stringToSign: string): Pair[] {
  const [, , query = ''] = stringToSign.split('&');
  return query.split('%26').map((pair) => {
    const [name = '', value = ''] = pair.split('%3D');
    return { name, value };
  });
}

const lostText = ({ name }: Pair): string => `the service did not sign ${name}: it was lost on the way`;

/** What looks like a name may be a part of a value, so a name is shown only if it cannot be anything else. */
function addedText(there: Pair | undefined): string {
  const named = there !== undefined && there.value !== '' && /^[A-Za-z]\w{0,29}$/.test(there.name);
  return `the service also signed ${named ? there.name : 'what idv did not send'}: something in between added it`;
}

const methods: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'];

const otherMethodText = (ours: string | undefined, theirs = ''): string =>
  `the service signed ${methods.includes(theirs) ? theirs : 'another method'}, but idv signed ${ours}: something in between changed the HTTP method`;

/** The first place where two strings to sign differ. It shows the name of the parameter, but not the values, which are the caller's. */
function firstDifference(ours: string, theirs: string): string {
  const [method, path] = ours.split('&');
  const [theirMethod, theirPath] = theirs.split('&');
  if (method !== theirMethod) return otherMethodText(method, theirMethod);
  if (path !== theirPath) return 'the service signed another path: --endpoint or a proxy adds one';
  const [mine, other] = [pairsOf(ours), pairsOf(theirs)];
  const at = mine.findIndex(({ name, value }, index) => name !== other[index]?.name || value !== other[index]?.value);
  const here = mine[at];
  const there = other[at === -1 ? mine.length : at];
  if (!here) return addedText(there);
  if (here.name !== there?.name) return other.some(({ name }) => name === here.name) ? addedText(there) : lostText(here);
  return `the service signed another value of ${here.name}: ${causeOf(here.value, there.value)}`;
}

/**
 * Why a signature was refused: compares the string that the service says it signed with ours. Undefined if the answer does not contain it.
 * Names parameters, never their values.
 */
export function diagnose(refusal: Refusal, plan: Plan, credentials: Credentials, moment: SigningMoment): string | undefined {
  const theirs = refusal.serverStringToSign?.trim();
  if (theirs === undefined || theirs === '') return undefined;
  if (plan.shape.signMethod === 'rpc') {
    const ours = rpcStringToSignOf(plan, credentials, moment);
    // A long string is shown only in part; and a missing parameter would have been reported before the signature.
    return ours === theirs || (theirs.length >= shortestCut && ours.startsWith(theirs)) ? wrongSecretText : firstDifference(ours, theirs);
  }
  if (theirs.startsWith(acs3StringToSignOf(plan, credentials, moment))) return wrongSecretText;
  return 'the service computed another CanonicalRequest: something in between changed the method, query, body or a signed header; compare with --dry-run';
}
