import { describe, expect, it } from 'vitest';
import { allChecks } from '../../../../src/app/eval/warnings/warnings.ts';
import { type EvalRun, evalJson, evalText, fileOf, runEval, scoresCsv, setPath } from '../../../support/eval-run.ts';

const many = (count: number, score: number): number[] => new Array<number>(count).fill(score);
const spread = (count: number, from: number): number[] => Array.from({ length: count }, (_, i) => from + (i % 97) / 10);
const judged = (label: string, verdict: string, score: number | null, more: object = {}) => ({ label, verdict, score, ...more });
const lines = (head: string, ...rows: string[]): string => [head, ...rows].join('\n');

/** For every warning: rows that cause it, words that it must contain, and sound rows that do not cause it. */
const cases: Record<string, { draws: () => Promise<EvalRun>; says: string; sound: () => Promise<EvalRun> }> = {
  'sandbox-rows': {
    draws: () => evalJson([judged('genuine', 'pass', 90, { sandbox: true }), judged('impostor', 'mismatch', 9)]),
    says: '1 row is from the sandbox: no face was compared',
    sound: () => evalJson([judged('genuine', 'pass', 90, { sandbox: false })]),
  },
  'duplicate-pairs': {
    draws: () =>
      evalJson([
        judged('genuine', 'pass', 90, { media: { a: '1', b: '2' } }),
        judged('genuine', 'pass', 90, { media: { a: '1', b: '2' } }),
      ]),
    says: '1 row repeats the files of another',
    sound: () =>
      evalJson([
        judged('genuine', 'pass', 90, { media: { a: '1', b: '2' } }),
        judged('genuine', 'pass', 90, { media: { a: '1', b: '3' } }),
      ]),
  },
  'differing-answers': {
    draws: () =>
      evalJson([
        judged('genuine', 'pass', 90, { media: { a: '1', b: '2' } }),
        judged('genuine', 'pass', 80, { media: { a: '1', b: '2' } }),
      ]),
    says: '1 repeat has an answer that differs',
    sound: () =>
      evalJson([
        judged('genuine', 'pass', 90, { media: { a: '1', b: '2' } }),
        judged('genuine', 'pass', 90, { media: { a: '1', b: '2' } }),
      ]),
  },
  'same-file-twice': {
    draws: () =>
      evalJson([
        judged('genuine', 'pass', 100, { digests: { a: '1', b: '1' } }),
        judged('genuine', 'pass', 90, { digests: { a: '1', b: '2' } }),
      ]),
    says: '1 genuine row compares a file with itself',
    sound: () => evalJson([judged('genuine', 'pass', 90, { digests: { a: '1', b: '2' } })]),
  },
  'missing-rows': {
    draws: () => evalJson([judged('genuine', 'pass', 90, { row: 1 }), judged('genuine', 'pass', 90, { row: 3 })]),
    says: '1 row of the batch is not in these files',
    sound: () => evalJson([judged('genuine', 'pass', 90, { row: 2 }), judged('genuine', 'pass', 90, { row: 1 })]),
  },
  'several-regions': {
    draws: () => evalJson([judged('genuine', 'pass', 90, { region: 'a' }), judged('genuine', 'pass', 90, { region: 'b' })]),
    says: 'from 2 regions',
    sound: () => evalJson([judged('genuine', 'pass', 90, { region: 'a' })]),
  },
  'reversed-scores': {
    draws: () => evalText(scoresCsv(spread(50, 10), spread(50, 60))),
    says: 'look reversed; add --distances',
    sound: () => evalText(scoresCsv(spread(50, 10), spread(50, 60)), '--distances'),
  },
  'one-score': {
    draws: () => evalText(scoresCsv(many(5, 50), many(5, 50))),
    says: 'all scores are equal',
    sound: () => evalText(scoresCsv([50, 51], [50])),
  },
  'saturated-scores': {
    draws: () => evalText(scoresCsv([...many(5, 100), 90], [100, 20])),
    says: '6 rows have the best score of all, 100, of which 1 is not genuine',
    sound: () => evalText(scoresCsv(many(5, 100), [99, 20])),
  },
  'high-impostors': {
    draws: () => evalText(scoresCsv(spread(50, 80), [...spread(200, 10), 99])),
    says: '1 impostor row scores like the better half of the genuine ones (line 252): one person under two ids',
    sound: () => evalText(scoresCsv(spread(50, 80), spread(200, 10))),
  },
  'unfinished-rows': {
    draws: () => evalJson([judged('genuine', 'pass', 90), judged('genuine', 'pending', null), judged('impostor', 'expired', null)]),
    says: '2 rows are pending, expired, failed or unsure: left out, not refused',
    sound: () => evalJson([judged('genuine', 'pass', 90), judged('genuine', 'retake', null)]),
  },
  'failures-to-acquire': {
    draws: () => evalText('label,score\ngenuine,90\ngenuine,\nimpostor,1\n'),
    says: '1 row has no score: failures to acquire, in FAR and FRR',
    sound: () => evalText('label,score\ngenuine,90\nimpostor,1\n'),
  },
  'no-failures': {
    draws: () => evalText('label,score\ngenuine,90\nimpostor,1\n'),
    says: 'if retakes and failed captures were dropped before',
    sound: () => evalText('label,score\ngenuine,90\ngenuine,\nimpostor,1\n'),
  },
  'some-verdicts': {
    draws: () => evalText('label,score,verdict\ngenuine,90,pass\ngenuine,91,\nimpostor,1,mismatch\n'),
    says: '2 rows have a verdict and the others have none',
    sound: () => evalText('label,score,verdict\ngenuine,90,pass\nimpostor,1,mismatch\n'),
  },
  'several-thresholds': {
    draws: () => evalJson([judged('genuine', 'pass', 90, { threshold: 70 }), judged('genuine', 'mismatch', 75, { threshold: 80 })]),
    says: 'based on 2 thresholds (70, 80)',
    sound: () => evalJson([judged('genuine', 'pass', 90, { threshold: 70 }), judged('genuine', 'mismatch', 65, { threshold: 70 })]),
  },
  'contradicting-verdicts': {
    draws: () =>
      evalJson([
        judged('genuine', 'pass', 60, { threshold: 70 }),
        judged('genuine', 'mismatch', 80, { threshold: 70 }),
        judged('genuine', 'pass', 70, { threshold: 70 }),
      ]),
    says: '2 verdicts contradict the scores',
    sound: () => evalJson([judged('genuine', 'pass', 70, { threshold: 70 }), judged('genuine', 'mismatch', 69.99, { threshold: 70 })]),
  },
  'scores-missing': {
    draws: () => evalJson([judged('genuine', 'pass', 90), judged('genuine', 'mismatch', null)]),
    says: '1 verdict came without a score',
    sound: () => evalJson([judged('genuine', 'pass', 90), judged('genuine', 'spoof', null)]),
  },
  'no-attacks': {
    draws: () => runEval(setPath('05-verdicts')),
    says: 'no attack was tested',
    sound: () => evalJson([judged('genuine', 'pass', 90), judged('attack', 'spoof', null, { species: 'mask' })]),
  },
  'no-spoof-verdict': {
    draws: () => evalJson([judged('genuine', 'pass', 90), judged('impostor', 'mismatch', 9)]),
    says: 'if the action checks no liveness',
    sound: () => evalJson([judged('genuine', 'pass', 90, { checked: ['liveness', 'comparison'] }), judged('impostor', 'mismatch', 9)]),
  },
  'species-missing': {
    draws: () => evalText('label,score\nbona fide,90\nattack,1\n'),
    says: 'attacks without a species are counted as one',
    sound: () => evalText('label,score,species\nbona fide,90,\nattack,1,mask\n'),
  },
  'threshold-picked-here': {
    draws: () => evalText(scoresCsv(spread(50, 80), spread(50, 10))),
    says: 'its figures look too good',
    sound: () => evalText(scoresCsv(spread(50, 80), spread(50, 10)), '--threshold', '50'),
  },
  'by-score-alone': {
    draws: () => runEval(setPath('05-verdicts'), '--threshold', '60'),
    says: 'these figures use only the score',
    sound: () => runEval(setPath('05-verdicts'), '--threshold', '70'),
  },
  'people-on-both-sides': {
    draws: () =>
      evalText(
        lines(
          'label,split,subject,reference,score',
          'genuine,dev,a,a,90',
          'impostor,dev,a,b,10',
          'genuine,eval,b,b,90',
          'impostor,eval,b,c,10',
        ),
        '--choose',
        'eer',
      ),
    says: '1 person is on both sides of the split',
    sound: () => runEval(setPath('07-two-systems'), '--field', 'score=score_a', '--choose', 'eer'),
  },
  'pairs-across-halves': {
    draws: () => runEval(setPath('06-subjects'), '--choose', 'fmr<=0.01'),
    says: 'rows are about people of both halves and in neither',
    sound: () => runEval(setPath('07-two-systems'), '--field', 'score=score_a', '--choose', 'eer'),
  },
  'rule-not-kept': {
    draws: () =>
      evalText(
        lines(
          'label,split,subject,score',
          'genuine,dev,a,',
          'genuine,dev,b,9',
          'impostor,dev,c,1',
          'genuine,eval,d,9',
          'impostor,eval,e,1',
        ),
        '--choose',
        'frr<=0.1',
      ),
    says: 'no threshold keeps frr<=0.1',
    sound: () => runEval(setPath('07-two-systems'), '--field', 'score=score_a', '--choose', 'frr<=0.1'),
  },
  'long-transactions': {
    draws: () => evalText(lines('label,transaction,score', 'genuine,t,', 'genuine,t,', 'genuine,t,', 'genuine,t,90')),
    says: '1 transaction has more than three attempts',
    sound: () => evalText(lines('label,transaction,score', 'genuine,t,', 'genuine,t,', 'genuine,t,90')),
  },
  'rows-without-partner': {
    draws: async () =>
      evalText(
        lines('id,label,score', '1,genuine,90', '2,impostor,10'),
        '--threshold',
        '50',
        '--baseline',
        await fileOf(lines('id,label,score', '1,genuine,80', '3,impostor,9')),
      ),
    says: '2 rows have no partner in the other run',
    sound: async () =>
      evalText(
        lines('id,label,score', '1,genuine,90', '2,impostor,10'),
        '--threshold',
        '50',
        '--baseline',
        await fileOf(lines('id,label,score', '1,genuine,80', '2,impostor,9')),
      ),
  },
  'pairs-undecided': {
    draws: async () =>
      evalText(
        lines('id,label,score', '1,genuine,90', '2,impostor,10'),
        '--threshold',
        '50',
        '--baseline',
        await fileOf(lines('id,label,score', '1,genuine,', '2,impostor,9')),
      ),
    says: '1 pair could not be compared',
    sound: async () =>
      evalText(
        lines('id,label,score', '1,genuine,90', '2,impostor,10'),
        '--threshold',
        '50',
        '--baseline',
        await fileOf(lines('id,label,score', '1,genuine,80', '2,impostor,9')),
      ),
  },
  'gate-by-rate': {
    draws: () => evalText(scoresCsv([90], [10]), '--threshold', '50', '--max-fmr', '1%', '--gate', 'rate'),
    says: 'only the rates are checked',
    sound: () => evalText(scoresCsv([90], [10]), '--threshold', '50', '--max-fmr', '1%', '--gate', 'bound'),
  },
  'no-subjects': {
    draws: () => evalText(scoresCsv([90], [10])),
    says: 'no column names the subject',
    sound: () => evalText(lines('label,subject,reference,score', 'genuine,a,a,90', 'impostor,b,c,10')),
  },
  'no-reference': {
    draws: () => evalText(lines('label,subject,score', 'genuine,a,90', 'impostor,b,10')),
    says: 'no column names the reference of an impostor',
    sound: () => evalText(lines('label,subject,reference,score', 'genuine,a,a,90', 'impostor,b,c,10')),
  },
  'few-people': {
    draws: () => evalText(lines('label,subject,score', 'genuine,a,90', 'genuine,a,91', 'impostor,b,10')),
    says: 'the rows of one class are about 1 person',
    sound: () => runEval(setPath('06-subjects'), '--threshold', '65'),
  },
  'no-bootstrap': {
    draws: () => runEval(setPath('06-subjects'), '--threshold', '65', '--resamples', '0'),
    says: 'people are in several rows and the bootstrap is off',
    sound: () => runEval(setPath('01-normal'), '--threshold', '65', '--resamples', '0'),
  },
  'repeated-attempts': {
    draws: () => runEval(setPath('05-verdicts')),
    says: 'attempts are not independent',
    sound: () => runEval(setPath('05-verdicts'), '--unit', 'transaction'),
  },
  'few-genuine': {
    draws: () => runEval(setPath('09-imbalance'), '--threshold', '70'),
    says: '19 genuine scores: one of them is 5.3 % of all',
    sound: () => runEval(setPath('01-normal'), '--threshold', '70'),
  },
  'no-genuine': {
    draws: () => evalText('label,score\nimpostor,1\n'),
    says: 'no genuine row',
    sound: () => evalText('label,score\nimpostor,1\ngenuine,2\n'),
  },
  'no-impostors': {
    draws: () => evalText('label,score\ngenuine,2\n'),
    says: 'no impostor row',
    sound: () => evalText('label,score\nimpostor,1\ngenuine,2\n'),
  },
  'few-impostors': {
    draws: () => evalText(scoresCsv(spread(10, 80), spread(300, 10))),
    says: '300 impostor pairs: no FMR under 0.99 % can be shown; 0.1 % needs 2,995 pairs without an error',
    sound: () => runEval(setPath('09-imbalance'), '--threshold', '70'),
  },
  'few-errors': {
    draws: () => runEval(setPath('01-normal'), '--threshold', '70'),
    says: 'fewer than 30 errors (FMR: 9): such a rate may be off by more than a third',
    sound: () => runEval(setPath('02-integers'), '--threshold', '63'),
  },
};

const codesOf = ({ report }: EvalRun): string[] => report.warnings.map(({ code }) => code);

describe('warnings', () => {
  it('are all tested here', () => expect(Object.keys(cases).sort()).toEqual(allChecks.map(({ code }) => code).sort()));

  it.each(Object.entries(cases))('%s is given for rows that cause it, and not for sound rows', async (code, { draws, says, sound }) => {
    const run = await draws();
    expect(run.report.warnings.find((warning) => warning.code === code)?.message).toContain(says);
    expect(codesOf(await sound())).not.toContain(code);
  });
});
