/** A flag of `idv batch`, in the order of its help. */
interface BatchFlag {
  flags: string;
  help: string;
  number?: { kind: 'integer' | 'float'; minimum: number; maximum: number };
  choices?: readonly string[];
}

export const runFlags: readonly BatchFlag[] = [
  { flags: '--action <words>', help: 'what each row is: the words of a command that judges, as compare, or the name of an action' },
  { flags: '--out <file>', help: 'write the results there, not to standard output' },
  { flags: '--ordered', help: 'results in the order of the manifest, not as they come' },
  { flags: '--media-root <dir>', help: 'where the paths of the manifest begin, which they may not leave (default: its own folder)' },
  { flags: '--journal <file>', help: 'where it is written down what was called (default: the manifest’s name with .journal)' },
  { flags: '--concurrency <n>', help: 'calls at the same time (default 16)', number: { kind: 'integer', minimum: 1, maximum: 1000 } },
  {
    flags: '--rate <n>',
    help: 'calls a second at the most (default: what the catalogue says of the action)',
    number: { kind: 'float', minimum: 0.01, maximum: 1_000_000 },
  },
  { flags: '--price <amount>', help: 'of one call, to say what the run costs', number: { kind: 'float', minimum: 0, maximum: 1_000_000 } },
  {
    flags: '--budget <amount>',
    help: 'stop before all calls of the batch cost more, those of earlier runs included',
    number: { kind: 'float', minimum: 0, maximum: 1e12 },
  },
  { flags: '--max-calls <n>', help: 'stop after so many calls of this run', number: { kind: 'integer', minimum: 1, maximum: 1e9 } },
  { flags: '--yes', help: 'do not ask before more than 20 calls' },
  { flags: '--skip-invalid', help: 'leave out the rows that cannot be called, and call the others' },
  { flags: '--fail-on <verdicts>', help: 'exit 40 where a row has one of these verdicts, separated by commas' },
  {
    flags: '--wait-timeout <seconds>',
    help: 'how long a result that is not final is asked for',
    number: { kind: 'float', minimum: 0, maximum: 1e7 },
  },
  { flags: '--retry <rows>', help: 'call rows again that have no answer', choices: ['failed', 'unsure'] },
  { flags: '--pay-again', help: 'with --retry: also rows that may have been paid' },
];
