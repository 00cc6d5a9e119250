import type { KeyTrial, RefusalTable } from '../../key-trial.ts';
import { checkResult } from '../actions/check-result.ts';
import { getAsyncJobResult } from '../actions/get-async-job-result.ts';

/**
 * These trials ask for a check and a job that were never started. Each service is activated separately, so each one with a reading action
 * has a trial. https://www.alibabacloud.com/help/en/ekyc/latest/ekyc-checkresult, https://help.aliyun.com/document_detail/171793.html
 */
export const aliyunKeyTrials: readonly KeyTrial[] = [
  {
    action: checkResult,
    values: { MerchantBizId: 'idv-doctor', TransactionId: 'idv-doctor-0000' },
    accepted: ['TransactionIdInvalid', 'InvalidParameter'],
  },
  {
    action: getAsyncJobResult,
    values: { JobId: '00000000-0000-0000-0000-000000000000' },
    accepted: ['InvalidParameter', 'ParameterError'],
    notShown: 'whether facebody, ocr and saf are activated',
  },
];

/** https://help.aliyun.com/en/viapi/developer-reference/common-error-code-2, and the codes of the gateway. */
export const aliyunRefusals: RefusalTable = {
  key: ['InvalidAccessKeyId', 'InvalidAccessKeySecret', 'InvalidSecurityToken', 'SignatureDoesNotMatch'],
  permission: [
    'AuthFailed',
    'EntityNotExist.Role',
    'Forbidden.RAM',
    'Forbidden.RAMUserAccessDenied',
    'InvalidApi.ForbiddenInvoke',
    'NoPermission',
  ],
  activation: ['Forbidden.AccountAccessDenied', 'InvalidApi.NotPurchase'],
  account: ['Forbidden.RiskControl', 'InsufficientBalance'],
};
