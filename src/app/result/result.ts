import type { Answer } from '../../core/answer.ts';
import type { Action, Field } from '../../core/declare/action.ts';
import { elementOf } from '../../core/declare/params.ts';
import { withDigits } from '../../core/exact-number.ts';
import { isFromSandbox, mediaNote } from '../../core/http.ts';
import { isRecord } from '../../core/json.ts';
import type { Judged } from '../../core/judge/judged.ts';
import { withCleanTexts } from '../../core/text/printable.ts';
import { probe } from '../../media/probe.ts';
import { decodeBase64 } from '../../media/read/source.ts';
import type { Outcome } from '../call/call.ts';
import type { Artifact } from '../files/artifacts.ts';

/** The object that `--json` prints, that `--query` runs on, and that text output shows. */
export interface Result {
  schemaVersion: 1;
  /** The vendor's name. */
  provider: string;
  action: string;
  region: string | null;
  endpoint: string;
  sandbox: boolean;
  verdict: Judged['verdict'];
  checked: Judged['checked'];
  reason: Judged['reason'];
  hint?: string;
  score: number | null;
  threshold: number | null;
  billed: boolean | null;
  requestId: string | null;
  attempts: number;
  durationMs: number;
  artifacts: readonly Artifact[];
  response: Readonly<Record<string, unknown>>;
}

/** Names, most tokens and descriptions are shorter than this; every picture in base64 is longer. */
const longestPlainText = 512;

/** Replaces media in a value by a note, also in members that are not declared. */
function withoutMedia(value: unknown): unknown {
  if (typeof value === 'string' && value.length > longestPlainText) {
    const bytes = decodeBase64(value);
    // A long token may be base64 too, so only what is really a picture or a clip is replaced.
    const known = bytes && probe(bytes);
    if (bytes && known && known.kind !== 'other') return mediaNote({ bytes, mediaType: known.mediaType });
  }
  if (Array.isArray(value)) return value.map(withoutMedia);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutMedia(member)]));
  return value;
}

function withoutMediaFields(action: Action | undefined, answered: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields = structuredClone(answered) as Record<string, unknown>;
  for (const leaf of action ? mediaLeaves(action, fields) : []) {
    if (remoteOf(leaf)) continue;
    const bytes = decodeBase64(leaf.value);
    // The value may contain a face in another encoding, so it is never shown.
    leaf.replace(
      bytes ? mediaNote({ bytes, mediaType: probe(bytes).mediaType }) : `<not base64, ${JSON.stringify(leaf.value).length} characters>`,
    );
  }
  return withoutMedia(fields) as Record<string, unknown>;
}

/** The members of an answer. Each picture and clip is replaced by a note of its size and digest; numbers keep all their digits. */
export const resultWithoutMedia = (
  action: Action | undefined,
  { fields, lost = [] }: Extract<Answer, { kind: 'result' }>,
): Record<string, unknown> => withDigits(withoutMediaFields(action, fields), lost);

function responseWithoutMedia({ plan, answer }: Pick<Outcome, 'plan' | 'answer'>): Record<string, unknown> {
  if (answer.kind === 'refusal') return { Error: { Code: answer.code, Message: answer.message }, RequestId: answer.requestId ?? null };
  return resultWithoutMedia(plan.action, answer);
}

/** Builds the result of a judged answer. */
export function buildResult(vendor: string, outcome: Outcome, artifacts: readonly Artifact[]): Result {
  const { plan, judged, answer } = outcome;
  const sandbox = isFromSandbox(outcome.response);
  return {
    schemaVersion: 1,
    provider: vendor,
    action: plan.actionName,
    region: plan.region ?? null,
    endpoint: plan.endpoint.origin,
    sandbox,
    verdict: judged.verdict,
    checked: judged.checked,
    reason: judged.reason,
    ...(judged.hint ? { hint: judged.hint } : {}),
    score: judged.score,
    threshold: judged.threshold,
    billed: judged.billed,
    requestId: answer.requestId ?? null,
    attempts: outcome.attempts,
    durationMs: Math.round(outcome.durationMs),
    artifacts,
    response: withCleanTexts(responseWithoutMedia(outcome), outcome.hideSecrets, outcome.hideSecrets),
  };
}

/** A media member of an answer, at any depth. It can be saved in a file. */
export interface MediaLeaf {
  field: Field;
  /** The position in the answer: `CompareResults[0].BestFrame`. */
  path: string;
  /** The name of the file without its ending: `best-frame`, or `best-frame-2` for the second in a list. */
  fileName: string;
  value: unknown;
  /** The object that contains the member. */
  holder: Record<string, unknown>;
  /** Replaces the value. */
  replace(value: unknown): void;
}

interface Place {
  holder: Record<string, unknown>;
  path: string;
  suffix: string;
  replace(value: unknown): void;
}

type Visit = (leaf: MediaLeaf) => void;

function visitValue(field: Field, value: unknown, place: Place, types: Action['types'], visit: Visit): void {
  const { holder, path, suffix, replace } = place;
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      const numbered = value.length > 1 ? `${suffix}-${index + 1}` : suffix;
      const replaceEntry = (written: unknown): void => {
        value[index] = written;
      };
      visitValue(field, entry, { holder, path: `${path}[${index}]`, suffix: numbered, replace: replaceEntry }, types, visit);
    }
    return;
  }
  if (field.media) {
    visit({ field, path, fileName: `${field.file ?? field.name}${suffix}`, value, holder, replace });
    return;
  }
  const members = types?.[elementOf(field.type)];
  if (members && isRecord(value)) visitFields(members, value, `${path}.`, suffix, types, visit);
}

function visitFields(
  fields: readonly Field[],
  holder: Record<string, unknown>,
  prefix: string,
  suffix: string,
  types: Action['types'],
  visit: Visit,
): void {
  for (const field of fields) {
    const { name } = field;
    if (!Object.hasOwn(holder, name)) continue;
    const replace = (written: unknown): void => {
      holder[name] = written;
    };
    visitValue(field, holder[name], { holder, path: `${prefix}${name}`, suffix, replace }, types, visit);
  }
}

/** Every media member that has a value, in the order of the declaration. */
export function mediaLeaves(action: Pick<Action, 'output' | 'types'>, fields: Readonly<Record<string, unknown>>): MediaLeaf[] {
  const leaves: MediaLeaf[] = [];
  visitFields(action.output, fields as Record<string, unknown>, '', '', action.types, (leaf) => {
    if (leaf.value !== null && leaf.value !== undefined && leaf.value !== '') leaves.push(leaf);
  });
  return leaves;
}

/** The address of the file, if the value is an address and not the file itself. */
export function remoteOf({
  field,
  value,
  holder,
}: MediaLeaf): { url: string; md5: string | undefined; bytes: number | undefined } | undefined {
  const text = (given: unknown): string | undefined => (typeof given === 'string' && given !== '' ? given : undefined);
  if (field.type === 'FileInfo' && isRecord(value)) {
    const url = text(value.Url);
    return url === undefined ? undefined : { url, md5: text(value.MD5), bytes: typeof value.Size === 'number' ? value.Size : undefined };
  }
  if (field.md5 === undefined) return undefined;
  const url = text(value);
  return url === undefined ? undefined : { url, md5: text(holder[field.md5]), bytes: undefined };
}
