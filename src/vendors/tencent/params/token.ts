import type { TextParam } from '../../../core/declare/params.ts';

/** The token that another command printed. Nobody documents its form, so only what no token holds is refused. */
export const tokenParam = (name: string, command: string): TextParam => ({
  name,
  type: 'String',
  required: true,
  positional: true,
  sensitive: true,
  pattern: { matches: /^\S+$/, meaning: `the whole token that \`idv ${command}\` printed, without blanks` },
  help: `the token that \`idv ${command}\` printed`,
});
