import { describe, expect, it } from 'vitest';
import { createJobs } from '../../../src/sandbox/aliyun/jobs.ts';
import type { RequestHandler } from '../../../src/sandbox/handler.ts';
import { answerOf, jobId, rpcRequest, saidBy } from '../../support/sandbox-aliyun-requests.ts';
import { choose } from '../../support/sandbox-calls.ts';
import { handler } from '../../support/sandbox-requests.ts';

const ask = async (handle: RequestHandler, JobId = jobId) =>
  answerOf(await handle(rpcRequest({ action: 'GetAsyncJobResult', params: { JobId } }))).Data ?? {};

describe('a job', () => {
  it('is queued, then in progress, then done', async () => {
    const handle = await handler();
    const seen = [];
    for (let time = 0; time < 4; time += 1) seen.push((await ask(handle)).Status);
    expect(seen).toEqual(['QUEUING', 'PROCESSING', 'PROCESS_SUCCESS', 'PROCESS_SUCCESS']);
  });

  it('does not depend on other jobs', async () => {
    const handle = await handler();
    await ask(handle);
    expect((await ask(handle, jobId.replace('4', '5').toLowerCase())).Status).toBe('QUEUING');
    expect((await ask(handle)).Status).toBe('PROCESSING');
  });

  it('has a result if it is done, and an error if it failed', async () => {
    const handle = await handler({ outcome: 'Success' });
    const done = await ask(handle);
    expect(done).toMatchObject({ JobId: jobId, Status: 'PROCESS_SUCCESS', ErrorCode: '', ErrorMessage: '' });
    expect(JSON.parse(String(done.Result))).toEqual({ VideoUrl: null });
    await choose(handle, 'PROCESS_FAILED');
    expect(await ask(handle)).toEqual({
      JobId: jobId,
      Status: 'PROCESS_FAILED',
      Result: '',
      ErrorCode: 'InternalError.Algo',
      ErrorMessage: 'the job failed',
    });
  });

  it('stays at the state that was chosen', async () => {
    const handle = await handler({ outcome: 'pending' });
    for (let time = 0; time < 4; time += 1) expect(await ask(handle)).toMatchObject({ Status: 'QUEUING', Result: '', ErrorMessage: '' });
  });

  it.each(['', '1', `${jobId}x`, jobId.replaceAll('-', '')])('has no id like %j', async (JobId) => {
    const reply = await (await handler())(rpcRequest({ action: 'GetAsyncJobResult', params: { JobId } }));
    expect(saidBy(reply)).toEqual([400, 'InvalidParameter']);
  });

  it('is forgotten after a thousand others', () => {
    const jobs = createJobs();
    jobs.nextStatus('first');
    for (let number = 0; number < 999; number += 1) jobs.nextStatus(String(number));
    expect(jobs.nextStatus('first')).toBe('PROCESSING');
    jobs.nextStatus('one more');
    expect(jobs.nextStatus('first')).toBe('QUEUING');
  });
});
