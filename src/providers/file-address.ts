import type { TextParam } from '../core/params.ts';

/** A whole http or https address, host included. */
export const webAddress = /^https?:\/\/[^\s/?#]+([/?#]\S*)?$/i;

/** An address in place of a file, which has a flag of its own. */
export const fileAddress = (name: string, help: string, fileFlag: string): TextParam => ({
  name,
  type: 'String',
  sensitive: true,
  pattern: { matches: webAddress, meaning: `an http or https address; a file of this machine goes to --${fileFlag}` },
  help,
});
