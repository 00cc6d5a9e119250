import type { BooleanParam, Param } from '../../../core/declare/params.ts';
import { firstSeen } from '../first-seen.ts';

const screen = (since: string, name: string, help: string, byDefault = 'false'): BooleanParam => ({
  name,
  type: 'Boolean',
  default: byDefault,
  since,
  help,
});

/** What the SDK shows to the person, and which documents it accepts. */
export const sdkScreens: readonly Param[] = [
  screen('2025-11', 'AllowExpiredDocument', 'accept an expired document (Hong Kong cards)', 'true'),
  screen('2026-04', 'SkipResultPage', 'do not show the result page'),
  {
    name: 'CardOcrDisplayFields',
    type: 'Array of String',
    since: firstSeen.afterSdk,
    help: 'which members of the document the person sees',
  },
  screen(firstSeen.afterSdk, 'EnableForgeryDetectionImages', 'return the pictures of the forgery check'),
  screen('2026-07', 'SkipLaunchPage', 'do not show the start page'),
  screen(firstSeen.afterSdk, 'SkipOcrConfirmPage', 'do not ask the person to confirm what was read'),
  screen(firstSeen.afterSdk, 'HideProgressBar', 'do not show the progress bar'),
  screen(firstSeen.afterSdk, 'AllowUploadPhoto', 'let the person choose a photo of the document from the album'),
];
