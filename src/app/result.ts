import { mediaNote } from '../core/body.ts';
import { isFromSandbox } from '../core/http.ts';
import type { Judged } from '../core/judge/judged.ts';
import { decodeBase64 } from '../media/base64-text.ts';
import { probe } from '../media/probe.ts';
import type { Artifact } from './artifacts.ts';
import { mediaLeaves, remoteOf } from './leaves.ts';
import type { Plan } from './plan.ts';
import type { Exchange } from './send.ts';

/** The one object that `--json` prints, `--query` runs on and text output shows. */
export interface Result {
  schemaVersion: 1;
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

function quietResponse({ target }: Plan, { answer }: Exchange): Record<string, unknown> {
  if (answer.kind === 'refusal') return { Error: { Code: answer.code, Message: answer.message }, RequestId: answer.requestId ?? null };
  const fields = structuredClone(answer.fields) as Record<string, unknown>;
  for (const leaf of target.action ? mediaLeaves(target.action, fields) : []) {
    if (remoteOf(leaf)) continue;
    const bytes = decodeBase64(leaf.value);
    // A face in another wrapping is still a face.
    leaf.put(
      bytes ? mediaNote({ bytes, mediaType: probe(bytes).mediaType }) : `<not base64, ${JSON.stringify(leaf.value).length} characters>`,
    );
  }
  return quiet(fields) as Record<string, unknown>;
}

export function buildResult(plan: Plan, exchange: Exchange, judged: Judged, artifacts: readonly Artifact[]): Result {
  const { target } = plan;
  const sandbox = isFromSandbox(exchange.response);
  return {
    schemaVersion: 1,
    provider: target.provider.name,
    action: target.actionName,
    region: target.region ?? null,
    endpoint: target.endpoint.origin,
    sandbox,
    verdict: judged.verdict,
    checked: judged.checked,
    reason: judged.reason,
    ...(judged.hint ? { hint: judged.hint } : {}),
    score: judged.score,
    threshold: judged.threshold,
    billed: sandbox ? null : judged.billed,
    requestId: exchange.answer.requestId ?? null,
    attempts: exchange.attempts,
    durationMs: Math.round(exchange.durationMs),
    artifacts,
    response: quietResponse(plan, exchange),
  };
}
