import type { IntervalSettings } from './figures/answer-questions.ts';
import { chooseThresholds } from './figures/choose.ts';
import type { InputRows } from './input/read-inputs.ts';
import type { Row } from './input/row.ts';
import { type FinishedPoint, finishPoint } from './operating-point.ts';
import { type Halves, halvesByField, halvesByPeople } from './rows/halves.ts';
import type { ServiceThreshold } from './rows/service-threshold.ts';
import type { EvalSettings, NamedRule } from './settings.ts';
import { roundThreshold } from './strata/round-threshold.ts';
import { figuresOf, openStudy, pointAt, type ScoreKind, type ShownInterval, type Study, shownInterval } from './study.ts';

/** A threshold that a rule chose on one half of the people, and both halves at it. */
interface Choice {
  rule: string;
  chosenOn: string;
  judgedOn: string;
  /** The upper end of the interval, applied to the other half unchanged. Null if no threshold keeps the limit. */
  threshold: number | null;
  interval: ShownInterval | null;
  dev: FinishedPoint | null;
  eval: FinishedPoint | null;
}

export interface Choices {
  halves: Halves;
  choices: readonly Choice[];
}

const halvesOf = (
  settings: EvalSettings,
  rows: readonly Row[],
  { columns, people }: InputRows,
  intervalSettings: IntervalSettings,
): Halves =>
  settings.split !== 'half' && columns.has('split') ? halvesByField(rows) : halvesByPeople(rows, people, intervalSettings.generator());

async function choose(rule: NamedRule, dev: Study, judge: Study, halves: Halves, intervalSettings: IntervalSettings): Promise<Choice> {
  const [chosenOn, judgedOn] = halves.names;
  const interval = chooseThresholds(dev.ladder, dev.weighedStrata, rule);
  const facts = { rule: rule.text, chosenOn, judgedOn };
  if (!interval) return { ...facts, threshold: null, interval: null, dev: null, eval: null };
  // The rates of the other half can change inside the interval, so one number must be chosen: its upper end.
  const threshold = dev.sign * (interval.upTo ?? roundThreshold(interval)) + 0;
  const at = async (study: Study): Promise<FinishedPoint> =>
    finishPoint(await figuresOf(study, pointAt(study, threshold), intervalSettings), study === dev ? 'picked' : 'chosen', false);
  return { ...facts, threshold, interval: shownInterval(dev, interval), dev: await at(dev), eval: await at(judge) };
}

/** Applies every `--choose`. Throws IdvError `usage` if the rows cannot be split. */
export async function chosenThresholds(
  settings: EvalSettings,
  rows: readonly Row[],
  inputRows: InputRows,
  kind: ScoreKind,
  service: ServiceThreshold | undefined,
  intervalSettings: IntervalSettings,
): Promise<Choices | null> {
  if (settings.rules.length === 0) return null;
  const halves = halvesOf(settings, rows, inputRows, intervalSettings);
  const [dev, judge] = [halves.dev, halves.eval].map((half) => openStudy(half, kind, settings.distances, service)) as [Study, Study];
  const choices: Choice[] = [];
  for (const rule of settings.rules) choices.push(await choose(rule, dev, judge, halves, intervalSettings));
  return { halves, choices };
}
