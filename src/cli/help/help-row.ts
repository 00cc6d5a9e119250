import type { CommandRow } from '../command-row.ts';

/** `idv help`; `rows` are all commands. */
export const helpRow = (rows: () => readonly CommandRow[]): CommandRow => ({
  words: ['help'],
  summary: 'Show help for a command or on a topic',
  args: [{ name: '[topic...]', help: 'words of a command; or flags, exit-codes, verdicts, environment, config, hosts, sandbox' }],
  examples: ['idv help compare', 'idv help exit-codes'],
  load: async () => {
    const { printHelp } = await import('./print-help.ts');
    return async ({ runtime, args, options }) => {
      await printHelp(args, rows(), runtime, options.color !== false, true);
      return 0;
    };
  },
});
