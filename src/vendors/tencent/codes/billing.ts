import type { Billing } from '../../../core/declare/codes.ts';

/*
 * What the vendor publishes about billing. If no list has a code, its billing is unknown. For a success, see the judgement of its action. A
 * code that the manual spells differently is billed in the same way under both spellings.
 */

/** The codes of every FaceID service. https://www.tencentcloud.com/document/product/1061/55390, the first table. */
const billingOfEveryService: Billing = {
  charged: [],
  free: [
    'FailedOperation.ImageSizeTooLarge',
    'InternalError',
    'InternalServerError',
    'InvalidParameter',
    'InvalidParameterValue.BizTokenExpired',
    'InvalidParameterValue.BizTokenIllegal',
    'OperationDenied',
    'UnauthorizedOperation',
    'UnauthorizedOperation.ActivateError',
    'UnauthorizedOperation.Activating',
    'UnauthorizedOperation.Arrears',
    'UnauthorizedOperation.NonAuthorize',
    'UnauthorizedOperation.Nonactivated',
  ],
};

/**
 * A clip compared with a photo. From the table "PaaS error codes" of the vendor's documentation repository; Success and a low similarity
 * are charged: https://github.com/tencentyun/intlcloud-documents, FaceID, Getting Started, Error Codes.
 */
const billingOfClips: Billing = {
  charged: ['FailedOperation.CompareLowSimilarity'],
  free: [
    'FailedOperation.CompareFail',
    'FailedOperation.DownLoadError',
    'FailedOperation.DownloadError',
    'FailedOperation.IdPhotoPoorQuality',
    'FailedOperation.LifePhotoDetectFaces',
    'FailedOperation.LifePhotoDetectFake',
    'FailedOperation.LifePhotoDetectNoFaces',
    'FailedOperation.LivessSystemError',
    'FailedOperation.UnKnown',
    'InvalidParameter',
    'InvalidParameterValue',
  ],
};

export const generalBilling: Billing = {
  charged: [...billingOfEveryService.charged, ...billingOfClips.charged],
  free: [...billingOfEveryService.free, ...billingOfClips.free],
};

/** The notice of 2026-03-10 on the App SDKs. https://www.tencentcloud.com/announce/detail/100989 */
const chargedSinceNotice = ['1002', '1005', '1201', '2017'];

export const appSdkBilling: Readonly<Record<'selfie' | 'ekyc', Billing>> = {
  selfie: { charged: chargedSinceNotice, free: ['1001', '2012'] },
  ekyc: { charged: chargedSinceNotice, free: [] },
};

const range = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

/**
 * The verification page: the table "Mobile HTML5" of https://www.tencentcloud.com/document/product/1061/55390 up to 1201, in which only 0
 * is charged, and what the notice says about 1409, 1410 and 2012.
 */
export const pageBilling: Billing = {
  charged: [],
  free: [
    ...['1', '2', '3', '4', ...range(8, 11), ...range(14, 16), '202'],
    ...[...range(1001, 1005), ...range(1101, 1109), '1201'],
    ...['1409', '1410', '2012'],
  ],
};
