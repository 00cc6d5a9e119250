import type { VerdictTable } from '../table.ts';
import { aliyunGateway, everyAnswer, visionErrors } from './common.ts';

const jobId = '4C467B38-3910-447D-87BC-AC049166F216';
const done = { exit: 0, checked: [], score: null, billed: null } as const;
const waiting = { exit: 13, checked: [], score: null } as const;
const data = { JobId: jobId, Status: 'PROCESS_SUCCESS', Result: '{}', ErrorCode: '', ErrorMessage: '' };

/** A pass means that the job is finished. It says nothing about a person. */
export const getAsyncJobResult: VerdictTable = {
  action: 'GetAsyncJobResult',
  argv: ['vision', 'job', jobId],
  modes: {
    'a job': {
      answer: { Data: data },
      ends: done,
      members: {
        'Data.Status': {
          kind: 'text',
          values: {
            PROCESS_SUCCESS: done,
            QUEUING: waiting,
            PROCESSING: waiting,
            PROCESS_FAILED: 22,
            TIMEOUT_FAILED: 22,
            LIMIT_RETRY_FAILED: 22,
            JOB_CANCELED: 20,
          },
          nothing: 23,
          empty: 23,
          other: 23,
        },
        'Data.JobId': { kind: 'text', values: { [jobId]: 0 }, nothing: 0, empty: 23, other: 23 },
        'Data.ErrorCode': {
          kind: 'text',
          values: { 'InvalidFile.Content': 23, 'InternalError.Algo': 23 },
          nothing: 0,
          empty: 0,
          other: 23,
        },
      },
      rows: [
        ...everyAnswer,
        ...[null, undefined, 'abc', [], {}, true, 1, [data]].map((Data) => ({
          what: `Data ${JSON.stringify(Data)}`,
          change: { Data },
          end: 23,
        })),
        ...[null, undefined, '', 1, true, {}, [], ['{}']].map((Result) => ({
          what: `Result ${JSON.stringify(Result)}`,
          change: { 'Data.Result': Result },
          end: 23,
        })),
        ...['{}', '{"VideoUrl":"https://a.example/a"}', 'abc'].map((Result) => ({
          what: `Result ${Result}`,
          change: { 'Data.Result': Result },
          end: 0,
        })),
        { what: 'another job that is not finished', change: { 'Data.JobId': 'another', 'Data.Status': 'QUEUING' }, end: 23 },
        { what: 'another job that failed', change: { 'Data.JobId': 'another', 'Data.Status': 'PROCESS_FAILED' }, end: 23 },
        { what: 'a job of another product', flags: ['--product', 'ocr'], end: done },
        { what: 'requires a check that it never makes', flags: ['--expect', 'liveness'], end: 2 },
      ],
    },
    'a job that waits': {
      answer: { Data: { ...data, Status: 'QUEUING', Result: '' } },
      ends: waiting,
      members: {},
      rows: [{ what: 'finished without a result', change: { 'Data.Status': 'PROCESS_SUCCESS' }, end: 23 }],
    },
  },
  refusals: { ...aliyunGateway, ...visionErrors },
};
