import type { Action, Field, Upload, Validity } from '../../core/declare/action.ts';
import { type CodeEntry, type CodeTable, findCode } from '../../core/declare/codes.ts';
import { elementOf, isImageOrVideo, membersAt, type Param, placesOf, withMembers } from '../../core/declare/params.ts';
import type { Verdict } from '../../core/exit.ts';
import { faceCodes } from '../../core/judge/each-face.ts';
import { overridingSignals } from '../../core/judge/evidence.ts';
import type { PublishedThreshold, Score } from '../../core/judge/judgement.ts';
import type { CommonParam, Vendor } from '../../vendors/vendor.ts';
import { describeParam, type ParamDescription } from './param-description.ts';
import { validityOf } from './validity.ts';

/** A member of an answer, or of an object. */
export interface FieldDescription {
  name: string;
  type: string;
  help: string;
  since?: string;
  retired?: string;
}

/** The score by which an answer is judged. */
interface ScoreDescription {
  member: string;
  /** The lowest score that passes; null if the vendor publishes none. */
  threshold: number | null;
  /** The vendor's thresholds, and how often a stranger reaches them: 0.001 for one in a thousand. */
  thresholds: readonly PublishedThreshold[];
}

/** What one value of a judged member means. */
type VerdictDescription = { code: string; member: string } & ({ verdict: Verdict } | { failure: 'refused' | 'limited' | 'failed' });

/** An action as scripts and people see it. Everything here is computed from its declaration. */
export interface ActionDescription {
  name: string;
  command: string;
  /** The name of the vendor. */
  provider: string;
  product: string;
  version: string;
  /** Other products with the same action, and their versions. */
  products?: Readonly<Record<string, string>>;
  summary: string;
  examples: readonly string[];
  params: readonly ParamDescription[];
  /** Local files that are uploaded first, and the parameters that they fill. */
  uploads?: readonly { flag: string; fills: readonly string[]; help: string }[];
  rules: readonly string[];
  /** The additional parameters of every request to the vendor. */
  commonParams: readonly CommonParam[];
  output: readonly FieldDescription[];
  /** Every nested object in parameters and output. */
  types: Readonly<Record<string, readonly FieldDescription[]>>;
  /** The members of an answer if the service refuses, in place of the output. */
  refusal: readonly FieldDescription[];
  regions: readonly string[];
  requestsPerSecond: number | null;
  errors: readonly { code: string; meaning: string | null }[];
  score?: ScoreDescription;
  /** How long tokens, results and URLs are valid. */
  validity?: readonly Validity[];
  /** The meaning of the values of its judged members; a failure is not a verdict. */
  verdicts: readonly VerdictDescription[];
  docsUrl: string;
  since?: string;
  retired?: string;
}

/** Every documented value of a member that can lead to a verdict, with its meaning; the deciding member comes first. */
export function judgedValues({ judgement }: Action, codes: CodeTable): { member: string; code: string; entry: CodeEntry | undefined }[] {
  if (!judgement) return [];
  const values = [judgement.decision, ...overridingSignals(judgement)].flatMap(({ path, results, codes: own }) =>
    results.map((code) => ({ member: path, code, entry: own?.[code] ?? findCode(codes, code) })),
  );
  return [...values, ...faceCodes(judgement).map(({ code, path, entry }) => ({ member: path, code, entry }))];
}

function verdictsOf(action: Action, codes: CodeTable): ActionDescription['verdicts'] {
  if (!action.judgement) return [];
  const { path, success } = action.judgement.decision;
  const rows = judgedValues(action, codes).flatMap(({ member, code, entry }): VerdictDescription[] => {
    if (!entry) return [];
    return 'verdict' in entry.effect
      ? [{ code, member, verdict: entry.effect.verdict }]
      : [{ code, member, failure: entry.effect.category }];
  });
  return [{ code: String(success), member: path, verdict: 'pass' }, ...rows];
}

const describeFields = (fields: readonly (Field | Param)[]): FieldDescription[] =>
  fields.map(({ name, type, help, since, retired }) => ({
    name,
    type,
    help,
    ...(since === undefined ? {} : { since }),
    ...(retired === undefined ? {} : { retired }),
  }));

const describeScore = ({ path, threshold, thresholds = [] }: Score): ScoreDescription => ({ member: path, threshold, thresholds });

/** Nested objects of parameters and output, by name. Objects of parameters are declared only through their members. */
function typesOf({ params, types = {} }: Action): ActionDescription['types'] {
  const nested = placesOf(params)
    .flatMap(withMembers)
    .filter(({ param }) => !isImageOrVideo(param))
    .map((place) => ({ type: elementOf(place.param.type), members: membersAt(place).map(({ param }) => param) }))
    .filter(({ members }) => members.length > 0);
  return Object.fromEntries([
    ...nested.map(({ type, members }) => [type, describeFields(members)]),
    ...Object.entries(types).map(([type, fields]) => [type, describeFields(fields)]),
  ]);
}

const describeUpload = ({ flag, url, md5, help }: Upload) => ({ flag: `--${flag}`, fills: md5 === undefined ? [url] : [url, md5], help });

/** `codes` are the vendor's. */
export function describeAction(
  action: Action,
  { common, actions }: Pick<Vendor, 'common' | 'actions'>,
  codes: CodeTable,
): ActionDescription {
  const validity = validityOf(action, actions);
  const { name, command, vendor, product, version, products, summary, examples, regions, requestsPerSecond, docsUrl } = action;
  return {
    name,
    command: ['idv', ...command].join(' '),
    provider: vendor,
    product,
    version,
    ...(products ? { products } : {}),
    summary,
    examples,
    params: placesOf(action.params).map(describeParam),
    ...(action.uploads ? { uploads: action.uploads.map(describeUpload) } : {}),
    rules: (action.rules ?? []).map((rule) => rule.help),
    commonParams: common.params,
    output: describeFields(action.output),
    types: typesOf(action),
    refusal: describeFields(common.refusal),
    regions,
    requestsPerSecond,
    errors: action.errors.map((code) => ({ code, meaning: findCode(codes, code)?.meaning ?? null })),
    ...(action.judgement?.score ? { score: describeScore(action.judgement.score) } : {}),
    ...(validity.length > 0 ? { validity } : {}),
    verdicts: verdictsOf(action, codes),
    docsUrl,
    ...(action.since ? { since: action.since } : {}),
    ...(action.retired ? { retired: action.retired } : {}),
  };
}
