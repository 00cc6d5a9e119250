import type { Settings } from '../../config/settings.ts';
import type { Action } from '../../core/declare/action.ts';
import { flagAt, flagOf, placesOf, withMembers } from '../../core/declare/params.ts';
import { type Problem, usageProblem } from '../../core/errors.ts';
import { type Check, lowestThreshold, possibleChecks } from '../../core/judge/judgement.ts';
import type { Vendor } from '../../vendors/vendor.ts';
import { oddsOfAll } from '../catalogue/threshold-help.ts';
import type { GlobalOptions } from '../flags/global-flags.ts';
import type { Session } from '../flags/session.ts';

type Judging = Pick<Action, 'name' | 'judgement'>;

/** A lower threshold than the vendor's would turn its refusals into passes, and one above every score would refuse every person. */
export function thresholdProblems({ name, judgement }: Judging, threshold: number | undefined): Problem[] {
  const score = judgement?.score;
  const own = (score && lowestThreshold(score)) ?? 0;
  const most = score?.maximum ?? 100;
  if (threshold === undefined || (score && threshold >= own && threshold <= most)) return [];
  const tooLarge = `${threshold} is above the highest score, which is ${most}`;
  const outside = threshold > most ? tooLarge : `${threshold} is below the service's own threshold of ${own}`;
  const message = score ? outside : `${name} has no score`;
  return [
    usageProblem(
      '--threshold',
      message,
      score ? [`give ${own} to ${most}`, oddsOfAll(score)].filter((part) => part !== '').join('; ') : 'leave it out',
    ),
  ];
}

/** What the answer can never show is not worth the call. */
export function expectProblems({ name, judgement }: Judging, expect: readonly Check[] = []): Problem[] {
  const possible = judgement ? possibleChecks(judgement) : [];
  const never = expect.filter((check) => !possible.includes(check));
  if (never.length === 0) return [];
  const fix = possible.length === 0 ? 'leave it out' : `use ${possible.join(', ')}, or leave it out`;
  return [usageProblem('--expect', `${name} never checks ${never.join(' or ')}`, fix)];
}

/** What the token does not ask for, its result cannot show. `asked` is undefined where that is not known. */
export function notAskedProblems(
  { judgement }: Judging,
  asked: readonly Check[] | undefined,
  { threshold, expect = [] }: Pick<GlobalOptions, 'threshold' | 'expect'>,
): Problem[] {
  if (!asked) return [];
  const problems = expect
    .filter((check) => !asked.includes(check))
    .map((check) =>
      usageProblem('--expect', `the token does not ask for ${check}`, 'choose the mode that checks it, or leave --expect out'),
    );
  const scored = judgement?.score?.of;
  if (threshold !== undefined && scored && !asked.includes(scored))
    problems.push(
      usageProblem(
        '--threshold',
        `the token does not ask for ${scored}, which has the score`,
        'choose the mode that checks it, or leave it out',
      ),
    );
  return problems;
}

/** The flags of a command that can wait for a result, in addition to its own. */
export interface WaitFlags {
  wait?: true;
  /** As typed. */
  waitTimeout?: string;
  open?: true;
  qr?: true;
}

/** Undefined where nothing was said, or nothing that `waitProblems` lets through. */
export const waitTimeoutS = ({ waitTimeout }: WaitFlags): number | undefined =>
  waitTimeout === undefined || waitTimeout.trim() === '' ? undefined : Number(waitTimeout);

export function waitProblems(flags: WaitFlags): Problem[] {
  const { wait, waitTimeout } = flags;
  if (waitTimeout === undefined) return [];
  const seconds = waitTimeoutS(flags) ?? Number.NaN;
  if (!Number.isFinite(seconds) || seconds <= 0)
    return [usageProblem('--wait-timeout', `'${waitTimeout}' is not valid`, 'give a number of seconds above 0')];
  return wait ? [] : [usageProblem('--wait-timeout', 'says how long --wait waits, and nothing waits here', 'add --wait, or leave it out')];
}

/** Problems under the flags that were typed: one that has several names is known by its first, and the user may have used another. */
export function underTypedFlags(problems: readonly Problem[], { params }: Action, argv: readonly string[]): Problem[] {
  const typed = new Set(argv.map((word) => word.split('=')[0]));
  const places = placesOf(params).flatMap(withMembers);
  return problems.map((problem) => {
    const place = places.find((candidate) => flagAt(candidate) === problem.flag);
    if (!place || typed.has(problem.flag)) return problem;
    const { param, prefix } = place;
    const other = [...(param.aliases ?? []), flagOf(param)].map((name) => `--${prefix}${name}`).find((name) => typed.has(name));
    return other === undefined ? problem : { ...problem, flag: other };
  });
}

interface Place {
  region: Settings['region'];
  problem?: Problem;
  notice?: string;
}

/**
 * The region in which a product is called. One that was asked for and has no host is refused; one that comes from a profile
 * or a variable is that of the account's other products, and is passed over.
 */
export function regionOf(vendor: Vendor, product: string, { region, endpoint }: Pick<Settings, 'region' | 'endpoint'>): Place {
  const { value, source } = region;
  const isFlag = source.startsWith('flag ');
  // Whoever names the host has said where; a sandbox is everywhere.
  const isElsewhere = endpoint.value !== undefined && endpoint.source !== 'flag --sandbox';
  if (value === undefined || (isElsewhere && (!isFlag || endpoint.source === 'flag --endpoint'))) return { region };
  const found = vendor.hostOf(product, value);
  if ('host' in found) return { region };
  const there = found.regions.join(', ');
  if (isFlag) {
    const hint = `use --region ${found.regions[0]}, or --endpoint with a host`;
    return {
      region,
      problem: usageProblem('--region', `${product} has no host in ${value}, only in ${there}`, hint),
    };
  }
  return {
    region: { value: found.regions[0], source: `the only region of ${product}` },
    notice: `${product} is served in ${there} alone; region ${value} (${source}) is not used`,
  };
}

/** A host that the vendor's list does not have is a guess; whose answers a guess finds should be known before a key is used there. */
function noteHost({ settings, vendor, notice }: Session, product: string): void {
  const region = settings.region.value ?? vendor.defaultRegion(product);
  if (settings.endpoint.value !== undefined) return;
  const found = vendor.hostOf(product, region);
  if (!('host' in found) || vendor.hosts.some(({ host }) => host === found.host)) return;
  const parts = found.host.includes(region) ? `${product} and ${region}` : product;
  notice(`the host ${found.host} is not documented: it is made up from ${parts}; --endpoint names another`);
}

/** Says where the region, or the host that is made of it, is not known to take the call. `role` is what the command calls the action for, where it is not the one that the user named. */
export function noteRegion(
  session: Session,
  { name: actionName, product, regions: known = [] }: { name: string; product: string; regions?: readonly string[] },
  role?: string,
): void {
  const { settings, notice } = session;
  noteHost(session, product);
  const region = settings.region.value;
  if (known.length === 0 || region === undefined || known.includes(region)) return;
  const name = role === undefined ? actionName : `${actionName}, which ${role}`;
  notice(`region ${region} is not among those known for ${name} (${known.join(', ')}); sent anyway`);
}
