import type { Action } from '../core/declare/action.ts';
import { type CodeTable, isNumber } from '../core/declare/codes.ts';
import type { Signal } from '../core/judge/judgement.ts';
import { readPath, writePath } from '../core/path.ts';
import { withCaution } from './caution-outcomes.ts';
import { codeFor, meaningOf, type Place, placeOf, verdictOfResult } from './code-place.ts';
import type { Fault } from './faults.ts';
import type { FileFault } from './hosted-files.ts';
import type { Outcome } from './outcome.ts';
import { pendingFields, sampleFields, typed } from './sample-fields.ts';
import { pointsToFiles } from './sample-value.ts';
import type { Scene } from './scene.ts';
import { canSpoil, spoilFields } from './spoil-fields.ts';
import type { Refusal } from './vendor.ts';

type Fields = Record<string, unknown>;

/** What is said to a call that passed every check, before it takes the vendor's shape. */
export type Said = { fields: Fields } | { refusal: Refusal };

const successOf = (action: Action, scene: Scene): Fields =>
  sampleFields(action, { code: String(action.judgement?.decision.success ?? 'Success'), description: 'Success' }, scene);

/** Whether the fault can be made of an answer of this action at all. */
export function fitsFault({ name, stage }: Pick<Fault, 'name' | 'stage'>, action: Action): boolean {
  if (stage === 'fields') return canSpoil(name, action.judgement);
  return stage !== 'file' || pointsToFiles(action);
}

function spoiltSuccess(fault: Fault, action: Action, scene: Scene): Fields {
  if (fault.stage === 'file') return successOf(action, { ...scene, fileFault: fault.name.slice('file-'.length) as FileFault });
  const fields = successOf(action, scene);
  return fault.stage === 'fields' && canSpoil(fault.name, action.judgement) ? spoilFields(fault.name, fields, action.judgement) : fields;
}

/** A member without which there is no result speaks of none; any other one takes back a success. */
function withVeto(code: string, description: string, signal: Signal, action: Action, scene: Scene): Fields {
  const [failure] = action.judgement?.decision.results ?? [];
  const isOfAll = action.judgement?.vetoes?.includes(signal) && signal.required && failure !== undefined;
  const fields = isOfAll ? sampleFields(action, { code: failure, description }, scene) : successOf(action, scene);
  const holder = action.judgement?.score?.path.split('.').slice(0, -1).join('.');
  // Nothing was measured, so there is nothing to tell of it.
  if (isOfAll && holder) writePath(fields, holder, null);
  writePath(fields, signal.path, typed(code, signal));
  return fields;
}

/** Nothing found, and so nothing measured. */
function faceless(action: Action, scene: Scene): Fields {
  const fields = successOf(action, scene);
  for (const path of action.judgement?.faceRectangles?.lists ?? []) writePath(fields, path, []);
  const score = action.judgement?.score?.path;
  if (score !== undefined) writePath(fields, score, 0);
  return fields;
}

/** Every picture with as many faces; none or several instead of one. */
function withFaces(count: number, action: Action, scene: Scene): Fields {
  if (action.judgement?.faceRectangles) return faceless(action, scene);
  const fields = successOf(action, scene);
  const { pictures = '', faces = '', faceCount = '' } = action.judgement?.each ?? {};
  const entries = readPath(fields, pictures);
  const inEntry = (path: string): string => path.slice(`${pictures}[].`.length);
  const inside = inEntry(faces);
  for (const entry of Array.isArray(entries) ? entries : []) {
    const face: unknown = readPath(entry, `${inside}[]`);
    writePath(
      entry,
      inside,
      Array.from({ length: count }, () => structuredClone(face)),
    );
    writePath(entry, inEntry(faceCount), count);
  }
  return fields;
}

/** Undefined where no document was asked for. */
function withWarning(code: string, path: string, action: Action, scene: Scene): Fields | undefined {
  const fields = successOf(action, scene);
  if (!Array.isArray(readPath(fields, path))) return undefined;
  writePath(fields, path, [isNumber(code) ? Number(code) : code]);
  return fields;
}

/** A good result with something in it for a person's eye. */
function withSign(code: string, place: Place, action: Action, scene: Scene): Fields | undefined {
  if (place.kind === 'warning') return withWarning(code, place.path, action, scene);
  return place.kind === 'caution' ? withCaution(successOf(action, scene), place.caution) : undefined;
}

function sayCode(code: string, asError: boolean, action: Action, codes: CodeTable, scene: Scene): Said | undefined {
  const place = placeOf(code, action, codes);
  if (!place) return undefined;
  const description = meaningOf(code, action, place, codes);
  if (asError || place.kind === 'error') return { refusal: { code, message: description } };
  if (place.kind === 'warning' || place.kind === 'caution') {
    const fields = withSign(code, place, action, scene);
    return fields && { fields };
  }
  if (place.kind === 'faces') return { fields: withFaces(place.count, action, scene) };
  if (place.kind === 'veto') return { fields: withVeto(code, description, place.signal, action, scene) };
  const isPending = verdictOfResult(code, { decision: place.signal }, codes) === 'pending';
  return { fields: (isPending ? pendingFields : sampleFields)(action, { code, description }, scene) };
}

/** One canned answer an outcome; undefined where the outcome does not fit the action. */
export function sayOutcome(outcome: Outcome, action: Action, codes: CodeTable, scene: Scene): Said | undefined {
  if (outcome.kind === 'success') return { fields: successOf(action, scene) };
  if (outcome.kind === 'fault')
    return fitsFault(outcome.fault, action) ? { fields: spoiltSuccess(outcome.fault, action, scene) } : undefined;
  const code = codeFor(outcome, action, codes);
  if (code !== undefined) return sayCode(code, outcome.asError, action, codes, scene);
  const mayBeNull = outcome.verdict === 'pending' && action.judgement?.decision.nullIsPending === true;
  return mayBeNull ? { fields: pendingFields(action, { code: null, description: '' }, scene) } : undefined;
}
