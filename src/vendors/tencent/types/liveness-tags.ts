import type { MemberValue } from '../../../core/declare/codes.ts';

/** Why a liveness check was failed, by the tags of `LivenessInfoTag`. */
export type LivenessTags = Readonly<Record<string, Pick<MemberValue, 'meaning' | 'actor' | 'hint'>>>;

const tag = (actor: MemberValue['actor'], hint: string) => (meaning: string) => ({ meaning, actor, hint });

const attack = tag('you', 'look into it before you ask for another attempt');
const behaviour = tag('person', 'have the person repeat it and do what is asked for');
const quality = tag('person', 'have the person repeat it in even light, with a clean lens');

/**
 * In the results of the App SDKs, only with SdkVersion PLUS or PRO. From the vendor's SDK of August 2026:
 * GetFaceIdResultIntlResponse.LivenessInfoTag, CompareResult.LivenessInfoTag.
 */
export const appSdkTags: LivenessTags = {
  '01': behaviour('the person kept the eyes closed the whole time'),
  '02': behaviour('the person did not do the movement that was asked for'),
  '03': attack('a photo may have been shown in place of a face'),
  '04': attack('the picture may be synthetic'),
  '05': attack('the video may be synthetic'),
  '06': attack('the movement may be synthetic'),
  '07': attack('the recording looks like a template that fraudsters use'),
  '08': attack('the recording may carry a watermark'),
  '09': quality('the check of the reflected light was failed'),
  10: quality('the check of the face was failed'),
  11: quality('the face in the recording is of poor quality'),
  12: quality('the recording as a whole is of too poor quality'),
  13: attack('the recording may be made to deceive the engine'),
};

/**
 * In the attempts on a verification page, only with the PLUS version. The same numbers mean other things there.
 * https://github.com/TencentCloud/tencentcloud-sdk-dotnet-intl-en, VerificationDetail of 2026.
 */
export const pageTags: LivenessTags = {
  '01': behaviour('the person kept the eyes closed the whole time'),
  '02': behaviour('the person did not do the movement that was asked for'),
  '03': attack('a picture or a screen may have been filmed'),
  '04': attack('the face may be synthetic'),
  '05': attack('the recording looks like a template that fraudsters use'),
  '06': attack('the recording may carry a watermark'),
  '07': quality('the check of the reflected light was failed'),
  '08': attack('another person may have taken over midway'),
  '09': quality('the face in the recording is of poor quality'),
  10: quality('the face was not at the right distance'),
  11: attack('the recording may be made to deceive the engine'),
  12: attack('the mouth shows traces of an attack'),
  13: attack('the eyes show traces of an attack'),
  14: quality('something covers the eyes or the mouth'),
};
