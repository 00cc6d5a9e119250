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
  { flags: '--genuine <file>', help: 'a list of genuine scores, one a line' },
  { flags: '--impostor <file>', help: 'a list of impostor scores, one a line' },
  { flags: '--field <name=column>', help: 'the column of a field, as score=Sim; empty leaves the field out', many: true },
  { flags: '--distances', help: 'a lower score means more alike: score <= threshold accepts' },
  { flags: '--unit <unit>', help: 'what the first sentence and limits count', choices: ['attempt', 'transaction'] },
  { flags: '--threshold <n...>', help: 'a threshold to evaluate; the first one is what limits are about', many: true },
  { flags: '--choose <rule>', help: "choose a threshold on half of the people, judge it on the others: 'fmr<=0.001', eer", many: true },
  { flags: '--split <field>', help: 'the column that halves the rows (dev, eval), or half to draw people' },
  { flags: '--baseline <file>', help: 'another system or an earlier run, to compare with' },
  { flags: '--baseline-threshold <n>', help: 'its threshold, where it has another scale' },
  { flags: '--group <field>', help: 'figures for each value of a column' },
  ...limitNames.map((name): EvalFlag => ({ flags: `--max-${name} <share>`, help: `limit: ${limitHelp[name]}` })),
  { flags: '--gate <way>', help: 'what limits judge: the upper bound of a figure, or its rate', choices: ['bound', 'rate'] },
  { flags: '--confidence <percent>', help: 'of intervals and bounds (default 95)' },
  { flags: '--resamples <n>', help: 'of the bootstrap over people (default 2000; 0 turns it off)' },
  { flags: '--seed <n>', help: 'of the bootstrap and of --choose (default 1)' },
  { flags: '--html <file>', help: 'write a report for people' },
  { flags: '--curve <file>', help: 'write every threshold with its rates as CSV' },
];
