import { plural } from '../../../core/text/printable.ts';
import type { Evaluation } from '../evaluate.ts';
import { type FinishedPoint, pointsToShow } from '../operating-point.ts';
import type { Report } from '../report.ts';
import type { EvalSettings } from '../settings.ts';
import { baselineTable } from './baseline-table.ts';
import { type CurvePoint, curvePoints } from './curve-points.ts';
import { type DetCurve, detPlot, type OperatingMark } from './det-plot.ts';
import { histogram } from './histogram.ts';
import type { Mark } from './marks.ts';
import { escapedMarkup, tag } from './markup.ts';
import { pointsTable } from './points-table.ts';
import { type Maker, provenance } from './provenance.ts';
import { ratesPlot } from './rates-plot.ts';
import { speciesPlot } from './species-plot.ts';
import { style } from './style.ts';

/** The beginning of every page. A file that starts with it is such a page, and may be overwritten. */
export const pageBeginning = '<!doctype html>';

const hatch =
  '<svg width="0" height="0" aria-hidden="true" style="position:absolute;margin:0"><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-back" width="6" height="6"/><line class="hatch-line" x1="0" y1="0" x2="0" y2="6"/></pattern></defs></svg>';

const figure = (heading: string, reading: string, content: string): string =>
  content === ''
    ? ''
    : tag(
        'figure',
        {},
        tag('figcaption', {}, tag('h2', {}, escapedMarkup(heading)), reading === '' ? '' : tag('p', {}, escapedMarkup(reading))),
        content,
      );

const marksOf = (points: readonly FinishedPoint[]): Mark[] =>
  points.flatMap(({ threshold }, index) => (threshold === null ? [] : [{ threshold, main: index === 0 }]));

/** In a comparison there is one curve for each system; for liveness, one for each species. */
function curvesOf({ study, baselineStudy, kind }: Evaluation, points: readonly CurvePoint[], { confidence }: EvalSettings): DetCurve[] {
  if (kind === 'liveness')
    return study.sample.attacks.map(({ species }, at) => ({
      name: `line impostor dash-${at % 4}`,
      label: species,
      study,
      points,
      against: at + 1,
    }));
  const own: DetCurve = { name: 'line this', label: 'this run', study, points, against: 1 };
  return baselineStudy
    ? [own, { name: 'line other', label: 'the baseline', study: baselineStudy, points: curvePoints(baselineStudy, confidence), against: 1 }]
    : [own];
}

function operatingMarks(points: readonly FinishedPoint[], { kind, againstBaseline }: Evaluation): OperatingMark[] {
  const name = (threshold: number | null): string => (threshold === null ? 'as decided' : String(threshold));
  const marks = points.map(({ threshold, fmr, fnmr, liveness }, index) => ({
    label: name(threshold),
    accepted: kind === 'liveness' ? (liveness?.apcerMax ?? undefined) : fmr?.rate,
    refused: kind === 'liveness' ? liveness?.bpcer?.rate : fnmr?.rate,
    main: index === 0,
  }));
  const other = againstBaseline?.baseline;
  if (!other) return marks;
  return [...marks, { label: `${name(other.threshold)} (baseline)`, accepted: other.fmr?.rate, refused: other.fnmr?.rate, main: false }];
}

const noAttacks =
  'No row is an attack. How often a mask, a screen or a print gets through is not known, and no other figure on this page says it.';

function pictures(evaluation: Evaluation, settings: EvalSettings): string[] {
  const { study, operatingPoint, kind, service } = evaluation;
  // If the service decided on liveness, only passes have a score, so the picture would be incomplete.
  const hasScores = kind === 'comparison' || !study.judged;
  const points = pointsToShow(evaluation.operatingPoint, evaluation.atThresholds);
  const marks = marksOf(points);
  const curve = curvePoints(study, settings.confidence);
  const presentations = Object.fromEntries(study.sample.attacks.map(({ species, stratum }) => [species, stratum.size]));
  const attacks = operatingPoint ? speciesPlot(operatingPoint, presentations, study.sample.genuine.size) : '';
  const liveness = kind === 'liveness';
  const names = liveness
    ? { accepted: 'attacks let through (APCER)', refused: 'real users refused (BPCER)' }
    : { accepted: 'strangers accepted (FMR)', refused: 'genuine refused (FNMR)' };
  return [
    figure(
      liveness ? 'Scores of real users and attacks' : 'Scores of genuine people and strangers',
      'Each class as shares of its own rows. The less they overlap, the less a threshold costs.',
      hasScores ? histogram(study, marks) : '',
    ),
    figure(
      'What a threshold costs',
      `To the ${study.sign === 1 ? 'right' : 'left'} fewer ${liveness ? 'attacks' : 'strangers'} pass, and more users are refused.`,
      hasScores ? ratesPlot(study, curve, marks, service?.value ?? null, settings.confidence) : '',
    ),
    figure(
      'One error versus the other',
      `Every threshold as a point; nearer to the lower left is better.${evaluation.figures?.eer?.value === 0 ? ' On these rows some threshold makes neither error, and the curve lies on the axes.' : ''}`,
      hasScores ? detPlot(curvesOf(evaluation, curve, settings), operatingMarks(points, evaluation), names) : '',
    ),
    attacks === ''
      ? figure('Attacks by species', '', tag('p', {}, noAttacks))
      : figure(
          'Attacks by species',
          'The worst is on top, because a mean would hide it. Real users who are refused are the price.',
          attacks,
        ),
  ].filter((content) => content !== '');
}

/** The report as one page: without scripts, without anything from another site, and without names of people. */
export function reportPage(report: Report, evaluation: Evaluation, settings: EvalSettings, maker: Maker): string {
  const { input, counts, warnings } = report;
  const facts = `${plural(input.rows, 'row')}: ${plural(counts.genuine.finished, 'genuine one')}, ${plural(counts.impostor.finished, 'impostor')}, ${plural(counts.attack.finished, 'attack')}${input.people > 0 ? `; ${plural(input.people, 'person', 'people')}` : ''}`;
  const mind = tag(
    'section',
    { class: 'mind' },
    tag('h2', {}, 'Warnings'),
    tag('ul', {}, ...warnings.map(({ message }) => tag('li', {}, escapedMarkup(message)))),
  );
  const table = pointsTable(pointsToShow(evaluation.operatingPoint, evaluation.atThresholds), evaluation, settings);
  const main = tag(
    'main',
    {},
    tag('h1', {}, escapedMarkup(report.sentence)),
    tag('p', { class: 'facts' }, escapedMarkup(facts)),
    warnings.length > 0 ? mind : '',
    table === '' ? '' : tag('section', { class: 'points' }, tag('h2', {}, 'Operating points'), table),
    tag('div', { class: 'pictures' }, ...pictures(evaluation, settings)),
    baselineTable(report),
    provenance(report, maker),
  );
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>Evaluation: ${escapedMarkup(report.sentence.split(':')[0] ?? '')}</title><style>${style}</style>`;
  return `${pageBeginning}\n<html lang="en"><head>${head}</head><body>${hatch}${main}</body></html>\n`;
}
