import type { Action } from '../../core/declare/action.ts';
import type { AdmittedCall, GatewayRefusal } from '../checks/admission.ts';

/** Counts how often each job was asked for. A job needs no start: it is taken to have started just before the first question. */
export interface Jobs {
  /** How far the job is, in the vendor's word. Undefined if it is done. Each call moves the job one step on. */
  nextStatus(jobId: string): string | undefined;
}

const unfinishedWords = ['QUEUING', 'PROCESSING'] as const;
const mostJobs = 1000;

export function createJobs(): Jobs {
  const polls = new Map<string, number>();
  return {
    nextStatus(jobId) {
      const times = polls.get(jobId) ?? 0;
      polls.set(jobId, times + 1);
      for (const id of polls.keys()) if (polls.size > mostJobs) polls.delete(id);
      return unfinishedWords[times];
    },
  };
}

/** True for the action that reads the result of a job. */
export const readsJob = ({ judgement }: Action): boolean => judgement?.ofJob === true;

/** The id of a job is the id of the request that started it. */
const requestIdShape = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function checkJobId(values: AdmittedCall['values']): GatewayRefusal | undefined {
  if (requestIdShape.test(String(values.JobId))) return undefined;
  return { code: 'InvalidParameter', message: 'the value of `JobId` is not the RequestId of an answer' };
}

/** Writes the members that say how the job ended. Changes `data` in place. */
export function fillJob(data: Record<string, unknown>, jobId: unknown): void {
  const { Status: status, ErrorCode: code } = data;
  const isDone = status === 'PROCESS_SUCCESS';
  const hasFailed = !isDone && !unfinishedWords.some((word) => word === status);
  Object.assign(data, {
    JobId: jobId,
    Result: isDone ? JSON.stringify({ VideoUrl: null }) : '',
    ErrorCode: hasFailed ? 'InternalError.Algo' : (code ?? ''),
    ErrorMessage: hasFailed ? data.ErrorMessage : '',
  });
}
