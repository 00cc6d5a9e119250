import type { Action } from '../../core/action.ts';
import type { Refusal } from '../vendor.ts';

/** Jobs by the id of the request that began them. None is kept: one that is asked for is taken to have been begun just before. */
export interface Jobs {
  /** How far the job has come, in the vendor's word; undefined once it is done. Every asking brings it a step on. */
  ask(jobId: string): string | undefined;
}

const waiting = ['QUEUING', 'PROCESSING'] as const;
const mostJobs = 1000;

export function createJobs(): Jobs {
  const asked = new Map<string, number>();
  return {
    ask(jobId) {
      const times = asked.get(jobId) ?? 0;
      asked.set(jobId, times + 1);
      for (const id of asked.keys()) if (asked.size > mostJobs) asked.delete(id);
      return waiting[times];
    },
  };
}

export const isOfJob = ({ judgement }: Action): boolean => judgement?.ofJob === true;

const requestId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function jobFault(values: Readonly<Record<string, unknown>>): Refusal | undefined {
  if (requestId.test(String(values.JobId))) return undefined;
  return { code: 'InvalidParameter', message: 'the value of `JobId` is not the RequestId of an answer' };
}

/** What came of the job, in the members that tell. */
export function fillJob(data: Record<string, unknown>, jobId: unknown): void {
  const { Status: status, ErrorCode: code } = data;
  const isDone = status === 'PROCESS_SUCCESS';
  const hasFailed = !isDone && !waiting.some((word) => word === status);
  Object.assign(data, {
    JobId: jobId,
    Result: isDone ? JSON.stringify({ VideoUrl: null }) : '',
    ErrorCode: hasFailed ? 'InternalError.Algo' : (code ?? ''),
    ErrorMessage: hasFailed ? data.ErrorMessage : '',
  });
}
