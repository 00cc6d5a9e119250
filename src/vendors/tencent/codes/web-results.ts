import { billedAs, type CodeTable } from '../../../core/declare/codes.ts';
import { expired, refused, retake } from '../../code-entries.ts';
import { comparisonCodes, livenessCodes } from './attempt-codes.ts';
import { pageBilling } from './billing.ts';
import { failed, pending, retakeAfterLiveness, spoof } from './entry.ts';

const pageFailed = (code: number, meaning: string) => ({
  [code]: failed(meaning, `no verdict was made; send the person a new page later, and give the vendor ${code} with the request id`),
});

/** The page and its token. */
const pageCodes: CodeTable = {
  1: refused('the page was asked for with an invalid parameter', 'compare what was sent with `idv actions show`, then ask for a new token'),
  2: refused('a parameter of the page has a wrong value', 'check the values of Config in particular, then ask for a new token'),
  3: refused(
    'the page’s request is not one that the service takes',
    'check that the service is active for this account, then ask for a new token',
  ),
  ...pageFailed(4, 'the service that runs the page failed'),
  ...pageFailed(8, 'the service that runs the page could not store a file'),
  ...pageFailed(9, 'the service that runs the page met a file of the wrong format'),
  ...pageFailed(10, 'the file system of the page failed'),
  ...pageFailed(11, 'the file system of the page did not answer in time'),
  14: expired('the verification of this token has already been finished', 'ask for a new token; one token is for one verification'),
  15: expired('the page’s token ran out before the person finished', 'ask for a new token and open its page at once'),
  16: retake('the person used up the attempts that one page allows', 'send a new page, and help the person with light and framing'),
  17: pending('the person has not finished on the page', 'ask again, or use --wait'),
  202: retake('the page could not get a usable video', 'have the person allow the camera, or try another browser or phone'),
  1409: expired(
    'the person did not finish in the time that the page allows',
    'ask for a new token, and send its page when the person is ready',
  ),
  1410: retake('the person left the page', 'send a new page if the person wants to go on'),
};

/** The liveness check: speech, movement, light and position. */
export const pageLivenessCodes: CodeTable = billedAs(pageBilling, {
  ...livenessCodes,
  1003: spoof('the video does not show a real person', 'have the person do it directly before the camera; look into it if it repeats'),
  1101: retakeAfterLiveness('no voice was heard on the page', 'have the person allow the microphone and speak the digits aloud'),
  1102: retake('the face was not fully in the page’s video', 'have the person keep chin and forehead in the frame'),
  1103: retakeAfterLiveness('the digits spoken on the page were not understood', 'have the person speak them one by one in a quiet place'),
  1104: retake('the page’s video has a format that the service cannot read', 'try another browser or phone'),
  ...pageFailed(1105, 'the service could not fetch the page’s video'),
  1106: retakeAfterLiveness('the voice on the page was too quiet', 'have the person speak louder, close to the phone'),
  1107: retake('the page’s video is empty or of the wrong length', 'have the person record for about six seconds'),
  1108: retake('the page’s video has too low a definition', 'clean the lens, or use another phone'),
  1109: retakeAfterLiveness('the lips hardly moved on the page', 'have the person speak the digits with clear movements of the lips'),
  1201: retake('the light before the camera was too dim', 'have the person turn on a light or face a window'),
  1202: retake('the light before the camera was too strong', 'have the person move out of direct light'),
  1203: retake('the face was too close to the screen', 'have the person hold the phone further away'),
  1204: retake('the face was too far right of the screen', 'have the person move to the left, into the frame'),
  1205: retake('the face was too far from the screen', 'have the person hold the phone closer'),
  1206: retake('the face was too far left of the screen', 'have the person move to the right, into the frame'),
  1207: retakeAfterLiveness('no closing of the eyes was seen on the page', 'have the person close both eyes clearly when asked'),
  1208: retakeAfterLiveness(
    'the first movement was not seen on the page',
    'have the person do the movements in the order that the page asks for',
  ),
  1209: retakeAfterLiveness('no opening of the mouth was seen on the page', 'have the person open the mouth wide when asked'),
  1210: retake('no complete face was seen during the movement', 'have the person keep the whole face in the frame to the end'),
  1301: spoof('the check for a real person failed', 'have the person repeat it without filters; look into it if it repeats'),
  // The vendor calls it "did not reach the passing standard", in the words of FailedOperation.SilentThreshold. That is a spoof in
  // a clip, and a liveness check that was failed is not a picture that was too poor: the same here.
  1302: spoof(
    'the check for a real person stayed under its threshold',
    'have the person repeat it in even light; look into it if it repeats',
  ),
  1303: retake('the page’s video is shorter than two seconds', 'have the person wait until the page says that it is done'),
  1401: spoof(
    'the light reflected by the face is not that of a living person',
    'have the person repeat it away from lamps and screens; look into it if it repeats',
  ),
});

/** The comparison with the picture or the document. */
export const pageComparisonCodes: CodeTable = billedAs(pageBilling, {
  ...comparisonCodes,
  ...pageFailed(2001, 'the page could not call its comparison engine'),
  2009: retake('the picture to compare with has too few pixels', 'give a larger picture, or have the document photographed closer'),
  2010: retake(
    'no face could be taken from the page’s video to compare',
    'have the person look straight into the camera, without mask or hat',
  ),
  // "Real person comparison failed" is what the vendor says of FailedOperation.LifePhotoDetectFake too: the face that was
  // compared is not taken for that of a real person. An attack in a clip, so an attack here.
  2011: spoof('the compared face does not pass as that of a real person', 'see that neither picture nor video is of a photo or a screen'),
});

/**
 * `ErrorCode` of the two web results and of the attempts in them: an Integer on the wire. The manual explains 0 alone and names
 * the vendor's table "Mobile HTML5", https://www.tencentcloud.com/document/product/1061/55390; 17 and what follows 1202 are as
 * https://github.com/tencentyun/intlcloud-documents has them ("SaaS error codes"), 1409 and 1410 as the notice of 2026-03-10.
 */
export const webResultCodes: CodeTable = { ...billedAs(pageBilling, pageCodes), ...pageLivenessCodes, ...pageComparisonCodes };
