import type { TextParam } from '../../../core/declare/params.ts';

/** The service reads only object storage of its own region, and only URLs in ASCII. */
const address = /^https?:\/\/[^\s/?#]+([/?#][\x21-\x7e]*)?$/i;

/** URL of a picture, in place of a file, which has its own flag. */
export const pictureAddress = (name: string, flag: string, what: string, fileFlag: string): TextParam => ({
  name,
  type: 'String',
  flag,
  sensitive: true,
  pattern: { matches: address, meaning: `an http or https URL, percent-encoded; for a local file use --${fileFlag}` },
  help: `URL of ${what}, in object storage of the Shanghai region`,
});
