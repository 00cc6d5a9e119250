import { defineAction } from '../../../core/declare/action.ts';
import { refusedForGood } from '../../code-entries.ts';
import { requestId } from '../../request-id.ts';
import { failedForGood, pendingForCaller } from '../codes/entry.ts';
import { versionOf } from '../hosts.ts';
import { visionAction } from '../vision.ts';

const failed = (meaning: string) => failedForGood(meaning, '--raw shows the ErrorCode; submit the job again');

export const getAsyncJobResult = defineAction({
  ...visionAction('videoenhan'),
  name: 'GetAsyncJobResult',
  products: { facebody: versionOf('facebody') ?? '', ocr: versionOf('ocr') ?? '', viapi: versionOf('viapi') ?? '' },
  command: ['vision', 'job'],
  summary: 'Read the result of a job that another action started; its RequestId is the JobId',
  params: [
    {
      name: 'JobId',
      type: 'String',
      required: true,
      positional: true,
      pattern: { matches: /^\S+$/, meaning: 'the RequestId of the answer that started the job' },
      help: 'RequestId of the answer that started the job',
    },
  ],
  output: [{ name: 'Data', type: 'AsyncJobData', help: 'the job and its result' }, requestId],
  types: {
    AsyncJobData: [
      { name: 'JobId', type: 'String', help: 'id of the job: the RequestId of the answer that started it' },
      {
        name: 'Status',
        type: 'String',
        help: 'QUEUING, PROCESSING, PROCESS_SUCCESS, PROCESS_FAILED, TIMEOUT_FAILED, LIMIT_RETRY_FAILED or JOB_CANCELED',
      },
      // For a card or a face, it is as personal as the answer of the action that started the job.
      {
        name: 'Result',
        type: 'String',
        sensitive: true,
        help: 'the answer of the action that started the job, as JSON text; empty until PROCESS_SUCCESS',
      },
      { name: 'ErrorCode', type: 'String', help: 'why the job failed; empty otherwise' },
      { name: 'ErrorMessage', type: 'String', help: 'the reason in words; empty otherwise' },
    ],
  },
  validity: [{ what: 'files named in Result', seconds: 30 * 60 }],
  judgement: {
    checked: [],
    ofJob: true,
    decision: {
      path: 'Data.Status',
      type: 'String',
      success: 'PROCESS_SUCCESS',
      results: ['QUEUING', 'PROCESSING', 'PROCESS_FAILED', 'TIMEOUT_FAILED', 'LIMIT_RETRY_FAILED', 'JOB_CANCELED'],
      codes: {
        QUEUING: pendingForCaller('the job is waiting in the queue', 'ask again, or use --wait'),
        PROCESSING: pendingForCaller('the job is being processed', 'ask again, or use --wait'),
        PROCESS_FAILED: failed('the job failed'),
        TIMEOUT_FAILED: failed('the job took too long and was cancelled'),
        LIMIT_RETRY_FAILED: failed('the job failed after all retries of the service'),
        JOB_CANCELED: refusedForGood('the job was cancelled while it waited', 'submit it again if it is still wanted'),
      },
    },
    subject: { path: 'Data.JobId', param: 'JobId' },
    // Empty, unless the job failed.
    witnesses: [{ path: 'Data.ErrorCode', type: 'String', success: '', results: [] }],
    description: 'Data.ErrorMessage',
  },
  needs: [{ path: 'Data.Result', type: 'String' }],
  readOnly: true,
  examples: [
    'idv vision job 4C467B38-3910-447D-87BC-AC049166F216 --wait',
    'idv vision job 4C467B38-3910-447D-87BC-AC049166F216 --product ocr',
  ],
});
