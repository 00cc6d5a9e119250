import { wilson } from './figures/exact.ts';
import { weighedOf } from './figures/question.ts';
import { intervalOfRung } from './strata/ladder.ts';
import type { Stratum } from './strata/stratum.ts';
import { acceptedAt, measuredWeight, refusedAt } from './strata/weight.ts';
import { type Study, shownInterval } from './study.ts';

const cell = (value: number | null): string => (value === null ? '' : String(value));

/** A species name comes from the user and may contain any character. */
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const columnsOf = (name: string): string[] => [`${name}_errors`, `${name}_rows`, name, `${name}_low`, `${name}_high`];

/** The figures of each class with their interval, for every rung of a ladder, from the lowest threshold on. */
export function* curveLines({ ladder, weighedStrata, sign, sample, kind }: Study, confidence: number): Generator<string> {
  const ends = sign === 1 ? ['threshold_above', 'threshold_up_to'] : ['threshold_from', 'threshold_below'];
  const names = kind === 'liveness' ? ['bpcer', ...sample.attacks.map(({ species }) => `apcer ${species}`)] : ['fnmr', 'fmr'];
  yield [...ends, ...names.flatMap(columnsOf)].map(quoted).join(',');
  const figures = (index: number, rung: number): string[] => {
    const stratum = ladder.strata[index] as Stratum;
    const weighed = weighedOf(weighedStrata, stratum);
    const n = measuredWeight(stratum, weighed);
    if (n === 0) return ['', '', '', '', ''];
    const under = (ladder.under[index] as Int32Array)[rung] as number;
    const k = index === 0 ? refusedAt(stratum, weighed, under) : acceptedAt(stratum, weighed, under);
    return [k, n, k / n, ...wilson(k, n, confidence)].map(String);
  };
  for (let step = ladder.first; step <= ladder.last; step += 1) {
    const rung = sign === 1 ? step : ladder.first + ladder.last - step;
    const [from, to] = Object.values(shownInterval({ sign }, intervalOfRung(ladder, rung))) as [number | null, number | null];
    yield [cell(from), cell(to), ...names.flatMap((_, index) => figures(index, rung))].join(',');
  }
}
