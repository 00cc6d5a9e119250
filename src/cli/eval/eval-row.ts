import type { CommandRow } from '../command-row.ts';
import { Option } from '../commander.ts';
import { evalFlags } from './eval-flags.ts';

const optionOf = ({ flags, help, choices }: (typeof evalFlags)[number]): Option => {
  const option = new Option(flags, choices ? `${help} (${choices.join(', ')})` : help);
  // Keeps every value, so that a flag that is given twice is found.
  return flags.includes('<')
    ? option.argParser((value: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), value])
    : option;
};

const examples = [
  'idv eval results.ndjson',
  'idv eval results.ndjson --max-fmr 1/1000 --max-frr 5%',
  'idv eval scores.csv --field score=Sim --threshold 70 --html report.html',
  "idv eval scores.csv --choose 'fmr<=0.001' --json",
  'idv eval --genuine genuine.txt --impostor impostor.txt --threshold 0.35 --distances',
];

/** `idv eval` as a command. */
export const evalRow: CommandRow = {
  words: ['eval'],
  summary: 'Evaluate labelled results: error rates, the choice of a threshold, and limits for CI',
  args: [{ name: '[results...]', help: 'NDJSON of idv batch, CSV with a header, or - for standard input; several are joined' }],
  options: () => evalFlags.map(optionOf),
  // Here the flag takes several numbers of any scale.
  replaces: ['--threshold'],
  reads: ['force', 'show-pii'],
  examples,
  epilogue: () => 'Limits take 0.001, 0.1% or 1/1000. Exit 40: a limit is missed, or there are too few rows to show it.',
  load: async () => (await import('../commands/eval.ts')).runEval,
};
