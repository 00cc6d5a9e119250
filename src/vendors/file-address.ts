import type { TextParam } from '../core/declare/params.ts';

/** A complete http or https address, host included. */
export const webAddress = /^https?:\/\/[^\s/?#]+([/?#]\S*)?$/i;

/** The same, or percent-encoded from its first character to its last, as the vendor's sample of ApplyWebVerificationToken has it. */
const plainOrEncoded = new RegExp(`${webAddress.source}|^https?%3A%2F%2F\\S+$`, 'i');

/** An address in place of a file, which has a flag of its own. It is sent as it was given. */
export const fileAddress = (name: string, help: string, fileFlag: string): TextParam => ({
  name,
  type: 'String',
  sensitive: true,
  pattern: { matches: plainOrEncoded, meaning: `an http or https address; a file of this machine goes to --${fileFlag}` },
  help,
});
