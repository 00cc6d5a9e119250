import { describe, expect, it } from 'vitest';
import { type EvalRun, evalJson, evalText, fileOf, runEval } from '../../../support/eval-run.ts';

const problemsOf = ({ err }: EvalRun): { flag: string; message: string; hint: string }[] => {
  const { error } = JSON.parse(err);
  return error.problems.map(({ flag, message, hint }: Record<string, string>) => ({
    flag: flag?.replace(/^.*rows\S* /, ''),
    message,
    hint,
  }));
};

const empty = 'leave it empty if there was no score';
const plain = 'give a plain number, as 70.5, or leave it empty if there was no score';

describe('a score', () => {
  it.each([
    ['5', 5],
    ['+5', 5],
    ['-5', -5],
    ['5.', 5],
    ['.5', 0.5],
    ['1E3', 1000],
    ['+1.5e+2', 150],
    ['2e-2', 0.02],
    ['-0', 0],
    ['', undefined],
    ['  ', undefined],
    ['null', undefined],
  ])('of %j is %d', async (cell, wanted) => {
    const { report } = await evalText(`label,score\ngenuine,${cell}\nimpostor,1\n`);
    expect(report.figures?.mean.genuine ?? undefined).toBe(wanted);
    expect(report.counts.genuine.withScore).toBe(wanted === undefined ? 0 : 1);
  });

  it.each([
    ['NaN', 'NaN', empty],
    ['-nan', 'NaN', empty],
    ['inf', 'infinite', `give a finite number, or ${empty}`],
    ['+Infinity', 'infinite', `give a finite number, or ${empty}`],
    ['70.5%', 'a percentage', 'give every score as a plain number on one scale'],
    ['"70,5"', 'a number with a decimal comma', 'write a decimal point'],
    ['"-1,5"', 'a number with a decimal comma', 'write a decimal point'],
    ['"1,234,567"', 'a number with grouped digits', 'write the digits without commas'],
    ['"1,234.5"', 'a number with grouped digits', 'write the digits without commas'],
    ['1e309', 'a number that is too large', 'give a number under 1.8e308'],
    ['-1e309', 'a number that is too large', 'give a number under 1.8e308'],
    ['1e', 'text', plain],
    ['.', 'text', plain],
    ['1.2.3', 'text', plain],
  ])('of %s is refused as %s', async (cell, message, hint) => {
    const run = await evalText(`label,score\ngenuine,${cell}\n`);
    expect(run.exitCode).toBe(4);
    expect(problemsOf(run)).toEqual([{ flag: 'line 2, column score', message, hint }]);
  });

  it('in JSON may be a number or its text, and nothing else', async () => {
    const { report } = await evalJson([
      { label: 'genuine', score: '5' },
      { label: 'genuine', score: 7 },
      { label: 'impostor', score: null },
    ]);
    expect(report.figures?.mean.genuine).toBe(6);
    const run = await evalJson([true, {}, [5]].map((score) => ({ label: 'genuine', score })));
    expect(problemsOf(run).map(({ message }) => message)).toEqual(['of the type boolean', 'of the type object', 'a list']);
  });
});

describe('a label', () => {
  it('in JSON may be a number', async () => {
    const { report } = await evalJson([1, 1, 0].map((label) => ({ label, score: 5 })));
    expect([report.counts.genuine.rows, report.counts.impostor.rows]).toEqual([2, 1]);
    expect(problemsOf(await evalJson([{ label: 2, score: 5 }]))).toEqual([
      {
        flag: 'line 1, column label',
        message: 'not a known label',
        hint: 'use one of genuine, mated, same or 1; impostor, non-mated, different or 0; bona fide; attack',
      },
    ]);
  });

  it('that is empty follows from subject and reference, if both are named', async () => {
    const { report } = await evalText('label,subject,reference,score\n,a,a,9\n,a,b,1\nimpostor,,b,2\n');
    expect([report.counts.genuine.rows, report.counts.impostor.rows]).toEqual([1, 2]);
    const run = await evalText('label,subject,reference,score\n,a,,9\n,,a,9\n,,,9\n');
    expect(problemsOf(run).map(({ flag, message }) => `${flag}: ${message}`)).toEqual([
      'line 2, column label: empty',
      'line 3, column label: empty',
      'line 4, column label: empty',
    ]);
  });

  it('of liveness may go with another reference', async () => {
    const run = await evalText('label,subject,reference,score\nbona fide,a,b,9\nattack,a,a,1\n');
    expect(run.exitCode).toBe(0);
  });

  it('is recognised after more than 100 spellings', async () => {
    const spellings = Array.from({ length: 130 }, (_, i) => `gen${' '.repeat(i)}uine`);
    const { report } = await evalText(['label,score', ...spellings.map((label) => `${label},5`), 'imposter,1'].join('\n'));
    expect([report.counts.genuine.rows, report.counts.impostor.rows]).toEqual([130, 1]);
  });
});

