import type { KeyTrial, RefusalTable } from '../../key-trial.ts';
import { getAsyncJobResult } from '../actions/get-async-job-result.ts';

/** Asks for a job that was never begun. https://help.aliyun.com/document_detail/171793.html */
export const aliyunKeyTrials: readonly KeyTrial[] = [
  {
    action: getAsyncJobResult,
    values: { JobId: '00000000-0000-0000-0000-000000000000' },
    accepted: ['InvalidParameter', 'ParameterError'],
    leavesOpen: 'whether other services than videoenhan are activated',
  },
];

/** https://help.aliyun.com/en/viapi/developer-reference/common-error-code-2, and the codes of the gateway. */
export const aliyunRefusals: RefusalTable = {
  key: ['InvalidAccessKeyId', 'InvalidAccessKeySecret', 'InvalidSecurityToken', 'SignatureDoesNotMatch'],
  permission: ['AuthFailed', 'EntityNotExist.Role', 'Forbidden', 'InvalidApi.ForbiddenInvoke', 'NoPermission'],
  activation: ['InvalidApi.NotPurchase'],
  account: ['Forbidden.RiskControl', 'InsufficientBalance'],
};
