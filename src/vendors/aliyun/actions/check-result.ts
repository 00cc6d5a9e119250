import { defineAction } from '../../../core/declare/action.ts';
import { requestId } from '../../request-id.ts';
import { ekycResultErrors, pictureRefusals } from '../codes/ekyc.ts';
import { documentAccepted, documentSpoof, faceAttack, passedSignal, subCodeSignal } from '../codes/ekyc-judgement.ts';
import { unfinished } from '../codes/entry.ts';
import { ekyc } from '../ekyc.ts';
import { merchantBizId, switchParam } from '../params/ekyc.ts';
import { commonAnswerFields, idInfoTypes, serviceRan, subCode } from '../types/ekyc.ts';

const attack = faceAttack('liveness');

const further = (name: string) => ({ name, type: 'String', sensitive: true, help: 'further details as JSON text; may be null' }) as const;

export const checkResult = defineAction({
  ...ekyc,
  docsUrl: 'https://www.alibabacloud.com/help/en/ekyc/latest/ekyc-checkresult',
  name: 'CheckResult',
  command: ['ekyc', 'result'],
  summary: 'Read the result of a check on a page or in an app',
  params: [
    merchantBizId,
    {
      name: 'TransactionId',
      type: 'String',
      required: true,
      positional: true,
      sensitive: true,
      pattern: { matches: /^\S+$/, meaning: 'the complete id that `idv ekyc token` printed, without blanks' },
      help: 'the transaction that `idv ekyc token` printed',
    },
    switchParam('IsReturnImage', 'whether the pictures are returned too', ['Y', 'N'], 'N'),
    switchParam('ReturnFiveCategorySpoofResult', 'whether the kind of a document copy is reported', ['Y', 'N']),
  ],
  output: [...commonAnswerFields, { name: 'Result', type: 'CheckedResult', help: 'the result' }, requestId],
  types: {
    CheckedResult: [
      { name: 'Passed', type: 'String', help: 'whether the check was passed: Y or N; P if it is not decided yet' },
      subCode,
      { name: 'EkycResult', type: 'String', help: 'a further result, which the vendor does not describe; may be null' },
      { name: 'ExtFaceInfo', type: 'CheckedFaceInfo', wire: 'json', help: 'about the face; null if none was asked for' },
      { name: 'ExtIdInfo', type: 'EkycIdInfo', wire: 'json', help: 'about the document; null if none was asked for' },
      further('ExtBasicInfo'),
      further('ExtInfo'),
      further('ExtRiskInfo'),
      further('ExtSourceInfo'),
    ],
    CheckedFaceInfo: [
      { name: 'faceAttack', type: 'String', help: 'Y: the face is an attack; N: it is not' },
      { name: 'facePassed', type: 'String', help: 'whether the check of the face was passed: Y or N; may be null' },
      { name: 'faceComparisonScore', type: 'Float', help: 'how similar face and photo are, 0 to 100; null if nothing was compared' },
      { name: 'faceImg', type: 'String', media: 'image', file: 'face', help: 'picture of the face, as base64; only if asked for' },
    ],
    ...idInfoTypes,
  },
  errors: [...ekyc.errors, ...Object.keys(ekycResultErrors)],
  judgement: {
    checked: [],
    evidence: [{ check: 'liveness', signal: attack }, { check: 'comparison' }, documentAccepted],
    decision: {
      path: passedSignal.path,
      type: 'String',
      success: 'Y',
      results: ['N', 'P'],
      codes: { ...passedSignal.codes, P: unfinished('the service has not decided yet', 'ask again, or use --wait') },
    },
    refusals: [...pictureRefusals, ...Object.keys(ekycResultErrors)],
    vetoes: [attack, documentSpoof],
    witnesses: [documentSpoof, subCodeSignal, { path: 'Result.ExtFaceInfo.facePassed', type: 'String', success: 'Y', results: ['N'] }],
    score: {
      path: 'Result.ExtFaceInfo.faceComparisonScore',
      of: 'comparison',
      threshold: null,
      lowUnder: 50,
      validFor: ['Y', 'N'],
      required: false,
    },
  },
  needs: serviceRan,
  readOnly: true,
  examples: [
    'idv ekyc result hksb7ba1b28130d24e015d6 --biz-id order-7',
    'idv ekyc result hksb7ba1b28130d24e015d6 --biz-id order-7 --is-return-image yes --save-dir result',
    'idv ekyc result hksb7ba1b28130d24e015d6 --biz-id order-7 --wait',
  ],
});
