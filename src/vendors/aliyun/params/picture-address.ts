import type { TextParam } from '../../../core/declare/params.ts';

/** The service reads only what lies in object storage of its own region, and no address with letters beyond ASCII. */
const address = /^https?:\/\/[^\s/?#]+([/?#][\x21-\x7e]*)?$/i;

/** Address of a picture, in place of a file that has a flag of its own. */
export const pictureAddress = (name: string, flag: string, what: string, fileFlag: string): TextParam => ({
  name,
  type: 'String',
  flag,
  sensitive: true,
  pattern: { matches: address, meaning: `an http or https address, percent-encoded; a file of this machine goes to --${fileFlag}` },
  help: `address of ${what}, in object storage of the Shanghai region`,
});
