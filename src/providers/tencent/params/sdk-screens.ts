import type { BooleanParam, Param } from '../../../core/params.ts';

const since = '2026-08';

const screen = (name: string, help: string, byDefault = 'false'): BooleanParam => ({
  name,
  type: 'Boolean',
  default: byDefault,
  since,
  help,
});

/** What the SDK shows to the person, and which documents it lets in. */
export const sdkScreens: readonly Param[] = [
  screen('AllowExpiredDocument', 'take a document that has run out (Hong Kong cards)', 'true'),
  screen('SkipResultPage', 'do not show the result page'),
  {
    name: 'CardOcrDisplayFields',
    type: 'Array of String',
    since,
    help: 'which members of the document the person sees',
  },
  screen('EnableForgeryDetectionImages', 'return the pictures of the forgery check'),
  screen('SkipLaunchPage', 'do not show the start page'),
  screen('SkipOcrConfirmPage', 'do not ask the person to confirm what was read'),
  screen('HideProgressBar', 'do not show the progress bar'),
  screen('AllowUploadPhoto', 'let the person choose a photo of the document from the album'),
];
