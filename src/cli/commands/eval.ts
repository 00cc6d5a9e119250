import { curveLines } from '../../app/eval/curve-file.ts';
import { evaluate } from '../../app/eval/evaluate.ts';
import type { IntervalSettings } from '../../app/eval/figures/answer-questions.ts';
import { seededGenerator } from '../../app/eval/figures/generator.ts';
import { type InputRows, readInputs } from '../../app/eval/input/read-inputs.ts';
import { pageBeginning, reportPage } from '../../app/eval/page/report-page.ts';
import { buildReport, type Report } from '../../app/eval/report.ts';
import { type Problem, problemsError, usageProblem } from '../../core/errors.ts';
import { exitCodeOfCategory } from '../../core/exit.ts';
import type { Runtime } from '../../runtime.ts';
import { type OutputFile, outputProblems, writeOutput } from '../eval/eval-files.ts';
import { type EvalRequest, readEvalRequest } from '../eval/eval-settings.ts';
import { evalText } from '../eval/eval-text.ts';
import { plainOptions, printValue } from '../flags/plain-options.ts';
import type { Handler } from '../handler.ts';
import { painter, wantsColour } from '../show/format.ts';
import { queryProblem } from '../show/query.ts';

const outputsOf = ({ html, curve }: EvalRequest): OutputFile[] => [
  ...(html ? [{ flag: '--html', path: html, start: pageBeginning }] : []),
  ...(curve ? [{ flag: '--curve', path: curve, start: 'threshold_' }] : []),
];

/** Columns that a flag names but no input has. */
function missingColumns({ named, fields, settings, baseline }: EvalRequest, { columns }: InputRows): Problem[] {
  const problems: Problem[] = [];
  for (const field of [
    'group',
    'split',
    'subject',
    'reference',
    'score',
    'label',
    'species',
    'transaction',
    'verdict',
    'threshold',
    'baseline',
  ] as const) {
    const column = fields[field];
    // With a baseline file, its column is in that file.
    if (!named.has(field) || column === undefined || columns.has(field) || (field === 'baseline' && baseline)) continue;
    const flag = field === 'group' || (field === 'split' && settings.split !== undefined) ? `--${field}` : '--field';
    problems.push(
      usageProblem(flag, `no input has a column '${column.slice(0, 40)}'`, 'use a name from the header, or a member of the JSON objects'),
    );
  }
  if (settings.unit === 'transaction' && !columns.has('transaction'))
    problems.push(usageProblem('--unit', 'the column transaction is missing', 'name it with --field transaction=…'));
  return problems;
}

async function readAll(request: EvalRequest, runtime: Runtime): Promise<{ inputRows: InputRows; baseline: InputRows | undefined }> {
  const { files, fields, baseline } = request;
  const inputRows = await readInputs(files, baseline ? { ...fields, baseline: undefined } : fields, runtime);
  const problems = missingColumns(request, inputRows);
  if (problems.length > 0) throw problemsError(problems);
  if (!baseline) return { inputRows, baseline: undefined };
  return {
    inputRows,
    baseline: await readInputs([baseline], { ...fields, score: fields.baseline ?? fields.score, baseline: undefined }, runtime),
  };
}

const intervalSettingsOf = ({ settings }: EvalRequest, runtime: Runtime): IntervalSettings => ({
  confidence: settings.confidence,
  resamples: settings.resamples,
  generator: () => seededGenerator(settings.seed),
  // Counting blocks everything else, so it pauses from time to time to handle signals.
  letSignalsIn: async () => {
    await runtime.sleep(0);
    if (runtime.signal.aborted) throw runtime.signal.reason;
  },
});

const failsGate = ({ gate, chosen }: Report): boolean =>
  (gate !== null && gate.answer !== 'met') || (chosen?.choices.some(({ threshold }) => threshold === null) ?? false);

/** `idv eval`: evaluates a labelled set. Needs no network and no key, and never reads media. */
export const runEval: Handler = async ({ runtime, options: raw, args, argv, version }) => {
  const { request, problems } = readEvalRequest(raw, args);
  const { settings } = request;
  const outputs = outputsOf(request);
  const inputs = [...request.files, ...(request.baseline ? [request.baseline] : [])].map(({ path }) => path);
  problems.push(...(await outputProblems(outputs, inputs, raw.force === true, runtime)));
  if (typeof raw.query === 'string') problems.push(...[await queryProblem(raw.query)].filter((problem) => problem !== undefined));
  const plain = plainOptions({ ...raw, threshold: undefined }, runtime, problems);
  const { inputRows, baseline } = await readAll(request, runtime);
  const evaluation = await evaluate(inputRows, baseline, settings, intervalSettingsOf(request, runtime));
  const report = buildReport(evaluation, inputRows, settings);
  for (const output of outputs) {
    const isPage = output.flag === '--html';
    const curve = (): string => `${[...curveLines(evaluation.study, settings.confidence)].join('\n')}\n`;
    await writeOutput(output, isPage ? reportPage(report, evaluation, settings, { version, argv }) : curve(), runtime);
  }
  const paint = await painter(wantsColour(runtime.stdout, runtime.env, plain.options.color));
  await printValue(runtime, report, () => evalText(report, paint, runtime.stdout.columns), plain);
  return failsGate(report) ? exitCodeOfCategory('check') : 0;
};
