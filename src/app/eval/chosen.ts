import type { Certainty } from './figures/answer.ts';
import { chooseSteps } from './figures/choose.ts';
import type { Intake } from './input/intake.ts';
import type { Row } from './input/row.ts';
import { type FinishedPoint, finishPoint } from './operating-point.ts';
import { type Halves, halvesByField, halvesByPeople } from './rows/halves.ts';
import type { ServiceThreshold } from './rows/service-threshold.ts';
import type { EvalSettings, NamedRule } from './settings.ts';
import { roundThreshold } from './strata/round-threshold.ts';
import { figuresOf, type Kind, openStudy, pointAt, type ShownSteps, type Study, shownSteps } from './study.ts';

/** A threshold that a rule chose on one half of the people, and both halves at it. */
interface Choice {
  rule: string;
  chosenOn: string;
  judgedOn: string;
  /** The upper end of the interval, applied to the other half unchanged. Null if no threshold keeps the limit. */
  threshold: number | null;
  interval: ShownSteps | null;
  dev: FinishedPoint | null;
  eval: FinishedPoint | null;
}

export interface Choices {
  halves: Halves;
  choices: readonly Choice[];
}

const halvesOf = (settings: EvalSettings, rows: readonly Row[], { columns, people }: Intake, certainty: Certainty): Halves =>
  settings.split !== 'half' && columns.has('split') ? halvesByField(rows) : halvesByPeople(rows, people, certainty.generator());

async function choose(rule: NamedRule, dev: Study, judge: Study, halves: Halves, certainty: Certainty): Promise<Choice> {
  const [chosenOn, judgedOn] = halves.names;
  const steps = chooseSteps(dev.ladder, dev.world, rule);
  const facts = { rule: rule.text, chosenOn, judgedOn };
  if (!steps) return { ...facts, threshold: null, interval: null, dev: null, eval: null };
  // The rates of the other half can change inside the interval, so one number must be chosen: its upper end.
  const threshold = dev.sign * (steps.upTo ?? roundThreshold(steps)) + 0;
  const at = async (study: Study): Promise<FinishedPoint> =>
    finishPoint(await figuresOf(study, pointAt(study, threshold), certainty), study === dev ? 'picked' : 'chosen', false);
  return { ...facts, threshold, interval: shownSteps(dev, steps), dev: await at(dev), eval: await at(judge) };
}

/** Applies every `--choose`. Throws IdvError `usage` if the rows cannot be split. */
export async function chosenThresholds(
  settings: EvalSettings,
  rows: readonly Row[],
  intake: Intake,
  kind: Kind,
  service: ServiceThreshold | undefined,
  certainty: Certainty,
): Promise<Choices | null> {
  if (settings.rules.length === 0) return null;
  const halves = halvesOf(settings, rows, intake, certainty);
  const [dev, judge] = [halves.dev, halves.eval].map((half) => openStudy(half, kind, settings.distances, service)) as [Study, Study];
  const choices: Choice[] = [];
  for (const rule of settings.rules) choices.push(await choose(rule, dev, judge, halves, certainty));
  return { halves, choices };
}
