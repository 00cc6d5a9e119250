import { isRecord } from '../../core/json.ts';
import { readPath } from '../../core/path.ts';
import { issuesUpload } from '../issue-upload.ts';
import type { Scene } from '../scene.ts';
import type { Admitted } from '../vendor.ts';
import { issueGrant } from './grant.ts';
import { fillJob, isOfJob } from './jobs.ts';

type Fields = Record<string, unknown>;

/** Each picture under its number, and under its address where it came by one. */
function fillPictures(elements: readonly unknown[], tasks: unknown): void {
  for (const [index, element] of elements.entries()) {
    const task: unknown = Array.isArray(tasks) ? tasks[index] : undefined;
    if (isRecord(element))
      Object.assign(element, { TaskId: `task-${index + 1}`, ImageURL: isRecord(task) ? (task.ImageURL ?? null) : null });
  }
}

/** A card shows one side: the front, unless the call says otherwise. */
function dropOtherSide(data: Fields, side: unknown): void {
  if ('FrontResult' in data && 'BackResult' in data) delete data[side === 'back' ? 'FrontResult' : 'BackResult'];
}

/** What a result has from its call. */
export function fillFields(fields: Fields, { action, values }: Admitted, scene: Scene): void {
  if (issuesUpload(action)) Object.assign(fields, issueGrant(String(values.Product), scene));
  const { Data: data } = fields;
  if (!isRecord(data)) return;
  dropOtherSide(data, values.Side);
  if (isOfJob(action)) fillJob(data, values.JobId);
  const { each } = action.judgement ?? {};
  const elements = each && readPath(fields, each.pictures);
  if (each && Array.isArray(elements)) fillPictures(elements, values[each.of]);
}
