/** What the first words of commands stand for, in help. */
export const commandGroups: Readonly<Record<string, string>> = {
  faceid: 'Liveness and comparison in the App SDK: tokens and results',
  web: 'Verification on a page that a person opens: tokens and results',
  sdk: 'eKYC in the App SDK, documents included: tokens and results',
  card: 'Identity documents',
  liveness: 'Liveness in the SDK alone; an older comparison',
  reflect: 'Light sequences of the SDK',
  video: 'Clips that were uploaded before',
  upload: 'Files for actions that take a URL',
  'web-v1': 'Pages of the first kind, retired by the vendor',
  id: 'Alibaba Cloud ID Verification',
  vision: 'Alibaba’s Visual Intelligence API: faces, liveness, documents, jobs',
  config: 'Where settings come from',
  sign: 'Find out why a signature is refused, offline',
};
