import { defineAction, type SentValue } from '../../../core/declare/action.ts';
import { checksByValue } from '../../../core/declare/asked-checks.ts';
import type { TextParam } from '../../../core/declare/params.ts';
import type { Check } from '../../../core/judge/judgement.ts';
import { notBoth } from '../../one-of.ts';
import { requestId } from '../../request-id.ts';
import { ekyc } from '../ekyc.ts';
import { address, crop, merchantBizId, merchantUserId, onOff, photo, sceneCode } from '../params/ekyc.ts';
import { copyLookedFor, head } from '../types/ekyc.ts';

const picture = {
  file: photo('FacePictureBase64', 'image', 'photo to compare the person with'),
  address: address('FacePictureUrl', 'image-url', 'the photo', 'image'),
};

const face = ['liveness', 'comparison'] as const;
const complete = [...face, 'document'] as const;

/** The pages of today name the first of each line and the PRO; the SDK names those that end in GLOBAL. */
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
  help: 'what is checked, and billed',
};

const text = (name: string, help: string, more: Partial<TextParam> = {}): TextParam => ({ name, type: 'String', help, ...more });

export const initialize = defineAction({
  ...ekyc,
  docsUrl: 'https://www.alibabacloud.com/help/en/ekyc/latest/ekyc-initialize',
  name: 'Initialize',
  command: ['ekyc', 'token'],
  summary: 'Start a check on a page or in an app, documents included: prints its transaction',
  params: [
    productCode,
    merchantBizId,
    merchantUserId,
    text('MetaInfo', 'what the vendor’s client SDK says of the person’s device, as JSON text', {
      required: true,
      pattern: { matches: /^\{[\s\S]*\}$/, meaning: 'the JSON object that the client SDK gave' },
    }),
    sceneCode,
    text('DocType', 'kind of the document, by the vendor’s number', {
      pattern: { matches: /^\d{8}$/, meaning: 'the eight digits of a kind of document, as in 01000000' },
    }),
    picture.file,
    picture.address,
    text('ReturnUrl', 'page to which the person goes at the end', { sensitive: true }),
    text('CallbackUrl', 'address that the service calls when the result is there', {
      sensitive: true,
      pattern: { matches: /^https:\/\/\S+$/i, meaning: 'an https address' },
    }),
    text('CallbackToken', 'word that the service sends along, so that the call can be told from a forged one', { sensitive: true }),
    text('Model', 'how the person is filmed', { values: { LIVENESS: [], PHOTINUS_LIVENESS: [] } }),
    text('SecurityLevel', 'how hard attacks are looked for', { values: { '01': ['normal'], '02': ['strict'] } }),
    text('ProductFlow', 'what comes first, the document or the face', { values: { DOC_FACE: [], FACE_DOC: [] } }),
    text('DocScanMode', 'how the document is photographed', { values: { manual: [], auto: [] } }),
    text('Pages', 'sides of the document: 01 the front, 02 the back', { values: { '01': ['front'], '01,02': ['both'] } }),
    text('IdThreshold', 'how hard copies of documents are looked for', {
      values: { 0: ['system'], 1: ['strict'], 2: ['loose'], 3: ['off'] },
    }),
    text('IdSpoof', 'ask whether the document is a copy', { values: { Y: ['yes', 'on'] } }),
    onOff('Authorize', 'whether the authority’s record is asked', ['T', 'F']),
    crop,
    text('DocName', 'the name on the document', { sensitive: true }),
    text('DocNo', 'the number of the document', { sensitive: true }),
    text('LanguageConfig', 'language of the page, by the vendor’s name'),
  ],
  rules: [notBoth(picture)],
  output: [...head, { name: 'Result', type: 'InitializeResult', help: 'what was started' }, requestId],
  types: {
    InitializeResult: [
      { name: 'TransactionId', type: 'String', sensitive: true, help: 'id of one process: for the client SDK, then for `idv ekyc result`' },
      { name: 'TransactionUrl', type: 'String', sensitive: true, help: 'page on which the person does the check; null for an app' },
      { name: 'ClientCfg', type: 'String', sensitive: true, help: 'settings for the client SDK; may be null' },
      { name: 'Protocol', type: 'String', sensitive: true, help: 'what the client SDK of an app needs; may be null' },
    ],
  },
  follow: {
    asks,
    needs: [copyLookedFor((sent) => sent('IdSpoof') === 'Y' && asksForDocument(sent) === true)],
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
