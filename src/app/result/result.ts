import { mediaNote } from '../../core/body.ts';
import type { Action } from '../../core/declare/action.ts';
import { isFromSandbox } from '../../core/http.ts';
import type { Judged } from '../../core/judge/judged.ts';
import { probe } from '../../media/probe.ts';
import { decodeBase64 } from '../../media/read/source.ts';
import type { Outcome } from '../call/call.ts';
import type { Artifact } from '../files/artifacts.ts';
import { mediaLeaves, remoteOf } from '../files/media-leaves.ts';

/** The one object that `--json` prints, `--query` runs on and text output shows. */
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

/** Long enough that no name, token or description reaches it, short enough that no picture stays under it. */
const longestPlainText = 512;

/** The vendor's members under the vendor's names, media replaced by what it is: also where no declaration names it. */
function quiet(value: unknown): unknown {
  if (typeof value === 'string' && value.length > longestPlainText) {
    const bytes = decodeBase64(value);
    // A long token may be base64 too: only a picture or a clip is kept out.
    const known = bytes && probe(bytes);
    if (bytes && known && known.kind !== 'other') return mediaNote({ bytes, mediaType: known.mediaType });
  }
  if (Array.isArray(value)) return value.map(quiet);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, quiet(member)]));
  return value;
}

/** The members of an answer with a note of its size and digest in the place of each picture and clip. */
export function quietFields(action: Action | undefined, answered: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields = structuredClone(answered) as Record<string, unknown>;
  for (const leaf of action ? mediaLeaves(action, fields) : []) {
    if (remoteOf(leaf)) continue;
    const bytes = decodeBase64(leaf.value);
    // A face in another wrapping is still a face.
    leaf.put(
      bytes ? mediaNote({ bytes, mediaType: probe(bytes).mediaType }) : `<not base64, ${JSON.stringify(leaf.value).length} characters>`,
    );
  }
  return quiet(fields) as Record<string, unknown>;
}

function quietResponse({ plan, answer }: Outcome): Record<string, unknown> {
  if (answer.kind === 'refusal') return { Error: { Code: answer.code, Message: answer.message }, RequestId: answer.requestId ?? null };
  return quietFields(plan.action, answer.fields);
}

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
    response: quietResponse(outcome),
  };
}
