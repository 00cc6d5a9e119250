import type { Evaluation } from './evaluate.ts';
import { type Gate, judgeLimits } from './gate.ts';
import { headline } from './headline.ts';
import type { InputRows } from './input/read-inputs.ts';
import { worstPeople } from './rows/worst-people.ts';
import type { EvalSettings } from './settings.ts';
import { type Warning, warningsOf } from './warnings/warnings.ts';

const generatorName = 'xoshiro128** 1.1, state by SplitMix64';

const inputOf = ({ sandboxRows }: Evaluation, { inputs, rows, people, setAside, providers, actions }: InputRows) => ({
  files: inputs,
  rows: rows.length,
  people: people.length,
  sandboxRows,
  setAside,
  providers,
  actions,
});

const settingsOf = ({ distances, unit, confidence, resamples, seed }: EvalSettings) => ({
  accepts: distances ? 'score <= threshold' : 'score >= threshold',
  unit,
  confidence,
  resamples,
  seed,
  generator: generatorName,
});

/** The object that `idv eval --json` prints; docs/evaluation.md and schema/ describe each member. */
export function buildReport(evaluation: Evaluation, inputRows: InputRows, settings: EvalSettings) {
  const gate: Gate | undefined = judgeLimits(evaluation, settings, inputRows);
  const warnings: Warning[] = warningsOf({ evaluation, inputRows, settings });
  const { halves, choices } = evaluation.choices ?? {};
  return {
    schemaVersion: 1 as const,
    sentence: headline(evaluation, settings),
    warnings,
    kind: evaluation.kind,
    input: inputOf(evaluation, inputRows),
    settings: settingsOf(settings),
    counts: evaluation.counts,
    serviceThreshold: evaluation.service
      ? { value: evaluation.service.value, source: evaluation.service.source, values: evaluation.service.values }
      : null,
    vendorClaims: evaluation.claims,
    operatingPoint: evaluation.operatingPoint,
    asDecided: evaluation.asDecided,
    atThresholds: evaluation.atThresholds,
    figures: evaluation.figures,
    liveness: evaluation.liveness,
    bpcerAtApcer: evaluation.bpcerAtApcer,
    transactions: evaluation.transactionFigures,
    chosen:
      halves && choices
        ? { crossed: halves.crossed, peopleOnBothSides: halves.shared, rows: { dev: halves.dev.length, eval: halves.eval.length }, choices }
        : null,
    againstBaseline: evaluation.againstBaseline,
    byGroup: evaluation.byGroup,
    worstPeople: settings.showPii ? worstPeople(evaluation, inputRows) : null,
    gate: gate ?? null,
  };
}

export type Report = ReturnType<typeof buildReport>;
