import type { CommandRow } from '../command-row.ts';
import { Option } from '../commander.ts';
import { type BatchFlag, engineFlags, runFlags } from './batch-flags.ts';

const examples = [
  'idv batch run pairs.csv --action compare --price 0.08 --out results.ndjson',
  'idv batch run pairs.csv --action compare --dry-run',
  'idv batch run pairs.csv --action compare --max-calls 50 --yes',
  'idv batch run pairs.csv --action compare --retry failed',
  'idv batch run pairs.csv --action compare --retry failed --pay-again',
];

/** What a row must show to pass. A later command must give the same. */
const conditions = ['threshold', 'expect'];

const manifest = { name: '<manifest>', help: 'the submitted manifest; its key file is next to it' };
const optionsOf = (flags: readonly BatchFlag[]): Option[] => flags.map(({ flags: names, help }) => new Option(names, help));

export const batchRows: readonly CommandRow[] = [
  {
    words: ['batch', 'run'],
    summary: 'Call every row of a manifest, each at most once; after a stop, run it again to continue',
    args: [
      {
        name: '<manifest>',
        help: 'CSV with a header, or one JSON object per line; a column is named like a flag of the action, without dashes',
      },
    ],
    opensSession: true,
    options: () => optionsOf(runFlags),
    printsLines: true,
    globals: [...conditions, 'dry-run', 'sandbox', 'outcome'],
    finishesAtSignal: true,
    examples,
    epilogue: () =>
      'Results are one JSON object per line, which idv eval reads. After Ctrl-C, the run waits for the calls in flight and stops; a second one stops at once.\nExit 0: every row has an answer; 32: some calls have none, and are never made again without --pay-again.',
    load: async () => (await import('./run-command.ts')).runBatchCommand,
  },
  {
    words: ['batch', 'init'],
    summary: 'Create the tables of an engine, or upgrade them',
    hasOneFormat: true,
    options: () => optionsOf(engineFlags.init),
    examples: ['idv batch init --engine postgres://idv@db/idv', 'IDV_ENGINE=postgres://idv@db/idv idv batch init'],
    load: async () => (await import('./engine/control-commands.ts')).initEngine,
  },
  {
    words: ['batch', 'submit'],
    summary: 'Queue the rows of a manifest in an engine, for workers on any number of machines',
    args: [{ name: '<manifest>', help: 'as for idv batch run' }],
    hasOneFormat: true,
    reads: ['no-preflight', 'endpoint'],
    options: () => optionsOf(engineFlags.submit),
    globals: [...conditions, 'sandbox'],
    examples: [
      'idv batch submit pairs.csv --action compare --engine postgres://idv@db/idv --yes',
      'idv batch submit pairs.csv --action compare --price 0.08 --engine postgres://idv@db/idv',
    ],
    load: async () => (await import('./engine/submit-command.ts')).submitBatch,
  },
  {
    words: ['batch', 'status'],
    summary: 'Show the progress of a submitted batch',
    args: [manifest],
    options: () => optionsOf(engineFlags.status),
    examples: [
      'idv batch status pairs.csv --engine postgres://idv@db/idv',
      'idv batch status pairs.csv --engine postgres://idv@db/idv --json',
    ],
    load: async () => (await import('./engine/control-commands.ts')).batchStatus,
  },
  {
    words: ['batch', 'results'],
    summary: 'Print the results of a submitted batch, in the order of the manifest',
    args: [manifest],
    options: () => optionsOf(engineFlags.results),
    printsLines: true,
    examples: [
      'idv batch results pairs.csv --engine postgres://idv@db/idv --out results.ndjson',
      'idv batch results pairs.csv --engine postgres://idv@db/idv --fail-on spoof',
    ],
    load: async () => (await import('./engine/results-command.ts')).batchResults,
  },
  {
    words: ['batch', 'pause'],
    summary: 'Stop workers from taking further rows of a batch',
    args: [manifest],
    hasOneFormat: true,
    options: () => optionsOf(engineFlags.pause),
    examples: ['idv batch pause pairs.csv --engine postgres://idv@db/idv', 'idv batch pause pairs.csv'],
    load: async () => (await import('./engine/control-commands.ts')).pauseBatch,
  },
  {
    words: ['batch', 'resume'],
    summary: 'Let workers take rows again',
    args: [manifest],
    hasOneFormat: true,
    options: () => optionsOf(engineFlags.resume),
    examples: ['idv batch resume pairs.csv --engine postgres://idv@db/idv', 'idv batch resume pairs.csv'],
    load: async () => (await import('./engine/control-commands.ts')).resumeBatch,
  },
  {
    words: ['batch', 'cancel'],
    summary: 'Remove the waiting rows of a batch from the queue; results stay',
    args: [manifest],
    hasOneFormat: true,
    options: () => optionsOf(engineFlags.cancel),
    examples: ['idv batch cancel pairs.csv --engine postgres://idv@db/idv', 'idv batch cancel pairs.csv'],
    load: async () => (await import('./engine/control-commands.ts')).cancelBatch,
  },
  {
    words: ['batch', 'retry'],
    summary: 'Queue rows without an answer again',
    args: [manifest],
    hasOneFormat: true,
    reads: ['no-preflight'],
    options: () => optionsOf(engineFlags.retry),
    examples: [
      'idv batch retry pairs.csv --failed --engine postgres://idv@db/idv',
      'idv batch retry pairs.csv --unsure --pay-again --engine postgres://idv@db/idv',
    ],
    load: async () => (await import('./engine/submit-command.ts')).retryBatch,
  },
  {
    words: ['batch', 'rebuild'],
    summary: 'Fill an engine that was lost, or restored from an older backup, from the journals of the workers',
    args: [manifest],
    hasOneFormat: true,
    reads: ['no-preflight'],
    options: () => optionsOf(engineFlags.rebuild),
    examples: [
      "idv batch rebuild pairs.csv --journals 'w*.journal' --engine postgres://idv@db/idv",
      'idv batch rebuild pairs.csv --journals w1.journal w2.journal --yes',
    ],
    load: async () => (await import('./engine/rebuild-command.ts')).rebuildBatch,
  },
  {
    words: ['batch', 'purge'],
    summary: 'Remove a batch and its results from the engine',
    args: [manifest],
    hasOneFormat: true,
    options: () => optionsOf(engineFlags.purge),
    examples: ['idv batch purge pairs.csv --yes --engine postgres://idv@db/idv', 'idv batch purge pairs.csv --yes'],
    load: async () => (await import('./engine/control-commands.ts')).purgeBatch,
  },
  {
    words: ['worker'],
    summary: 'Call the rows of a submitted batch, on this machine, until all are done',
    opensSession: true,
    options: () => optionsOf(engineFlags.worker),
    printsLines: true,
    globals: [...conditions, 'sandbox', 'outcome'],
    finishesAtSignal: true,
    examples: [
      'idv worker --engine postgres://idv@db/idv --key pairs.csv.batch-key --media-root /srv/kyc',
      'idv worker --key pairs.csv.batch-key --media-root /srv/kyc --journal /var/lib/idv/worker-2.journal',
    ],
    load: async () => (await import('./engine/worker-command.ts')).runWorker,
  },
];
