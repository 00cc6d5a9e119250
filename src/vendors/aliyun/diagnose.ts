import type { Refusal } from '../../core/answer.ts';
import type { Credentials, Plan, SigningMoment } from '../vendor.ts';
import { acs3StringToSignOf } from './request/sign-acs3.ts';
import { rpcStringToSignOf } from './request/sign-rpc.ts';

const secretIsWrong =
  'the service signed the same string, as far as it shows it, so the AccessKeySecret is not the one of this AccessKeyId: take both from one issue of the key';

/** A string of this length at least may be shown in part; a shorter one that ends early lacks something. */
const shownInPart = 4096;

const blankOrPlus = /%2520|%20|%252B|%2B|\+/gi;
const lineBreak = /%250[AD]|%0[AD]/gi;

/** What two values, each encoded twice, differ in and by. */
const usualCauses: readonly { shows: (ours: string, theirs: string) => boolean; means: string }[] = [
  { shows: (_ours, theirs) => theirs === '', means: 'it arrived empty' },
  { shows: (ours, theirs) => ours.startsWith(theirs), means: 'it was cut off on the way' },
  {
    shows: (ours, theirs) => ours.replace(blankOrPlus, ' ') === theirs.replace(blankOrPlus, ' '),
    means: 'a blank or a plus was decoded and encoded again on the way',
  },
  {
    shows: (ours, theirs) => ours.replace(lineBreak, '') === theirs.replace(lineBreak, ''),
    means: 'a line break came into it or was lost',
  },
];

const meansOf = (ours: string, theirs: string): string =>
  usualCauses.find(({ shows }) => shows(ours, theirs))?.means ?? 'a proxy or a gateway between has changed the request';

interface Pair {
  name: string;
  value: string;
}

/** The parameters along a canonicalized query that was encoded once more. */
function pairsOf(stringToSign: string): Pair[] {
  const [, , query = ''] = stringToSign.split('&');
  return query.split('%26').map((pair) => {
    const [name = '', value = ''] = pair.split('%3D');
    return { name, value };
  });
}

const lost = ({ name }: Pair): string => `the service did not sign ${name}: it was lost on the way`;

/** What the service took for a name may be a piece of a value: only what can be nothing but a name is shown. */
function added(there: Pair | undefined): string {
  const named = there !== undefined && there.value !== '' && /^[A-Za-z]\w{0,29}$/.test(there.name);
  return `the service also signed ${named ? there.name : 'what idv did not send'}: something between added it`;
}

const methods: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'];

const otherMethod = (ours: string | undefined, theirs = ''): string =>
  `the service signed ${methods.includes(theirs) ? theirs : 'another method'} where idv signed ${ours}: something between changed the HTTP method`;

/** The first place where two strings to sign part, by the name of the parameter: its values are the caller's, and not shown. */
function firstDifference(ours: string, theirs: string): string {
  const [method, path] = ours.split('&');
  const [theirMethod, theirPath] = theirs.split('&');
  if (method !== theirMethod) return otherMethod(method, theirMethod);
  if (path !== theirPath) return 'the service signed another path: --endpoint, or a proxy, adds one';
  const [mine, other] = [pairsOf(ours), pairsOf(theirs)];
  const at = mine.findIndex(({ name, value }, index) => name !== other[index]?.name || value !== other[index]?.value);
  const here = mine[at];
  const there = other[at === -1 ? mine.length : at];
  if (!here) return added(there);
  if (here.name !== there?.name) return other.some(({ name }) => name === here.name) ? added(there) : lost(here);
  return `the value of ${here.name} was signed as another: ${meansOf(here.value, there.value)}`;
}

/**
 * Why a signature was refused: compares the string that the service says it signed with ours.
 * Undefined where it does not say. Names parameters, never their values.
 */
export function diagnose(refusal: Refusal, plan: Plan, credentials: Credentials, moment: SigningMoment): string | undefined {
  const theirs = refusal.serverStringToSign?.trim();
  if (theirs === undefined || theirs === '') return undefined;
  if (plan.shape.signMethod === 'rpc') {
    const ours = rpcStringToSignOf(plan, credentials, moment);
    // A long string is shown in part; a parameter that is gone would have been missed before any signature was.
    return ours === theirs || (theirs.length >= shownInPart && ours.startsWith(theirs)) ? secretIsWrong : firstDifference(ours, theirs);
  }
  if (theirs.startsWith(acs3StringToSignOf(plan, credentials, moment))) return secretIsWrong;
  return 'the service made another CanonicalRequest of what arrived: something between changed method, query, body or a signed header; compare with --dry-run';
}
