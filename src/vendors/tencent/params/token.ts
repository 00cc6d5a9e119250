import type { TextParam } from '../../../core/declare/params.ts';

/** The token that another command printed. The vendor does not document its format, so idv refuses only what cannot be a token. */
export const tokenParam = (name: string, command: string): TextParam => ({
  name,
  type: 'String',
  required: true,
  positional: true,
  sensitive: true,
  pattern: { matches: /^\S+$/, meaning: `the complete token that \`idv ${command}\` printed, without blanks` },
  help: `the token that \`idv ${command}\` printed`,
});
