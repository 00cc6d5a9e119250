import { sensitiveTexts, valuesForPeople } from '../../core/declare/personal.ts';
import { describeValues } from '../../core/http.ts';
import { withCleanTexts } from '../../core/text/printable.ts';
import { sha256Hex } from '../../sign/encode.ts';
import type { WireRequest } from '../../sign/wire-request.ts';
import type { Plan, SignMethod } from '../../vendors/vendor.ts';
import { type Draft, isHeaderDraft, type Key } from './draft.ts';
import { draftOf } from './draft-of.ts';
import { explainHeaders } from './explain/explain-headers.ts';
import { explainParameters } from './explain/explain-parameters.ts';
import { mediaIn, queryWithNotes, type ShowValue, shownDraft, showValueOf, withoutMarks } from './explain/shown-draft.ts';
import type { Step } from './explain/step.ts';
import { schemes } from './scheme.ts';
import { type SecretMask, withShortMasks } from './secret-mask.ts';

export interface Explanation {
  signMethod: SignMethod;
  title: string;
  docsUrl: string;
  action: string;
  method: string;
  host: string;
  steps: Step[];
  /** Headers that are sent but not signed: changing them does not break the signature. */
  notSigned: string[];
}

const longestBody = 300;

/** The body in one line, with notes in place of media. */
function bodyText(plan: Plan, { body }: WireRequest, show: ShowValue): string {
  const { verbatim, shape } = plan;
  if (body.length === 0) return '';
  const { bodyFormat } = shape;
  if (verbatim === undefined && bodyFormat === 'json') return clipped(JSON.stringify(describeValues(valuesForPeople(plan))));
  if (bodyFormat === 'form') return clipped(withoutMarks(queryWithNotes(body.toString('utf8'), show)));
  return `<${body.length} bytes, sha256 ${sha256Hex(body)}>`;
}

const clipped = (text: string): string => (text.length > longestBody ? `${text.slice(0, longestBody)}…` : text);

/** Headers that are sent but not signed: RPC signs none, and HmacSHA1 and HmacSHA256 sign only the host. */
function notSigned({ headers }: WireRequest, draft: Draft): string[] {
  const signed = isHeaderDraft(draft) ? draft.signedHeaders.split(';') : draft.scheme === 'rpc' ? [] : ['host'];
  return headers.map(([name]) => name).filter((name) => !['authorization', ...signed].includes(name.toLowerCase()));
}

/** Explains the signature of a request stage by stage. `mask` hides the secrets of the caller. */
export function explainSignature(plan: Plan, request: WireRequest, key: Key | undefined, mask: SecretMask): Explanation {
  const { signMethod } = plan.shape;
  const draft = draftOf(request, signMethod);
  const personal = plan.showPii ? [] : sensitiveTexts(plan.action?.params ?? [], plan.values);
  const show = showValueOf(mediaIn({ ...plan.values }), personal);
  const shown = shownDraft(draft, show);
  const rest = { body: bodyText(plan, request, show), bodyBytes: request.body.length, key };
  const steps =
    isHeaderDraft(draft) && isHeaderDraft(shown)
      ? explainHeaders({ draft, shown, ...rest })
      : !isHeaderDraft(draft) && !isHeaderDraft(shown)
        ? explainParameters({ draft, shown, ...rest })
        : [];
  const { title, docsUrl } = schemes[signMethod];
  return {
    signMethod,
    title,
    docsUrl,
    action: plan.actionName,
    method: request.method,
    host: plan.endpoint.host,
    steps: withCleanTexts(steps, (text) => withShortMasks(mask(text))),
    notSigned: notSigned(request, draft),
  };
}
