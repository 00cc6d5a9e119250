import { plural } from '../../../core/text/printable.ts';
import { isFinished, type Row } from '../input/row.ts';
import { type DataCheck, sentenceIf } from './check.ts';

const count = (rows: readonly Row[], is: (row: Row) => boolean): number => rows.reduce((sum, row) => sum + (is(row) ? 1 : 0), 0);

const isDecision = ({ verdict }: Row): boolean => verdict === 'mismatch' || verdict === 'pass';

/** Checks of the verdicts. */
export const verdictChecks: readonly DataCheck[] = [
  {
    code: 'unfinished-rows',
    says: ({ inputRows: { rows } }) => {
      const left = count(rows, (row) => !isFinished(row));
      return sentenceIf(left, () => `${plural(left, 'row is', 'rows are')} pending, expired, failed or unsure: left out, not refused`);
    },
  },
  {
    code: 'failures-to-acquire',
    says: ({ evaluation: { finished, kind } }) => {
      const failures = count(finished, ({ score, verdict }) => score === undefined && verdict === undefined);
      const place = kind === 'liveness' ? 'in no APCER and no BPCER' : 'in FAR and FRR, not in FMR and FNMR';
      return sentenceIf(failures, () => `${plural(failures, 'row has', 'rows have')} no score: failures to acquire, ${place}`);
    },
  },
  {
    code: 'no-failures',
    says: ({ evaluation: { finished, study } }) =>
      sentenceIf(
        !study.judged && finished.every(({ score }) => score !== undefined),
        () => 'every row has a score: if retakes and failed captures were dropped before, users are turned away more often than this says',
      ),
  },
  {
    code: 'some-verdicts',
    says: ({ evaluation: { finished, study } }) => {
      const verdicts = study.judged ? 0 : count(finished, ({ verdict }) => verdict !== undefined);
      return sentenceIf(
        verdicts,
        () => `${plural(verdicts, 'row has', 'rows have')} a verdict and the others have none: there are no figures by verdict`,
      );
    },
  },
  {
    code: 'several-thresholds',
    says: ({ evaluation: { service } }) => {
      const values = service?.values ?? [];
      return sentenceIf(
        values.length > 1,
        () =>
          `the verdicts are based on ${values.length} thresholds (${values.slice(0, 6).join(', ')}): they do not come from one operating point`,
      );
    },
  },
  {
    code: 'contradicting-verdicts',
    says: ({ evaluation: { service } }) =>
      sentenceIf(
        service?.contradicting,
        () =>
          `${plural(service?.contradicting ?? 0, 'verdict contradicts', 'verdicts contradict')} the scores: a pass under the threshold, or a refusal over it`,
      ),
  },
  {
    code: 'scores-missing',
    says: ({ evaluation: { finished } }) => {
      const unscored = count(finished, (row) => isDecision(row) && row.score === undefined);
      return sentenceIf(
        unscored,
        () => `${plural(unscored, 'verdict')} came without a score: the rates on the other side of the service's threshold are not known`,
      );
    },
  },
  {
    code: 'no-attacks',
    says: ({ evaluation: { study, counts } }) =>
      sentenceIf(
        study.judged && counts.attack.finished === 0,
        () => 'no attack was tested: the figures say nothing about masks, screens and prints',
      ),
  },
  {
    code: 'no-spoof-verdict',
    says: ({ evaluation: { study, finished } }) =>
      sentenceIf(
        study.judged && finished.every(({ verdict, liveness }) => verdict !== 'spoof' && liveness === undefined),
        () => 'no row ended in spoof: if the action checks no liveness, its BPCER says nothing',
      ),
  },
  {
    code: 'species-missing',
    says: ({ evaluation: { finished } }) =>
      sentenceIf(
        finished.some(({ label, species }) => label === 'attack' && species === undefined),
        () => 'attacks without a species are counted as one: a strong one may hide among weak ones',
      ),
  },
];
