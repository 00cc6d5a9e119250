import { limitNames } from '../../app/eval/limit-names.ts';

interface EvalFlag {
  flags: string;
  help: string;
  /** May be given several times. */
  many?: true;
  /** The first one is the default. */
  choices?: readonly string[];
}

const limitHelp: Readonly<Record<(typeof limitNames)[number], string>> = {
  fmr: 'strangers accepted, of those with a score',
  fnmr: 'genuine people refused, of those with a score',
  far: 'strangers accepted, of all tries',
  frr: 'genuine people not accepted, of all tries',
  apcer: 'attacks that liveness lets through, of the worst species',
  bpcer: 'real users whom liveness refuses',
  retake: 'genuine people who must try again',
};

/** Flags of `idv eval`, in the order of its help. */
export const evalFlags: readonly EvalFlag[] = [
  { flags: '--genuine <file>', help: 'a list of genuine scores, one per line' },
  { flags: '--impostor <file>', help: 'a list of impostor scores, one per line' },
  {
    flags: '--field <name=column>',
    help: 'the column of a field, such as score=Sim; if the column is empty, the field is left out',
    many: true,
  },
  { flags: '--distances', help: 'a lower score means more alike: score <= threshold is accepted' },
  { flags: '--unit <unit>', help: 'what the first sentence and the limits count', choices: ['attempt', 'transaction'] },
  { flags: '--threshold <n...>', help: 'a threshold to evaluate; limits apply at the first one', many: true },
  {
    flags: '--choose <rule>',
    help: "choose a threshold on half of the people, and evaluate it on the others: 'fmr<=0.001', eer",
    many: true,
  },
  { flags: '--split <field>', help: 'the column that splits the rows (dev, eval), or "half" for half of the people at random' },
  { flags: '--baseline <file>', help: 'another system or an earlier run, to compare with' },
  { flags: '--baseline-threshold <n>', help: 'the threshold of the baseline, if its scores have another scale' },
  { flags: '--group <field>', help: 'figures for each value of a column' },
  ...limitNames.map((name): EvalFlag => ({ flags: `--max-${name} <share>`, help: `limit: ${limitHelp[name]}` })),
  { flags: '--gate <way>', help: 'what limits check: the upper bound of a figure, or its rate', choices: ['bound', 'rate'] },
  { flags: '--confidence <percent>', help: 'confidence of intervals and bounds (default 95)' },
  { flags: '--resamples <n>', help: 'resamples of the bootstrap over people (default 2000; 0 turns it off)' },
  { flags: '--seed <n>', help: 'seed of the bootstrap and of --choose (default 1)' },
  { flags: '--html <file>', help: 'write the report as an HTML page' },
  { flags: '--curve <file>', help: 'write every threshold with its rates as CSV' },
];
