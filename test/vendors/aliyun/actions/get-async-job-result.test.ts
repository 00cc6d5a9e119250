import { describe, expect, it } from 'vitest';
import { getAsyncJobResult as action } from '../../../../src/vendors/aliyun/actions/get-async-job-result.ts';
import { aliyunCodes as codes } from '../../../../src/vendors/aliyun/codes/table.ts';
import { jobAnswer } from '../../../support/aliyun-samples.ts';
import { exitOf, outcomeOf, refusalOf, resultOf } from '../../../support/judged.ts';

const exit = (data: Record<string, unknown>): number => exitOf(resultOf(jobAnswer(data)), action, codes);

describe('a job', () => {
  it.each([
    ['PROCESS_SUCCESS', 0],
    ['QUEUING', 13],
    ['PROCESSING', 13],
    ['PROCESS_FAILED', 22],
    ['TIMEOUT_FAILED', 22],
    ['LIMIT_RETRY_FAILED', 22],
    ['JOB_CANCELED', 20],
    ['process_success', 23],
    ['PROCESS_SUCCESS ', 23],
    ['NEW_STATUS', 23],
    ['', 23],
    [undefined, 23],
    [null, 23],
    [true, 23],
    [['PROCESS_SUCCESS'], 23],
  ])('with the status %j exits with %i', (Status, exitCode) => expect(exit({ Status })).toBe(exitCode));

  it.each([undefined, null, '', {}, 1])('exits with 23 if it is finished and its result is %j', (Result) =>
    expect(exit({ Result })).toBe(23),
  );

  it('exits with 23 if it is finished and has an error code', () => {
    for (const ErrorCode of ['InternalError.Algo', ' ', 0, false]) expect(exit({ ErrorCode })).toBe(23);
    for (const ErrorCode of ['', null, undefined]) expect(exit({ ErrorCode })).toBe(0);
  });

  it('exits with 23 if it is not the requested job, in any status', () => {
    const asked = { values: { JobId: 'j-1' } };
    for (const Status of ['PROCESS_SUCCESS', 'QUEUING', 'PROCESS_FAILED']) {
      expect(exitOf(resultOf(jobAnswer({ Status, JobId: 'j-2' })), action, codes, asked)).toBe(23);
      expect(exitOf(resultOf(jobAnswer({ Status })), action, codes, asked)).not.toBe(23);
    }
    expect(exitOf(resultOf(jobAnswer({ JobId: null })), action, codes, asked)).toBe(0);
  });

  it('passes without any check or score if it is finished', () => {
    expect(outcomeOf(resultOf(jobAnswer()), action, codes)).toMatchObject({ verdict: 'pass', checked: [], score: null, threshold: null });
  });

  it('has the error message of the service if it failed', () => {
    const ErrorMessage = 'the clip has no face';
    expect(
      outcomeOf(resultOf(jobAnswer({ Status: 'PROCESS_FAILED', ErrorCode: 'InvalidFile.Content', ErrorMessage })), action, codes),
    ).toMatchObject({
      code: 'PROCESS_FAILED',
      message: ErrorMessage,
      requestId: 'r-1',
    });
  });

  it('exits as the code of the gateway demands if it is refused', () => {
    expect(['InvalidParameter', 'Throttling', 'InternalError'].map((code) => exitOf(refusalOf(code), action, codes))).toEqual([20, 21, 22]);
  });
});

it('GetAsyncJobResult has the API version of each product that has jobs', () => {
  expect([action.product, action.version, action.products]).toEqual([
    'videoenhan',
    '2020-03-20',
    { facebody: '2019-12-30', ocr: '2019-12-30', viapi: '2023-01-17' },
  ]);
});
