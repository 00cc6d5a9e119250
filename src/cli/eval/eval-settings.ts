import { type Fields, readFields } from '../../app/eval/input/fields.ts';
import type { InputFile } from '../../app/eval/input/read-input.ts';
import { limitNames } from '../../app/eval/limit-names.ts';
import { type EvalSettings, readLimit, readRule } from '../../app/eval/settings.ts';
import { stdinTwiceProblems } from '../../app/input/read-json.ts';
import { type Problem, usageProblem } from '../../core/errors.ts';
import { evalFlags } from './eval-flags.ts';
import {
  attributeOf,
  choiceOf,
  countOf,
  listOf,
  numberOf,
  type RawEvalFlags,
  readConfidence,
  resamplesOf,
  textOf,
  thresholdsOf,
} from './eval-values.ts';

const isProblem = (value: object): value is Problem => 'category' in value;

const limitOf = (raw: RawEvalFlags, name: string): string | undefined => textOf(raw[attributeOf(`--max-${name}`)]);

export interface EvalRequest {
  settings: EvalSettings;
  fields: Fields;
  files: readonly InputFile[];
  baseline: InputFile | undefined;
  html: string | undefined;
  curve: string | undefined;
  /** Fields that `--field`, `--group` or `--split` named; their columns must exist. */
  named: ReadonlySet<string>;
}

/** All readable values of a flag, and the problems of the others. */
function readAll<T extends object>(texts: readonly (T | Problem)[], problems: Problem[]): T[] {
  problems.push(...texts.filter(isProblem));
  return texts.filter((value): value is T => !isProblem(value));
}

const limitsOf = (raw: RawEvalFlags, problems: Problem[]) =>
  readAll(
    limitNames.flatMap((name) => {
      const text = limitOf(raw, name);
      return text === undefined ? [] : readLimit(name, text);
    }),
    problems,
  );

function filesOf(raw: RawEvalFlags, results: readonly string[], problems: Problem[]): InputFile[] {
  const lists = (['genuine', 'impostor'] as const).flatMap((label): InputFile[] => {
    const path = textOf(raw[label]);
    return path === undefined ? [] : [{ path, label }];
  });
  const files = [...results.map((path): InputFile => ({ path })), ...lists];
  if (files.length === 0) problems.push(usageProblem('<results>', 'are missing', 'name a file of results, or - for standard input'));
  problems.push(
    ...stdinTwiceProblems([...files.map(({ path }) => path), textOf(raw.baseline)].filter((path) => path === '-').map(() => '-')),
  );
  return files;
}

/** Problems of single-value flags that are given twice or empty, because it is unknown which value was meant. */
const repeatedOrEmpty = (raw: RawEvalFlags): Problem[] =>
  evalFlags.flatMap(({ flags, many }) => {
    const flag = flags.split(' ')[0] ?? '';
    const values = listOf(raw[attributeOf(flag)]);
    if (values.includes('')) return [usageProblem(flag, 'is empty', 'give a value, or leave the flag out')];
    return many || values.length < 2 ? [] : [usageProblem(flag, 'is given twice', 'give it once')];
  });

/** Groups are shown by name, so a column with people must be asked for explicitly. */
const personalGroup = (raw: RawEvalFlags, { subject, reference, id }: Fields): Problem[] => {
  const group = textOf(raw.group);
  if (group === undefined || raw.showPii === true || ![subject, reference, id].includes(group)) return [];
  return [usageProblem('--group', `${group} names people`, 'add --show-pii to show them')];
};

/** Flags that have no effect without another flag. */
function flagsWithoutPartner(raw: RawEvalFlags): Problem[] {
  const withoutPartner = (flag: string, given: unknown, needs: boolean, fix: string): Problem[] =>
    given !== undefined && !needs ? [usageProblem(flag, 'has no effect here', fix)] : [];
  const withBaseline = raw.baseline !== undefined || listOf(raw.field).some((text) => text.startsWith('baseline='));
  return [
    ...withoutPartner('--split', raw.split, raw.choose !== undefined, 'add --choose, or leave it out'),
    ...withoutPartner('--baseline-threshold', raw.baselineThreshold, withBaseline, 'add --baseline, or --field baseline=…'),
    ...withoutPartner(
      '--gate',
      raw.gate,
      limitNames.some((name) => limitOf(raw, name) !== undefined),
      'add a limit, as --max-fmr 0.001',
    ),
  ];
}

/** Reads the flags of `idv eval`, and collects all problems. */
export function readEvalRequest(raw: RawEvalFlags, args: readonly string[]): { request: EvalRequest; problems: Problem[] } {
  const problems: Problem[] = [...repeatedOrEmpty(raw), ...flagsWithoutPartner(raw)];
  const { thresholds, files } = thresholdsOf(raw, problems);
  const [group, split] = [textOf(raw.group), textOf(raw.split)];
  const read = readFields(listOf(raw.field), group, split);
  problems.push(...read.problems, ...personalGroup(raw, read.fields));
  const confidence = readConfidence(textOf(raw.confidence), problems);
  const settings: EvalSettings = {
    distances: raw.distances === true,
    unit: choiceOf('--unit', raw.unit, problems),
    thresholds,
    rules: readAll(listOf(raw.choose).map(readRule), problems),
    split,
    baselineThreshold: numberOf('--baseline-threshold', textOf(raw.baselineThreshold), problems),
    group,
    limits: limitsOf(raw, problems),
    gate: choiceOf('--gate', raw.gate, problems),
    confidence,
    resamples: resamplesOf(textOf(raw.resamples), confidence, problems),
    seed: countOf('--seed', textOf(raw.seed), Number.MAX_SAFE_INTEGER, 1, problems),
    showPii: raw.showPii === true,
  };
  const baseline = textOf(raw.baseline);
  return {
    request: {
      settings,
      fields: read.fields,
      named: read.given,
      files: filesOf(raw, [...args, ...files], problems),
      baseline: baseline === undefined ? undefined : { path: baseline },
      html: textOf(raw.html),
      curve: textOf(raw.curve),
    },
    problems,
  };
}
