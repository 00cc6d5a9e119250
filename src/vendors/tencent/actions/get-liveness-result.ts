import { defineAction } from '../../../core/declare/action.ts';
import { requestId } from '../../request-id.ts';
import { livenessTokenResultCodes } from '../codes/app-sdk-results.ts';
import { faceid } from '../faceid.ts';
import { tokenParam } from '../params/token.ts';
import { fileAddresses, fileInfo } from '../types/file-info.ts';

export const getLivenessResult = defineAction({
  ...faceid,
  name: 'GetLivenessResult',
  command: ['liveness', 'result'],
  summary: 'Read the result of a liveness check in the SDK',
  params: [tokenParam('SdkToken', 'liveness token')],
  output: [
    { name: 'Result', type: 'String', help: 'the outcome: 0 passed, else the code of the problem' },
    { name: 'Description', type: 'String', help: 'the outcome in the vendor’s words' },
    { name: 'BestFrame', type: 'FileInfo', media: 'image', file: 'best-frame', help: 'image of the person’s face' },
    { name: 'Video', type: 'FileInfo', media: 'video', file: 'video', help: 'video of the check' },
    requestId,
  ],
  types: { FileInfo: fileInfo },
  // Two regions fewer than on the page of its token: https://www.tencentcloud.com/document/product/1061/49952, of 2025-11-13.
  regions: ['ap-hongkong', 'ap-jakarta', 'ap-singapore'],
  requestsPerSecond: 20,
  validity: [fileAddresses],
  errors: [
    'InternalError',
    'InvalidParameter',
    'InvalidParameterValue.BizTokenExpired',
    'InvalidParameterValue.BizTokenIllegal',
    'OperationDenied',
  ],
  judgement: {
    checked: ['liveness'],
    decision: {
      path: 'Result',
      type: 'String',
      success: '0',
      results: Object.keys(livenessTokenResultCodes),
      codes: livenessTokenResultCodes,
    },
    description: 'Description',
  },
  readOnly: true,
  examples: [
    'idv liveness result 12345678-90AB-CDEF-1234-567890ABCDEF',
    'idv liveness result 12345678-90AB-CDEF-1234-567890ABCDEF --wait --save-dir result',
  ],
});
