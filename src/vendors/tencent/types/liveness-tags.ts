import type { MemberValue } from '../../../core/declare/codes.ts';

/** Why a liveness check failed, by the tags of `LivenessInfoTag`. */
export type LivenessTags = Readonly<Record<string, Pick<MemberValue, 'meaning' | 'actor' | 'hint'>>>;

const tag = (actor: MemberValue['actor'], hint: string) => (meaning: string) => ({ meaning, actor, hint });

const attack = tag('you', 'investigate before you ask for another attempt');
const behaviour = tag('person', 'ask the person to repeat it and follow the instructions');
const quality = tag('person', 'ask the person to repeat it in even light, with a clean lens');

/**
 * Tags in the results of the App SDKs, only with SdkVersion PLUS or PRO. From the vendor's SDK of August 2026:
 * GetFaceIdResultIntlResponse.LivenessInfoTag, CompareResult.LivenessInfoTag.
 */
export const appSdkTags: LivenessTags = {
  '01': behaviour('the person kept the eyes closed the whole time'),
  '02': behaviour('the person did not do the requested movement'),
  '03': attack('a photo may have been shown in place of a face'),
  '04': attack('the picture may be synthetic'),
  '05': attack('the video may be synthetic'),
  '06': attack('the movement may be synthetic'),
  '07': attack('the recording looks like a template that fraudsters use'),
  '08': attack('the recording may have a watermark'),
  '09': quality('the check of the reflected light failed'),
  10: quality('the check of the face failed'),
  11: quality('the quality of the face in the recording is too low'),
  12: quality('the overall quality of the recording is too low'),
  13: attack('the recording may have been made to deceive the engine'),
};

/**
 * Tags in the attempts on a verification page, only with the PLUS version. There, the same numbers have different meanings.
 * https://github.com/TencentCloud/tencentcloud-sdk-dotnet-intl-en, VerificationDetail of 2026.
 */
export const pageTags: LivenessTags = {
  '01': behaviour('the person kept the eyes closed the whole time'),
  '02': behaviour('the person did not do the requested movement'),
  '03': attack('a picture or a screen may have been filmed'),
  '04': attack('the face may be synthetic'),
  '05': attack('the recording looks like a template that fraudsters use'),
  '06': attack('the recording may have a watermark'),
  '07': quality('the check of the reflected light failed'),
  '08': attack('another person may have taken over during the check'),
  '09': quality('the quality of the face in the recording is too low'),
  10: quality('the face was not at the right distance'),
  11: attack('the recording may have been made to deceive the engine'),
  12: attack('the mouth shows traces of an attack'),
  13: attack('the eyes show traces of an attack'),
  14: quality('something covers the eyes or the mouth'),
};
