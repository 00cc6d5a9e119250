import { describe, expect, it } from 'vitest';
import { type EvalRun, evalJson, evalText, fileOf } from '../../../support/eval-run.ts';

const judged = (label: string, verdict: string, score: number | null, more: object = {}) => ({ label, verdict, score, ...more });
const lines = (head: string, ...rows: readonly string[]): string => [head, ...rows].join('\n');
const messages = ({ report }: EvalRun): string[] => report.warnings.map(({ code, message }) => `${code}: ${message}`);
const codes = ({ report }: EvalRun): string[] => report.warnings.map(({ code }) => code);

const fewOf = (genuine: number, impostor: number): string[] => [
  'no-subjects: no column names the subject: every row counts as a different person, so intervals are too narrow if people are in several rows',
  ...(genuine > 0
    ? [`few-genuine: ${genuine === 1 ? '1 genuine score' : `${genuine} genuine scores`}: one of them is ${100 / genuine} % of all`]
    : []),
  ...(impostor > 0
    ? [
        `few-impostors: 1 impostor pair: no FMR under 95 % can be shown; 0.1 % needs 2,995 pairs without an error`,
        'few-errors: fewer than 30 errors (FMR: 0, FNMR: 0): such a rate may be off by more than a third',
      ]
    : []),
];

/** The complete list of warnings, so that a warning that does not belong there is noticed too. */
describe('the warnings of a report', () => {
  it('of scores', async () => {
    expect(messages(await evalText('label,score\ngenuine,90\nimpostor,10\n', '--threshold', '50'))).toEqual([
      'no-failures: every row has a score: if retakes and failed captures were dropped before, users are turned away more often than this says',
      ...fewOf(1, 1),
    ]);
  });

  it('of scores of which one is missing', async () => {
    expect(messages(await evalText('label,score\ngenuine,90\ngenuine,\nimpostor,10\n', '--threshold', '50'))).toEqual([
      'failures-to-acquire: 1 row has no score: failures to acquire, in FAR and FRR, not in FMR and FNMR',
      ...fewOf(1, 1),
    ]);
  });

  it('of liveness scores of which one is missing', async () => {
    expect(messages(await evalText('label,score\nbona fide,90\nbona fide,\nattack,10\n', '--threshold', '50'))).toEqual([
      'failures-to-acquire: 1 row has no score: failures to acquire, in no APCER and no BPCER',
      'species-missing: attacks without a species are counted as one: a strong one may hide among weak ones',
      ...fewOf(1, 0),
    ]);
  });

  it('of verdicts', async () => {
    const run = await evalJson([judged('genuine', 'pass', 90), judged('impostor', 'mismatch', 10)]);
    expect(messages(run)).toEqual([
      'no-attacks: no attack was tested: the figures say nothing about masks, screens and prints',
      'no-spoof-verdict: no row ended in spoof: if the action checks no liveness, its BPCER says nothing',
      ...fewOf(1, 1),
    ]);
  });

  it('of verdicts with an attack that was caught, a row without a score and a row that failed', async () => {
    const run = await evalJson([
      judged('genuine', 'pass', 90),
      judged('genuine', 'mismatch', null),
      judged('genuine', 'retake', null),
      judged('genuine', 'error', null),
      judged('attack', 'spoof', null, { species: 'mask' }),
    ]);
    expect(codes(run)).toEqual(['unfinished-rows', 'scores-missing', 'no-subjects', 'few-genuine', 'no-impostors', 'few-errors']);
  });

  it('of verdicts on an attack that was not finished', async () => {
    const run = await evalJson([judged('genuine', 'pass', 90), judged('attack', 'pending', null, { species: 'mask' })]);
    expect(codes(run)).toContain('no-attacks');
  });

  it('of verdicts with a spoof of a genuine person', async () => {
    const run = await evalJson([judged('genuine', 'pass', 90), judged('genuine', 'spoof', null)]);
    expect(codes(run)).not.toContain('no-spoof-verdict');
  });

  it('of verdicts on a part of the rows', async () => {
    const run = await evalText('label,score,verdict\ngenuine,90,pass\ngenuine,91,\nimpostor,1,\n', '--threshold', '50');
    expect(messages(run).slice(0, 2)).toEqual([
      'no-failures: every row has a score: if retakes and failed captures were dropped before, users are turned away more often than this says',
      'some-verdicts: 1 row has a verdict and the others have none: there are no figures by verdict',
    ]);
  });

  it('of a comparison with an earlier run', async () => {
    const here = lines('id,label,score', '1,genuine,90', '2,impostor,10', '4,genuine,90', '5,genuine,90', '6,genuine,');
    const earlier = lines('id,label,score', '1,genuine,80', '2,impostor,', '3,impostor,9', '6,genuine,80');
    const run = await evalText(here, '--threshold', '50', '--baseline', await fileOf(earlier));
    expect(messages(run).filter((text) => /^(rows-without|pairs-)/.test(text))).toEqual([
      'rows-without-partner: 3 rows have no partner in the other run: not compared',
      'pairs-undecided: 2 pairs could not be compared: one of the two runs has no score',
    ]);
  });

  it('of a choice of thresholds', async () => {
    const rows = [
      ...['a', 'b', 'c'].flatMap((name, i) => [`genuine,dev,${name},${name},9${i}`, `genuine,eval,${name},${name},8${i}`]),
      'impostor,dev,x,y,10',
      'impostor,eval,x,z,10',
    ];
    const run = await evalText(lines('label,split,subject,reference,score', ...rows), '--choose', 'eer', '--choose', 'fmr<=0.1');
    expect(messages(run).filter((text) => /^(people-on|pairs-across|rule-not|threshold-picked)/.test(text))).toEqual([
      'people-on-both-sides: 4 people are on both sides of the split: the threshold was chosen and evaluated on the same people',
    ]);
  });
});