describe('a verdict', () => {
  it.each([
    [
      { verdict: 'PASS', score: 9 },
      { finished: 1, withScore: 1 },
    ],
    [
      { verdict: ' pass ', score: 9 },
      { finished: 1, withScore: 1 },
    ],
    [
      { verdict: null, score: 9 },
      { finished: 1, withScore: 1 },
    ],
    [
      { verdict: null, score: null },
      { finished: 0, excluded: { pending: 0, expired: 0, error: 0, unsure: 1 } },
    ],
    [{ score: null }, { finished: 1, withScore: 0 }],
    [
      { verdict: '', score: null },
      { finished: 1, withScore: 0 },
    ],
    [
      { verdict: 'expired', score: 9 },
      { finished: 0, withScore: 0, excluded: { pending: 0, expired: 1, error: 0, unsure: 0 } },
    ],
    [
      { verdict: 'unsure', score: null },
      { finished: 0, excluded: { pending: 0, expired: 0, error: 0, unsure: 1 } },
    ],
    [
      { verdict: 'pass', score: 9, error: { code: 'x' } },
      { finished: 0, excluded: { pending: 0, expired: 0, error: 1, unsure: 0 } },
    ],
    [
      { verdict: 'pass', score: 9, error: 'network' },
      { finished: 0, excluded: { pending: 0, expired: 0, error: 1, unsure: 0 } },
    ],
    [{ verdict: 'pass', score: 9, error: null }, { finished: 1 }],
    [{ verdict: 'pass', score: 9, error: '' }, { finished: 1 }],
  ])('of %j is counted as %j', async (row, wanted) => {
    const { report } = await evalJson([
      { label: 'genuine', ...row },
      { label: 'impostor', score: 1 },
    ]);
    expect(report.counts.genuine).toMatchObject({ rows: 1, ...wanted });
  });

  it('that is not known is refused with the known ones', async () => {
    expect(problemsOf(await evalJson([{ label: 'genuine', verdict: 'maybe', score: 1 }]))).toEqual([
      {
        flag: 'line 1, column verdict',
        message: 'not a verdict',
        hint: 'use one of pass, mismatch, spoof, retake, review, pending, expired, error, unsure',
      },
    ]);
  });
});

describe('the checks of a row', () => {
  it.each([
    [['liveness', 'comparison'], 1],
    [['comparison'], 0],
    [[], 1],
    [undefined, 1],
    ['liveness, comparison', 1],
    ['comparison', 0],
    ['aliveness', 0],
    ['', 1],
  ])('%j make it one of %d rows with a liveness answer', async (checked, answered) => {
    const row = { label: 'genuine', verdict: 'pass', score: 9 };
    const { report } = await evalJson([
      { ...row, checked },
      { ...row, verdict: 'spoof' },
    ]);
    expect(report.asDecided?.genuine.bpcer).toMatchObject({ k: 1, n: answered + 1 });
  });
});

describe('the column sandbox', () => {
  it.each([
    ['true', 1],
    ['TRUE', 1],
    ['1', 1],
    ['yes', 1],
    ['false', 0],
    ['0', 0],
    ['', 0],
    ['truely', 0],
    ['not true', 0],
  ])('with %j makes %d rows of the sandbox', async (cell, wanted) => {
    const { report } = await evalText(`label,score,sandbox\ngenuine,5,${cell}\n`);
    expect(report.input.sandboxRows).toBe(wanted);
  });

  it('in JSON may be a boolean', async () => {
    const { report } = await evalJson([true, false, null, 1].map((sandbox) => ({ label: 'genuine', score: 5, sandbox })));
    expect(report.input.sandboxRows).toBe(2);
  });
});

describe('people', () => {
  it('are the same under a number and its text, and are counted once in each class', async () => {
    const { report } = await evalJson([
      { label: 'genuine', subject: 7, reference: '7', score: 9 },
      { label: 'impostor', subject: ' 7 ', reference: 'b', score: 1 },
      { label: 'impostor', subject: 'b', score: 1 },
      { label: 'impostor', subject: 'c', verdict: 'error' },
      { label: 'impostor', score: 1 },
    ]);
    expect(report.input).toMatchObject({ rows: 5, people: 3 });
    expect([report.counts.genuine.people, report.counts.impostor.people, report.counts.attack.people]).toEqual([1, 2, 0]);
  });

  it('of two files are numbered together', async () => {
    const head = 'label,subject,reference,score\n';
    const { report } = await runEval(await fileOf(`${head}genuine,b,b,9\nimpostor,b,a,1\n`), await fileOf(`${head}genuine,a,a,9\n`));
    expect(report.counts.genuine.people).toBe(2);
    expect(report.input.people).toBe(2);
  });
});
