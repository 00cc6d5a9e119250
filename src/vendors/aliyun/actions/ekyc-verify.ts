import { defineAction, type Rule, type SentValue } from '../../../core/declare/action.ts';
import { isSent, notBothRule, oneRequiredRule } from '../../file-or-address.ts';
import { requestId } from '../../request-id.ts';
import { pictureRefusals } from '../codes/ekyc.ts';
import { documentAccepted, documentSpoof, faceAttack, facesMatch, passedSignal, subCodeSignal } from '../codes/ekyc-judgement.ts';
import { ekyc } from '../ekyc.ts';
import {
  crop,
  faceQualityCheck,
  merchantBizId,
  merchantUserId,
  photoParam,
  productCodeParam,
  sceneCode,
  switchParam,
  urlParam,
} from '../params/ekyc.ts';
import { commonAnswerFields, copyChecked, idInfoTypes, serviceRan, subCode, transactionId } from '../types/ekyc.ts';

const face = {
  file: photoParam('FacePictureBase64', 'image', 'photo of the person'),
  address: urlParam('FacePictureUrl', 'image-url', 'the photo of the person', 'image'),
};
const document = {
  file: photoParam('IdOcrPictureBase64', 'document', 'photo of the document'),
  address: urlParam('IdOcrPictureUrl', 'document-url', 'the photo of the document', 'document'),
};

/** The authority's record can replace the picture of the document, for identity cards of mainland China. */
const documentOrRecord: Rule = {
  param: 'IdOcrPictureBase64',
  help: '--document or --document-url is required, unless --authorize yes comes with --doc-name and --doc-no',
  check: ({ IdOcrPictureBase64, IdOcrPictureUrl, Authorize, DocName, DocNo }) =>
    isSent(IdOcrPictureBase64) || isSent(IdOcrPictureUrl) || (Authorize === 'T' && isSent(DocName) && isSent(DocNo))
      ? undefined
      : {
          message: 'is required, unless --document-url is given, or --authorize yes with --doc-name and --doc-no',
          hint: 'give --document with a photo of the document',
        },
};

const sendsDocument = (sent: SentValue): boolean => Boolean(sent('IdOcrPictureBase64') || sent('IdOcrPictureUrl'));

const attack = faceAttack('comparison');

export const ekycVerify = defineAction({
  ...ekyc,
  docsUrl: 'https://www.alibabacloud.com/help/en/ekyc/latest/im1u641gyesiqmbg',
  name: 'EkycVerify',
  command: ['ekyc', 'verify'],
  summary: 'Read an identity document, compare its face with a photo, and check for attacks',
  params: [
    productCodeParam('eKYC_MIN'),
    merchantBizId,
    merchantUserId,
    sceneCode,
    {
      name: 'DocType',
      type: 'String',
      required: true,
      pattern: { matches: /^\d{8}$/, meaning: 'the eight digits of a document type, for example 01000000' },
      help: 'type of the document, as the vendor’s number',
    },
    { name: 'DocName', type: 'String', sensitive: true, help: 'the name on the document, to check it with the authority’s record' },
    { name: 'DocNo', type: 'String', sensitive: true, help: 'the number of the document, to check it with the authority’s record' },
    document.file,
    document.address,
    face.file,
    face.address,
    crop,
    switchParam('Authorize', 'whether to check with the authority’s record, for identity cards of mainland China', ['T', 'F']),
    {
      name: 'IdThreshold',
      type: 'String',
      values: { 0: ['system'], 1: ['strict'], 2: ['loose'], 3: ['off'] },
      default: '3',
      help: 'how strict the check for copies of documents is',
    },
    faceQualityCheck,
  ],
  rules: [documentOrRecord, notBothRule(document), oneRequiredRule(face), notBothRule(face)],
  output: [...commonAnswerFields, { name: 'Result', type: 'EkycVerifyResult', help: 'the verification' }, requestId],
  types: {
    EkycVerifyResult: [
      transactionId,
      { name: 'Passed', type: 'String', help: 'whether the verification was passed: Y or N; T and F mean the same' },
      subCode,
      { name: 'ExtFaceInfo', type: 'EkycFaceInfo', wire: 'json', help: 'about the face' },
      { name: 'ExtIdInfo', type: 'EkycIdInfo', wire: 'json', help: 'about the document; may be null' },
    ],
    EkycFaceInfo: [
      { name: 'facePassed', type: 'String', help: 'whether the face is the one on the document: Y or N' },
      { name: 'faceComparisonScore', type: 'Float', help: 'how similar the two are, 0 to 100; no threshold is published' },
      {
        name: 'authorityComparisonScore',
        type: 'Float',
        help: 'how similar the face is to the authority’s picture, 0 to 100; only with Authorize',
      },
      { name: 'faceAttack', type: 'String', help: 'Y: the face is an attack; N: it is not' },
    ],
    ...idInfoTypes,
  },
  judgement: {
    checked: [],
    evidence: [facesMatch, documentAccepted],
    always: ['comparison'],
    decision: passedSignal,
    refusals: pictureRefusals,
    vetoes: [attack, documentSpoof],
    witnesses: [attack, documentSpoof, subCodeSignal],
    score: {
      path: 'Result.ExtFaceInfo.faceComparisonScore',
      of: 'comparison',
      threshold: null,
      lowUnder: 50,
      validFor: ['Y', 'N'],
      required: false,
    },
  },
  needs: [
    ...serviceRan,
    { path: 'Result.ExtIdInfo.ocrIdPassed', type: 'String', when: sendsDocument },
    copyChecked((sent) => sendsDocument(sent) && ['0', '1', '2'].includes(String(sent('IdThreshold')))),
    { path: 'Result.ExtFaceInfo.authorityComparisonScore', type: 'Score', when: (sent) => sent('Authorize') === 'T' },
  ],
  readOnly: false,
  examples: [
    'idv ekyc verify --document id.jpg --image selfie.jpg --doc-type 01000000 --biz-id order-7 --user-id customer-9',
    'idv ekyc verify --document id.jpg --image selfie.jpg --doc-type 01000000 --biz-id order-7 --user-id customer-9 --id-threshold strict --json',
    'idv ekyc verify --document id.jpg --image selfie.jpg --doc-type 01000000 --biz-id order-7 --user-id customer-9 --sandbox --outcome spoof',
  ],
});
