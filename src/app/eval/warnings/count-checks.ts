import { plural } from '../../../core/text/printable.ts';
import { trialsNeeded, upperBound } from '../figures/exact.ts';
import type { Stratum } from '../strata/stratum.ts';
import { percent } from '../wording.ts';
import { type DataCheck, sentenceIf } from './check.ts';

/** With fewer people than this, an interval over people is uncertain too. */
const fewPeople = 30;
/** The rule of 30: with fewer errors than this, a rate may be off by more than 30 % at 90 % confidence. */
const fewErrors = 30;
const fewGenuine = 100;
/** The FMR that vendors promise at their lowest threshold. */
const usualFmr = 0.001;

/** The number of independent rows: if people are in several rows, each person counts once. */
const ownTrials = ({ repeated, people, scored }: Stratum): number => (repeated ? Math.min(people, scored) : scored);

/** Checks whether there are enough rows and people. */
export const countChecks: readonly DataCheck[] = [
  {
    code: 'no-subjects',
    says: ({ inputRows: { columns } }) =>
      sentenceIf(
        !columns.has('subject'),
        () =>
          'no column names the subject: every row counts as a different person, so intervals are too narrow if people are in several rows',
      ),
  },
  {
    code: 'no-reference',
    says: ({ inputRows: { columns }, evaluation: { study } }) =>
      sentenceIf(
        columns.has('subject') && !columns.has('reference') && study.sample.impostor.size > 0,
        () => 'no column names the reference of an impostor: repeated people are not recognised there, so intervals are too narrow',
      ),
  },
  {
    code: 'few-people',
    says: ({ evaluation: { study } }) => {
      const people = study.ladder.strata.filter(({ repeated }) => repeated).map((stratum) => stratum.people);
      const least = Math.min(...people);
      return sentenceIf(
        least < fewPeople,
        () => `the rows of one class are about ${plural(least, 'person', 'people')}: an interval over so few is not precise`,
      );
    },
  },
  {
    code: 'no-bootstrap',
    says: ({ evaluation: { study }, settings: { resamples } }) =>
      sentenceIf(
        resamples === 0 && study.ladder.strata.some(({ repeated }) => repeated),
        () => 'people are in several rows and the bootstrap is off: intervals are too narrow',
      ),
  },
  {
    code: 'repeated-attempts',
    says: ({ evaluation: { transactions, finished }, settings: { unit } }) =>
      sentenceIf(
        unit === 'attempt' && transactions !== null && transactions.rows.length < finished.length,
        () => 'people tried again after a failure: attempts are not independent; --unit transaction counts them as one',
      ),
  },
  {
    code: 'few-genuine',
    says: ({ evaluation: { study } }) => {
      const { size, scored } = study.sample.genuine;
      return sentenceIf(size > 0 && scored < fewGenuine, () =>
        scored === 0 ? 'no genuine row has a score' : `${plural(scored, 'genuine score')}: one of them is ${percent(1 / scored)} of all`,
      );
    },
  },
  {
    code: 'no-genuine',
    says: ({ evaluation: { study } }) =>
      sentenceIf(study.sample.genuine.size === 0, () => 'no genuine row: nothing is known about users who are turned away'),
  },
  {
    code: 'no-impostors',
    says: ({ evaluation: { study } }) =>
      sentenceIf(
        study.kind === 'comparison' && study.sample.impostor.size === 0,
        () => 'no impostor row: nothing is known about strangers',
      ),
  },
  {
    code: 'few-impostors',
    says: ({ evaluation: { study }, settings: { confidence } }) => {
      const { impostor } = study.sample;
      const own = ownTrials(impostor);
      const best = own > 0 ? upperBound(0, own, confidence) : 0;
      const people = impostor.repeated ? ` of ${plural(impostor.people, 'person', 'people')}` : '';
      const needed = plural(trialsNeeded(usualFmr, 0, confidence) ?? 0, 'pair');
      return sentenceIf(
        study.kind === 'comparison' && best > usualFmr,
        () =>
          `${plural(impostor.scored, 'impostor pair')}${people}: no FMR under ${percent(best)} can be shown; ${percent(usualFmr)} needs ${needed} without an error${people === '' ? '' : ', each about different people'}`,
      );
    },
  },
  {
    code: 'few-errors',
    says: ({ evaluation: { operatingPoint, kind } }) => {
      const rates = { FMR: operatingPoint?.fmr, FNMR: operatingPoint?.fnmr };
      const few = Object.entries(rates).flatMap(([name, figure]) => (figure && figure.k < fewErrors ? [`${name}: ${figure.k}`] : []));
      return sentenceIf(
        kind === 'comparison' && few.length > 0,
        () => `fewer than ${fewErrors} errors (${few.join(', ')}): such a rate may be off by more than a third`,
      );
    },
  },
];
