import { billedAs, type CodeTable } from '../../../core/declare/codes.ts';
import { expired, refused, retake } from '../../code-entries.ts';
import { comparisonCodes, livenessCodes } from './attempt-codes.ts';
import { pageBilling } from './billing.ts';
import { failed, pending, retakeAfterLiveness, spoof } from './entry.ts';

const pageFailed = (code: number, meaning: string) => ({
  [code]: failed(meaning, `there is no verdict; send the person a new page later, and give the vendor ${code} with the request id`),
});

/** The page and its token. */
const pageCodes: CodeTable = {
  1: refused(
    'the page was requested with an invalid parameter',
    'compare the parameters with `idv actions show`, then request a new token',
  ),
  2: refused('a parameter of the page has a wrong value', 'check the values of Config in particular, then request a new token'),
  3: refused(
    'the service does not accept the page’s request',
    'check that the service is active for this account, then request a new token',
  ),
  ...pageFailed(4, 'the service that runs the page failed'),
  ...pageFailed(8, 'the service that runs the page could not store a file'),
  ...pageFailed(9, 'the service that runs the page got a file of the wrong format'),
  ...pageFailed(10, 'the file system of the page failed'),
  ...pageFailed(11, 'the file system of the page did not answer in time'),
  14: expired('the verification of this token has already been finished', 'request a new token; one token is for one verification'),
  15: expired('the page’s token expired before the person finished', 'request a new token and open its page soon'),
  16: retake('the person used up the attempts that one page allows', 'send a new page, and help the person with light and framing'),
  17: pending('the person has not finished on the page', 'ask again, or use --wait'),
  202: retake('the page could not get a usable video', 'ask the person to allow the camera, or try another browser or phone'),
  1409: expired(
    'the person did not finish in the time that the page allows',
    'request a new token, and send its page when the person is ready',
  ),
  1410: retake('the person left the page', 'send a new page if the person wants to continue'),
};

/** The liveness check: speech, movement, light and position. */
export const pageLivenessCodes: CodeTable = billedAs(pageBilling, {
  ...livenessCodes,
  1003: spoof(
    'the video does not show a real person',
    'ask the person to do it directly in front of the camera; investigate if it happens again',
  ),
  1101: retakeAfterLiveness('no voice was heard on the page', 'ask the person to allow the microphone and speak the digits aloud'),
  1102: retake('the face was not fully in the page’s video', 'ask the person to keep chin and forehead in the frame'),
  1103: retakeAfterLiveness(
    'the digits spoken on the page were not understood',
    'ask the person to speak them one by one in a quiet place',
  ),
  1104: retake('the page’s video has a format that the service cannot read', 'try another browser or phone'),
  ...pageFailed(1105, 'the service could not fetch the page’s video'),
  1106: retakeAfterLiveness('the voice on the page was too quiet', 'ask the person to speak louder, close to the phone'),
  1107: retake('the page’s video is empty or of the wrong length', 'ask the person to record for about six seconds'),
  1108: retake('the resolution of the page’s video is too low', 'clean the lens, or use another phone'),
  1109: retakeAfterLiveness('the lips hardly moved on the page', 'ask the person to speak the digits with clear movements of the lips'),
  1201: retake('the light was too dim', 'ask the person to turn on a light or face a window'),
  1202: retake('the light was too strong', 'ask the person to move out of direct light'),
  1203: retake('the face was too close to the screen', 'ask the person to hold the phone further away'),
  1204: retake('the face was too far right of the screen', 'ask the person to move to the left, into the frame'),
  1205: retake('the face was too far from the screen', 'ask the person to hold the phone closer'),
  1206: retake('the face was too far left of the screen', 'ask the person to move to the right, into the frame'),
  1207: retakeAfterLiveness('the eyes were not closed on the page', 'ask the person to close both eyes clearly when asked'),
  1208: retakeAfterLiveness(
    'the first movement was not seen on the page',
    'ask the person to do the movements in the order that the page asks for',
  ),
  1209: retakeAfterLiveness('the mouth was not opened on the page', 'ask the person to open the mouth wide when asked'),
  1210: retake('no complete face was seen during the movement', 'ask the person to keep the whole face in the frame to the end'),
  1301: spoof('the check for a real person failed', 'ask the person to repeat it without filters; investigate if it happens again'),
  // The vendor's text is "did not reach the passing standard", as for FailedOperation.SilentThreshold. For a clip, that is a spoof, because
  // a failed liveness check is not the same as a poor picture. So it is a spoof here too.
  1302: spoof(
    'the check for a real person was below its threshold',
    'ask the person to repeat it in even light; investigate if it happens again',
  ),
  1303: retake('the page’s video is shorter than two seconds', 'ask the person to wait until the page says that it is done'),
  1401: spoof(
    'the light reflected by the face is not that of a living person',
    'ask the person to repeat it away from lamps and screens; investigate if it happens again',
  ),
});

/** The comparison with the picture or the document. */
export const pageComparisonCodes: CodeTable = billedAs(pageBilling, {
  ...comparisonCodes,
  ...pageFailed(2001, 'the page could not call its comparison engine'),
  2009: retake('the comparison picture has too few pixels', 'give a larger picture, or take a closer photo of the document'),
  2010: retake(
    'no face for the comparison was found in the page’s video',
    'ask the person to look straight into the camera, without mask or hat',
  ),
  // The vendor has the same text, "Real person comparison failed", for FailedOperation.LifePhotoDetectFake: the compared face is not
  // accepted as that of a real person. For a clip, that is an attack, so it is one here too.
  2011: spoof(
    'the compared face does not seem to be that of a real person',
    'check that neither the picture nor the video shows a photo or a screen',
  ),
});

/**
 * `ErrorCode` of the two web results and of the attempts in them: an Integer on the wire. The manual explains only 0, and refers to the
 * vendor's table "Mobile HTML5", https://www.tencentcloud.com/document/product/1061/55390; 17 and the codes after 1202 are from
 * https://github.com/tencentyun/intlcloud-documents ("SaaS error codes"), 1409 and 1410 from the notice of 2026-03-10.
 */
export const webResultCodes: CodeTable = { ...billedAs(pageBilling, pageCodes), ...pageLivenessCodes, ...pageComparisonCodes };
