import { defineAction, type SentValue } from '../../../core/declare/action.ts';
import { checksByValue } from '../../../core/declare/asked-checks.ts';
import type { TextParam } from '../../../core/declare/params.ts';
import type { Check } from '../../../core/judge/judgement.ts';
import { notBothRule } from '../../file-or-address.ts';
import { requestId } from '../../request-id.ts';
import { ekyc } from '../ekyc.ts';
import { crop, merchantBizId, merchantUserId, photoParam, sceneCode, switchParam, urlParam } from '../params/ekyc.ts';
import { commonAnswerFields, copyChecked } from '../types/ekyc.ts';

const picture = {
  file: photoParam('FacePictureBase64', 'image', 'photo to compare with the person'),
  address: urlParam('FacePictureUrl', 'image-url', 'the photo', 'image'),
};

const face = ['liveness', 'comparison'] as const;
const complete = [...face, 'document'] as const;

/** The current pages name the first of each line and the PRO; the SDK names those that end in GLOBAL. */
const checksOfProduct: Readonly<Record<string, readonly Check[]>> = {
  ...{ eKYC: complete, KYC_GLOBAL: complete, eKYC_PRO: complete },
  ...{ FACE_VERIFY: face, FV_GLOBAL: face },
  ...{ FACE_LIVENESS: ['liveness'], FL_GLOBAL: ['liveness'], FACE_LIVENESS_PRO: ['liveness'] },
  ...{ ID_OCR: ['document'], OCR_GLOBAL: ['document'], IDR_GLOBAL: ['document'], ID_OCR_PRO: ['document'] },
};

const asks = checksByValue('ProductCode', '', checksOfProduct);
const asksForDocument = (sent: SentValue): boolean | undefined => asks(sent)?.includes('document');

const productCode: TextParam = {
  name: 'ProductCode',
  type: 'String',
  required: true,
  values: Object.fromEntries(Object.keys(checksOfProduct).map((code) => [code, []])),
  help: 'the product to use, which decides what is checked and billed',
};

const text = (name: string, help: string, more: Partial<TextParam> = {}): TextParam => ({ name, type: 'String', help, ...more });

export const initialize = defineAction({
  ...ekyc,
  docsUrl: 'https://www.alibabacloud.com/help/en/ekyc/latest/ekyc-initialize',
  name: 'Initialize',
  command: ['ekyc', 'token'],
  summary: 'Start a check on a page or in an app, with or without documents: prints the transaction id',
  params: [
    productCode,
    merchantBizId,
    merchantUserId,
    text('MetaInfo', 'information about the person’s device, from the vendor’s client SDK, as JSON text', {
      required: true,
      pattern: { matches: /^\{[\s\S]*\}$/, meaning: 'the JSON object from the client SDK' },
    }),
    sceneCode,
    text('DocType', 'type of the document, as the vendor’s number', {
      pattern: { matches: /^\d{8}$/, meaning: 'the eight digits of a document type, for example 01000000' },
    }),
    picture.file,
    picture.address,
    text('ReturnUrl', 'page that the person sees at the end', { sensitive: true }),
    text('CallbackUrl', 'URL that the service calls when the result is ready', {
      sensitive: true,
      pattern: { matches: /^https:\/\/\S+$/i, meaning: 'an https URL' },
    }),
    text('CallbackToken', 'secret text that the service sends with the callback, so that you can recognise a forged one', {
      sensitive: true,
    }),
    text('Model', 'how the person is filmed', { values: { LIVENESS: [], PHOTINUS_LIVENESS: [] } }),
    text('SecurityLevel', 'how strict the check for attacks is', { values: { '01': ['normal'], '02': ['strict'] } }),
    text('ProductFlow', 'what comes first, the document or the face', { values: { DOC_FACE: [], FACE_DOC: [] } }),
    text('DocScanMode', 'how the document is photographed', { values: { manual: [], auto: [] } }),
    text('Pages', 'sides of the document: 01 the front, 02 the back', { values: { '01': ['front'], '01,02': ['both'] } }),
    text('IdThreshold', 'how strict the check for copies of documents is', {
      values: { 0: ['system'], 1: ['strict'], 2: ['loose'], 3: ['off'] },
    }),
    text('IdSpoof', 'check whether the document is a copy', { values: { Y: ['yes', 'on'] } }),
    switchParam('Authorize', 'whether to check with the authority’s record', ['T', 'F']),
    crop,
    text('DocName', 'the name on the document', { sensitive: true }),
    text('DocNo', 'the number of the document', { sensitive: true }),
    text('LanguageConfig', 'language of the page, as the vendor’s code'),
  ],
  rules: [notBothRule(picture)],
  output: [...commonAnswerFields, { name: 'Result', type: 'InitializeResult', help: 'what was started' }, requestId],
  types: {
    InitializeResult: [
      {
        name: 'TransactionId',
        type: 'String',
        sensitive: true,
        help: 'id of one verification: for the client SDK, then for `idv ekyc result`',
      },
      { name: 'TransactionUrl', type: 'String', sensitive: true, help: 'page on which the person does the check; null for an app' },
      { name: 'ClientCfg', type: 'String', sensitive: true, help: 'settings for the client SDK; may be null' },
      { name: 'Protocol', type: 'String', sensitive: true, help: 'data for the client SDK of an app; may be null' },
    ],
  },
  follow: {
    asks,
    needs: [copyChecked((sent) => sent('IdSpoof') === 'Y' && asksForDocument(sent) === true)],
    token: 'Result.TransactionId',
    page: 'Result.TransactionUrl',
    action: 'CheckResult',
    resultLifetimeS: 30 * 86_400,
  },
  readOnly: false,
  examples: [
    "idv ekyc token --product-code eKYC --biz-id order-7 --user-id customer-9 --doc-type 01000000 --meta-info '{}'",
    "idv ekyc token --product-code FACE_LIVENESS --biz-id order-7 --user-id customer-9 --meta-info '{}' --wait",
  ],
});
