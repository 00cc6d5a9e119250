import { isRecord, readPath } from '../../core/json.ts';
import { aliyun } from '../../vendors/aliyun/vendor.ts';
import type { AdmittedCall, CallContext } from '../checks/admission.ts';
import { fillJob, readsJob } from './jobs.ts';
import { issueGrant } from './object-storage.ts';

/** Numbers the images. An image that came by URL also repeats its URL. */
function fillImages(elements: readonly unknown[], tasks: unknown): void {
  for (const [index, element] of elements.entries()) {
    const task: unknown = Array.isArray(tasks) ? tasks[index] : undefined;
    if (isRecord(element))
      Object.assign(element, { TaskId: `task-${index + 1}`, ImageURL: isRecord(task) ? (task.ImageURL ?? null) : null });
  }
}

/** A card shows one side: the front, unless the call asks for the back. */
function dropOtherSide(data: Record<string, unknown>, side: unknown): void {
  if ('FrontResult' in data && 'BackResult' in data) delete data[side === 'back' ? 'FrontResult' : 'BackResult'];
}

/** Writes the traces that DeepfakeDetectIntl finds: none if the risk is low. */
function fillTraces(result: Record<string, unknown>): void {
  const isLow = result.Result === '0';
  Object.assign(result, isLow ? { RiskTag: '', RiskScore: {} } : { RiskTag: 'SuspectAIGCFace', RiskScore: { SuspectAIGCFace: '96.3' } });
}

/** Adds the values that a result takes from its call, and removes what a result of this call cannot have. Changes `fields` in place. */
export function fillFromCall(fields: Record<string, unknown>, { action, values }: AdmittedCall, context: CallContext): void {
  if (action === aliyun.uploads?.grant) Object.assign(fields, issueGrant(String(values.Product), context));
  if (isRecord(fields.ResultObject)) fillTraces(fields.ResultObject);
  const { Data: data } = fields;
  if (!isRecord(data)) return;
  dropOtherSide(data, values.Side);
  if (readsJob(action)) fillJob(data, values.JobId);
  const { each } = action.judgement ?? {};
  const elements = each && readPath(fields, each.pictures);
  if (each && Array.isArray(elements)) fillImages(elements, values[each.of]);
}
