import type { TextParam } from '../core/declare/params.ts';

/** A complete http or https URL with a host. */
export const webAddressPattern = /^https?:\/\/[^\s/?#]+([/?#]\S*)?$/i;

/** The same, or percent-encoded from its first character to its last, as in the vendor's sample of ApplyWebVerificationToken. */
const plainOrEncoded = new RegExp(`${webAddressPattern.source}|^https?%3A%2F%2F\\S+$`, 'i');

/** A URL in place of a file, which has its own flag. It is sent unchanged. */
export const fileAddress = (name: string, help: string, fileFlag: string): TextParam => ({
  name,
  type: 'String',
  sensitive: true,
  pattern: { matches: plainOrEncoded, meaning: `an http or https URL; for a local file use --${fileFlag}` },
  help,
});
