import type { CodeEntry, CodeTable } from '../../../core/codes.ts';
import { expired, failed, retake, unpaid } from './entry.ts';

const unexplained = (code: string): CodeEntry =>
  retake(
    `the page ended with ${code}, which the vendor lists without its cause`,
    `send the person a new page; ask the vendor about ${code} with the request id`,
  );

const lips = (code: string): CodeEntry =>
  retake(
    `the lip check of the page failed with ${code}`,
    `have the person speak the digits clearly on a new page; only the vendor can tell ${code} from its neighbours`,
  );

const each = (codes: readonly string[], describe: (code: string) => CodeEntry): CodeTable =>
  Object.fromEntries(codes.map((code) => [code, describe(code)]));

/**
 * `ErrorCode` of the two web results: an Integer on the wire. The manual explains 0 alone; the others are those that have
 * been seen, most without a published meaning. None is a pass, and a code that is not here stays unreadable.
 */
export const webResultCodes: CodeTable = {
  ...each(['1', '2', '3', '4', '8', '9', '10', '11', '1002', '1003', '1004', '1005', '1201', '1202'], unexplained),
  ...each(['1101', '1102', '1103', '1104', '1105', '1106', '1107', '1108', '1109'], lips),
  14: expired('the verification of this token has already been finished', 'ask for a new token; one token is for one verification'),
  15: expired('the page’s token ran out before the person finished', 'ask for a new token and open its page at once'),
  16: retake('the person used up the attempts that one page allows', 'send a new page, and help the person with light and framing'),
  202: retake('the page could not get a usable video', 'have the person allow the camera, or try another browser or phone'),
  1001: failed('the engine behind the page failed', 'no verdict was made; send the person a new page, and keep the request id'),
  1409: unpaid(expired('the person did not finish in the time that the page allows', 'ask for a new token; this one was not paid for')),
  1410: unpaid(retake('the person left the page', 'send a new page if the person wants to go on; this one was not paid for')),
};
