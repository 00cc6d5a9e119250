/** A flag of `idv batch`, in the order of its help. */
export interface BatchFlag {
  flags: string;
  help: string;
  number?: { kind: 'integer' | 'float'; minimum: number; maximum: number };
  choices?: readonly string[];
}

export const runFlags: readonly BatchFlag[] = [
  {
    flags: '--action <words>',
    help: 'the action for each row: the words of a command that judges, such as compare, or the name of an action',
  },
  { flags: '--out <file>', help: 'write the results to this file, not to standard output' },
  { flags: '--ordered', help: 'write results in the order of the manifest, not as they arrive' },
  {
    flags: '--media-root <dir>',
    help: 'folder where the paths of the manifest start, and which they may not leave (default: they start at its own folder, and may leave it)',
  },
  { flags: '--journal <file>', help: 'file that records what was called (default: the manifest’s name with .journal)' },
  {
    flags: '--concurrency <n>',
    help: 'calls in flight at the same time (default 16)',
    number: { kind: 'integer', minimum: 1, maximum: 1000 },
  },
  {
    flags: '--rate <n>',
    help: 'largest number of calls per second (default: from the catalogue)',
    number: { kind: 'float', minimum: 0.01, maximum: 1_000_000 },
  },
  {
    flags: '--price <amount>',
    help: 'price of one call, to show what the run costs',
    number: { kind: 'float', minimum: 0, maximum: 1_000_000 },
  },
  {
    flags: '--budget <amount>',
    help: 'stop before the calls of the batch, including earlier runs, cost more; a higher budget continues',
    number: { kind: 'float', minimum: 0, maximum: 1e12 },
  },
  { flags: '--max-calls <n>', help: 'stop after this number of calls in this run', number: { kind: 'integer', minimum: 1, maximum: 1e9 } },
  { flags: '--yes', help: 'do not ask before more than 20 calls' },
  { flags: '--skip-invalid', help: 'leave out the rows that cannot be called, and call the others' },
  { flags: '--fail-on <verdicts>', help: 'exit 40 if a row has one of these verdicts, separated by commas' },
  {
    flags: '--wait-timeout <seconds>',
    help: 'how long to ask for a result that is not final',
    number: { kind: 'float', minimum: 0, maximum: 1e7 },
  },
  {
    flags: '--retry <rows>',
    help: 'call rows without an answer again: failed ones that cost nothing, or unsure ones',
    choices: ['failed', 'unsure'],
  },
  {
    flags: '--pay-again',
    help: 'with --retry: also rows that may have been billed, such as unsure rows and rows whose answer could not be read',
  },
];

const engine: BatchFlag = {
  flags: '--engine <url>',
  help: 'postgres://user@host/database of the queue and the ledger (default: IDV_ENGINE)',
};
const action = runFlags.find(({ flags }) => flags.startsWith('--action ')) as BatchFlag;
const mediaRoot = runFlags.find(({ flags }) => flags.startsWith('--media-root ')) as BatchFlag;
const named = (name: string): BatchFlag => runFlags.find(({ flags }) => flags.split(' ')[0] === name) as BatchFlag;

/** Flags of the commands around a batch that several machines work on, by the last word of the command. */
export const engineFlags = {
  init: [engine],
  submit: [engine, action, mediaRoot, named('--price'), named('--yes'), named('--skip-invalid')],
  status: [engine],
  results: [engine, named('--out'), named('--fail-on')],
  pause: [engine],
  resume: [engine],
  cancel: [engine],
  purge: [engine, { flags: '--yes', help: 'confirm, because only the ledger prevents a second payment for these rows' }],
  retry: [
    engine,
    mediaRoot,
    { flags: '--failed', help: 'rows that failed and cost nothing' },
    { flags: '--unsure', help: 'rows whose call may have been made' },
    named('--pay-again'),
  ],
  rebuild: [
    engine,
    {
      flags: '--journals <files...>',
      help: 'the journals of all workers that ever served the batch; * matches any characters of a name',
    },
    mediaRoot,
    named('--skip-invalid'),
    named('--yes'),
    { flags: '--pay-again', help: 'continue although journals are missing; their rows may be paid for twice' },
  ],
  worker: [
    engine,
    { flags: '--key <file>', help: 'the key file that idv batch submit wrote; keep it like a password' },
    mediaRoot,
    { flags: '--journal <file>', help: 'this worker’s own journal (default: the key file’s name with .journal)' },
    named('--concurrency'),
    named('--rate'),
  ],
} as const satisfies Readonly<Record<string, readonly BatchFlag[]>>;
