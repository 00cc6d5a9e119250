import { plural } from '../../../core/text/printable.ts';
import type { Evaluation } from '../evaluate.ts';
import { isFinished, type Row } from '../input/row.ts';
import { shownNumber } from '../wording.ts';
import { type DataCheck, sentenceIf } from './check.ts';

/** The median of sorted scores. */
const median = (scores: Float64Array): number | undefined => scores[scores.length >> 1];

/** True if strangers or attacks score higher than genuine people. For a comparison the area decides, for liveness the median scores. */
function isReversed({ figures, study }: Evaluation): boolean {
  // With few rows, this may be chance.
  if (figures?.auc) return figures.auc.interval ? figures.auc.interval[1] < 0.5 : figures.auc.value === 0;
  if (study.kind === 'comparison' || study.judged) return false;
  const [users, ...attacks] = study.ladder.strata.map(({ scores }) => median(scores));
  return users !== undefined && attacks.length > 0 && attacks.every((attack) => attack !== undefined && attack > users);
}

const isScored = ({ verdict, score }: Row): boolean =>
  score !== undefined && (verdict === undefined || verdict === 'pass' || verdict === 'mismatch');

/** If the classes overlap more than this, an impostor with a high score is not unusual. */
const rareShare = 0.02;
const mostLines = 5;

/** Scores that are reversed or meaningless, or that suggest a wrong label. */
export const scoreChecks: readonly DataCheck[] = [
  {
    code: 'reversed-scores',
    says: ({ evaluation, settings: { distances } }) =>
      sentenceIf(isReversed(evaluation), () => {
        const flag = distances ? 'leave out --distances' : 'add --distances if a lower score means more alike';
        return `strangers score higher than genuine people: the scores look reversed; ${flag}`;
      }),
  },
  {
    code: 'one-score',
    says: ({ evaluation: { study } }) =>
      sentenceIf(
        study.ladder.scores.length === 1 && study.ladder.strata.every(({ scored }) => scored > 0),
        () => 'all scores are equal: nothing can be told apart',
      ),
  },
  {
    code: 'saturated-scores',
    says: ({ evaluation: { study } }) => {
      const { scores, strata } = study.ladder;
      const best = scores.at(-1);
      const [genuine = 0, ...others] = strata.map((stratum) => stratum.scores.reduce((sum, score) => sum + (score === best ? 1 : 0), 0));
      const strangers = others.reduce((sum, count) => sum + count, 0);
      return sentenceIf(
        scores.length > 1 && strangers > 0 && genuine + strangers > 1,
        () =>
          `${plural(genuine + strangers, 'row has', 'rows have')} the best score of all, ${shownNumber(study.sign * (best ?? 0))}, of which ${plural(strangers, 'is not genuine', 'are not genuine')}: no threshold tells them apart`,
      );
    },
  },
  {
    code: 'high-impostors',
    says: ({ evaluation: { study, finished }, inputRows: { inputs } }) => {
      const { genuine, impostor } = study.sample;
      const bound = median(genuine.scores);
      if (study.kind !== 'comparison' || bound === undefined) return undefined;
      const isHigh = (row: Row): boolean =>
        row.label === 'impostor' && isFinished(row) && isScored(row) && study.sign * (row.score ?? 0) >= bound;
      const rows = finished.filter(isHigh).sort((a, b) => study.sign * ((b.score ?? 0) - (a.score ?? 0)));
      const lines = rows.slice(0, mostLines).map(({ line, input }) => `${line}${inputs.length > 1 ? ` of input ${input + 1}` : ''}`);
      const more = rows.length > mostLines ? ` and ${rows.length - mostLines} more` : '';
      return sentenceIf(
        rows.length > 0 && rows.length <= Math.max(3, impostor.scored * rareShare),
        () =>
          `${plural(rows.length, 'impostor row scores', 'impostor rows score')} like the better half of the genuine ones (line ${lines.join(', ')}${more}): one person under two ids, or a wrong label?`,
      );
    },
  },
];
