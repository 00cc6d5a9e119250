import type { Figure } from '../../app/eval/figures/question.ts';
import type { LimitAnswer } from '../../app/eval/gate.ts';
import { type FinishedPoint, pointsToShow } from '../../app/eval/operating-point.ts';
import type { Report } from '../../app/eval/report.ts';
import { confidenceOf, oddsOrPercent, oneIn, percent, percentagePoints, percentRange } from '../../app/eval/wording.ts';
import { plainText, withCommas } from '../../core/text/printable.ts';
import type { Painter } from '../show/format.ts';

/** Wraps text to `width`, with `indent` before each line; the first line starts with `mark` in place of `indent`. */
function wrapped(text: string, width: number, indent = '', mark = indent): string {
  const lines: string[] = [];
  let line = mark;
  for (const word of plainText(text).split(' ')) {
    if (line.length > indent.length && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
    }
    line += line.length === indent.length ? word : ` ${word}`;
  }
  return [...lines, line].join('\n');
}

/** Columns as wide as their widest cell; the last one is not padded. */
function table(rows: readonly (readonly string[])[]): string {
  const shown = rows.map((row) => row.map(plainText));
  const widths = (shown[0] ?? []).map((_, column) => Math.max(...shown.map((row) => row[column]?.length ?? 0)));
  return shown.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd()).join('\n');
}

const unknown = '-';

/** `3 of 675 (1 in 225)`; without an error, the upper bound. */
function strangersText(figure: Figure | null): string {
  if (!figure) return unknown;
  const counted = `${withCommas(figure.k)} of ${withCommas(figure.n)}`;
  return figure.k === 0 ? `${counted}, at most ${oneIn(figure.upper)}` : `${counted}, ${oddsOrPercent(figure.rate)}`;
}

const shareCell = (figure: Figure | null): string => (figure ? `${percent(figure.rate)} (${percentRange(figure.interval)})` : unknown);

const origins: Readonly<Record<FinishedPoint['from'], string>> = {
  flag: '',
  service: " (the service's)",
  vendor: " (the vendor's)",
  chosen: ' (chosen)',
  picked: ' (picked here)',
};

const thresholdCell = ({ threshold, from, byScoreAlone }: FinishedPoint): string =>
  `${threshold === null ? 'as decided' : String(threshold)}${origins[from]}${byScoreAlone ? ', by score' : ''}`;

function pointRows({ operatingPoint, atThresholds, kind }: Report): string[][] {
  const points = pointsToShow(operatingPoint, atThresholds);
  if (points.length === 0) return [];
  if (kind === 'liveness') {
    const species = Object.keys(points[0]?.liveness?.apcer ?? {});
    return [
      ['threshold', ...species.map((name) => `APCER ${name.slice(0, 20)}`), 'BPCER'],
      ...points.map((point) => [
        thresholdCell(point),
        ...species.map((name) => shareCell(point.liveness?.apcer[name] ?? null)),
        shareCell(point.liveness?.bpcer ?? null),
      ]),
    ];
  }
  return [
    ['threshold', 'strangers accepted', 'of those with a score (FMR)', 'users refused (FNMR)', 'users not accepted (FRR)'],
    ...points.map((point) => [
      thresholdCell(point),
      strangersText(point.far),
      strangersText(point.fmr),
      shareCell(point.fnmr),
      shareCell(point.frr),
    ]),
  ];
}

/** A table of what limits would cost on these rows. */
function limitRows({ figures, bpcerAtApcer }: Report): string[][] {
  const at = ({ round }: { round: number | null }): string => (round === null ? 'none' : String(round));
  if (bpcerAtApcer) {
    const rows = bpcerAtApcer.map((point) => [percent(point.maxApcer), at(point), shareCell(point.bpcer), point.worstSpecies ?? unknown]);
    return [['every APCER at most', 'threshold', 'BPCER', 'worst species'], ...rows];
  }
  if (!figures) return [];
  const rows = figures.maxFmr.map((point) => [
    percent(point.target),
    at(point),
    `${strangersText(point.fmr)}${point.belowResolution ? ', no proof' : ''}`,
    shareCell(point.fnmr),
  ]);
  return figures.impostor === 0 ? [] : [['FMR at most', 'threshold', 'strangers', 'FNMR'], ...rows];
}

function limitLines(limits: readonly LimitAnswer[], paint: Painter): string[] {
  const colours = { met: paint.green, missed: paint.red, 'not shown': paint.magenta } as const;
  return limits.map(({ flag, limit, answer, because, wouldShow, species }) => {
    const of = species === null ? '' : ` (${plainText(species)})`;
    const more = wouldShow === null ? '' : `\n    ${wouldShow} would show it`;
    return `  ${flag} ${percent(limit)}${of}  ${colours[answer](answer)}: ${because}${more}`;
  });
}

const section = (title: string, body: readonly string[], paint: Painter): string =>
  body.length === 0 ? '' : `\n${paint.bold(title)}\n${body.join('\n')}\n`;

function baselineLines({ againstBaseline }: Report): string[] {
  if (!againstBaseline) return [];
  const { fnmr, fmr } = againstBaseline;
  const rows = (
    [
      ['genuine pairs', fnmr],
      ['impostor pairs', fmr],
    ] as const
  ).flatMap(([what, found]) => {
    if (!found) return [];
    const interval = found.interval ? ` (${found.interval.map(percentagePoints).join(' to ')})` : '';
    const counted = [found.pairs, found.onlyAWrong, found.onlyBWrong, found.bothWrong].map(withCommas);
    return [[what, ...counted, `${percentagePoints(found.difference)}${interval}`, found.mcnemarExactP.toPrecision(2)]];
  });
  const head = ['', 'pairs', 'only this run wrong', 'only the baseline', 'both', 'difference in points', 'p (McNemar)'];
  return [table([head, ...rows])];
}

/** The report as text: the sentence, tables, limits and warnings. */
export function evalText(report: Report, paint: Painter, columns: number | undefined): string {
  const width = Math.min(columns ?? 100, 110);
  const [points, limits] = [pointRows(report), limitRows(report)];
  const warnings = report.warnings.map(({ message }) => wrapped(message, width, '    ', '  - '));
  const { confidence } = report.settings;
  return [
    `${paint.bold(wrapped(report.sentence, width))}\n`,
    section(
      `At thresholds (${confidenceOf(confidence)}: a range is two-sided, "at most" is one-sided)`,
      points.length > 0 ? [table(points)] : [],
      paint,
    ),
    section('What a limit would cost, with thresholds picked on these rows', limits.length > 0 ? [table(limits)] : [], paint),
    section('Comparison with the baseline', baselineLines(report), paint),
    section('Limits', report.gate ? limitLines(report.gate.limits, paint) : [], paint),
    section('Warnings', warnings, paint),
  ].join('');
}
