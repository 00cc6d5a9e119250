import type { CommandRow } from '../command-row.ts';
import { Option } from '../commander.ts';
import { runFlags } from './batch-flags.ts';

const examples = [
  'idv batch run pairs.csv --action compare --price 0.08 --out results.ndjson',
  'idv batch run pairs.csv --action compare --dry-run',
  'idv batch run pairs.csv --action compare --max-calls 50 --yes',
  'idv batch run pairs.csv --action compare --retry failed',
];

export const batchRows: readonly CommandRow[] = [
  {
    words: ['batch', 'run'],
    summary: 'Call every row of a manifest, each at most once; run it again after a stop, and it goes on',
    args: [{ name: '<manifest>', help: 'CSV with a header, or one JSON object a line; a column is a flag of the action without --' }],
    options: () => runFlags.map(({ flags, help }) => new Option(flags, help)),
    drains: true,
    epilogue: () =>
      [
        '\nExamples:',
        ...examples.map((example) => `  ${example}`),
        '\nResults are one JSON object a line, which idv eval reads. Ctrl-C ends the calls that are under way and stops; a second one stops',
        'at once. Exit 0: every row has an answer; 32: some calls have none, and are never made again without --pay-again.',
      ].join('\n'),
    load: async () => (await import('../commands/batch-run.ts')).runBatchCommand,
  },
];
