import { withCommas } from '../../../core/text/printable.ts';
import type { Report } from '../report.ts';
import { percentagePoints } from '../wording.ts';
import { tag, textTable } from './markup.ts';

/** How the two decided the same pairs. Empty if there is no baseline. */
export function baselineTable({ againstBaseline }: Report): string {
  if (!againstBaseline) return '';
  const { fnmr, fmr } = againstBaseline;
  const rows = (
    [
      ['genuine pairs', fnmr],
      ['impostor pairs', fmr],
    ] as const
  ).flatMap(([name, found]) => {
    if (!found) return [];
    const interval = found.interval ? ` (${found.interval.map(percentagePoints).join(' to ')})` : '';
    const counted = [found.pairs, found.onlyAWrong, found.onlyBWrong, found.bothWrong].map(withCommas);
    return [[name, ...counted, `${percentagePoints(found.difference)}${interval}`, found.mcnemarExactP.toPrecision(2)]];
  });
  const head = [
    '',
    'pairs',
    'only this run wrong',
    'only the baseline wrong',
    'both wrong',
    'difference, percentage points',
    'p (McNemar, exact)',
  ];
  const table = textTable('How both decided the same pairs', [head, ...rows]);
  return tag('section', { class: 'against' }, tag('h2', {}, 'Comparison with the baseline'), tag('div', { class: 'scroll' }, table));
}
