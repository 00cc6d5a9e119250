import type { Action } from '../../core/declare/action.ts';
import { type CodeTable, isNumericCode } from '../../core/declare/codes.ts';
import { isRecord, readPath, writePath } from '../../core/json.ts';
import type { Signal } from '../../core/judge/judgement.ts';
import type { GatewayRefusal } from '../checks/admission.ts';
import type { FileFault } from '../files/hosted-files.ts';
import { type CautionOutcome, codeFor, locateCode, meaningOfCode, verdictOfResult } from '../outcomes/code-location.ts';
import { type Fault, fitsFault, fitsFields } from '../outcomes/faults.ts';
import type { SandboxOutcome } from '../outcomes/outcome.ts';
import { corruptFields } from './faulty-answer.ts';
import { pendingFields, sampleFields, signalValue } from './sample-fields.ts';
import type { AnswerContext } from './sample-value.ts';

type ResultFields = Record<string, unknown>;

/** An answer before it gets the vendor's shape. */
export type AnswerContent = { fields: ResultFields } | { refusal: GatewayRefusal };

const successFields = (action: Action, context: AnswerContext): ResultFields =>
  sampleFields(action, { code: String(action.judgement?.decision.success ?? 'Success'), description: 'Success' }, context);

function faultFields(fault: Fault, action: Action, context: AnswerContext): ResultFields {
  if (fault.stage === 'file') return successFields(action, { ...context, fileFault: fault.name.slice('file-'.length) as FileFault });
  const fields = successFields(action, context);
  return fault.stage === 'fields' && fitsFields(fault.name, action.judgement)
    ? corruptFields(fault.name, fields, action.judgement)
    : fields;
}

/** A veto overrules a success. A veto of a required signal means that there is no result. */
function vetoFields(code: string, description: string, signal: Signal, action: Action, context: AnswerContext): ResultFields {
  const [failure] = action.judgement?.decision.results ?? [];
  const hasNoResult = action.judgement?.vetoes?.includes(signal) && signal.required && failure !== undefined;
  const fields = hasNoResult ? sampleFields(action, { code: failure, description }, context) : successFields(action, context);
  const scoreHolder = action.judgement?.score?.path.split('.').slice(0, -1).join('.');
  if (hasNoResult && scoreHolder) writePath(fields, scoreHolder, null);
  writePath(fields, signal.path, signalValue(code, signal));
  return fields;
}

/** An answer that found no face, and so has no score. */
function noFaceFields(action: Action, context: AnswerContext): ResultFields {
  const fields = successFields(action, context);
  for (const path of action.judgement?.faceRectangles?.lists ?? []) writePath(fields, path, []);
  const score = action.judgement?.score?.path;
  if (score !== undefined) writePath(fields, score, 0);
  return fields;
}

/** Gives every image `count` faces instead of one. */
function faceCountFields(count: number, action: Action, context: AnswerContext): ResultFields {
  if (action.judgement?.faceRectangles) return noFaceFields(action, context);
  const fields = successFields(action, context);
  const { pictures = '', faces = '', faceCount = '' } = action.judgement?.each ?? {};
  const entries = readPath(fields, pictures);
  const inEntry = (path: string): string => path.slice(`${pictures}[].`.length);
  const facesPath = inEntry(faces);
  for (const entry of Array.isArray(entries) ? entries : []) {
    const face: unknown = readPath(entry, `${facesPath}[]`);
    writePath(
      entry,
      facesPath,
      Array.from({ length: count }, () => structuredClone(face)),
    );
    writePath(entry, inEntry(faceCount), count);
  }
  return fields;
}

/** Undefined if the call did not ask for a document. */
function warningFields(code: string, path: string, action: Action, context: AnswerContext): ResultFields | undefined {
  const fields = successFields(action, context);
  if (!Array.isArray(readPath(fields, path))) return undefined;
  writePath(fields, path, [isNumericCode(code) ? Number(code) : code]);
  return fields;
}

/** What the service writes next to an edited document. */
const documentEdit = { FieldName: 'Name', OriginalFieldValue: 'SANDBOX PERSON', RevisedFieldValue: 'SANDBOX OTHER PERSON' };

/** Undefined if the token did not ask for the check that the caution is about. */
function cautionFields({ path, value }: CautionOutcome, action: Action, context: AnswerContext): ResultFields | undefined {
  const fields = successFields(action, context);
  if (readPath(fields, path) === undefined) return undefined;
  writePath(fields, path, value);
  const holder = readPath(fields, path.slice(0, path.lastIndexOf('.')));
  if (isRecord(holder) && 'EditDetails' in holder) holder.EditDetails = [documentEdit];
  return fields;
}

function composeCode(code: string, asError: boolean, action: Action, codes: CodeTable, context: AnswerContext): AnswerContent | undefined {
  const location = locateCode(code, action, codes);
  if (!location) return undefined;
  const description = meaningOfCode(code, action, location, codes);
  if (asError || location.kind === 'error') return { refusal: { code, message: description } };
  if (location.kind === 'warning' || location.kind === 'caution') {
    const { kind } = location;
    const fields =
      kind === 'warning' ? warningFields(code, location.path, action, context) : cautionFields(location.caution, action, context);
    return fields && { fields };
  }
  if (location.kind === 'faces') return { fields: faceCountFields(location.count, action, context) };
  if (location.kind === 'veto') return { fields: vetoFields(location.code, description, location.signal, action, context) };
  const { code: result, signal } = location;
  const isPending = verdictOfResult(result, signal, codes) === 'pending';
  return { fields: (isPending ? pendingFields : sampleFields)(action, { code: result, description }, context) };
}

/** Makes the answer of an outcome. Undefined if the action cannot have that outcome. */
export function composeAnswer(
  outcome: SandboxOutcome,
  action: Action,
  codes: CodeTable,
  context: AnswerContext,
): AnswerContent | undefined {
  if (outcome.kind === 'success') return { fields: successFields(action, context) };
  if (outcome.kind === 'fault')
    return fitsFault(outcome.fault, action) ? { fields: faultFields(outcome.fault, action, context) } : undefined;
  const code = codeFor(outcome, action, codes);
  if (code !== undefined) return composeCode(code, outcome.asError, action, codes, context);
  const canBeNull = outcome.verdict === 'pending' && action.judgement?.decision.nullIsPending === true;
  return canBeNull ? { fields: pendingFields(action, { code: null, description: '' }, context) } : undefined;
}
