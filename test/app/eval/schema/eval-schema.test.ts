import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { evalJsonSchema } from '../../../../src/app/eval/schema/eval-schema.ts';
import { evalText, runEval, scoresCsv, setPath } from '../../../support/eval-run.ts';
import { strictSchema } from '../../../support/strict-schema.ts';

const validate = new Ajv2020({ allErrors: true, strict: true, strictTuples: false }).compile(strictSchema(evalJsonSchema()));

/** Together these runs fill every member. The strict form of the schema accepts only members that it names. */
const runs: Record<string, string[]> = {
  'a comparison by score': [setPath('01-normal'), '--threshold', '70', '--max-fmr', '0.2%'],
  'two systems, halves and groups': [
    setPath('07-two-systems'),
    '--field',
    'score=score_a',
    '--field',
    'baseline=score_b',
    '--choose',
    'eer',
    '--choose',
    'fmr<=0.01',
    '--group',
    'split',
    '--max-fnmr',
    '5%',
    '--show-pii',
  ],
  verdicts: [setPath('05-verdicts'), '--max-fmr', '0.1%', '--unit', 'transaction', '--show-pii'],
  liveness: [setPath('08-species'), '--threshold', '70', '--max-apcer', '10%'],
  distances: [setPath('06-subjects'), '--distances', '--resamples', '0'],
};

describe('the JSON Schema of idv eval', () => {
  it.each(Object.entries(runs))('accepts the report of %s', async (_, argv) => {
    const { report } = await runEval(...argv);
    validate(report);
    expect(validate.errors).toBeNull();
  });

  it('accepts a report with nothing to show', async () => {
    for (const csv of [
      'label,score\ngenuine,1\n',
      'label,score\nimpostor,1\n',
      'label,score\nattack,1\n',
      scoresCsv([1e308, -1e308], [1e308]),
    ]) {
      const { report } = await evalText(csv);
      validate(report);
      expect(validate.errors).toBeNull();
    }
  });

  it('is published without a ban on other members, so that a reader of today accepts later versions', () => {
    expect(JSON.stringify(evalJsonSchema())).not.toContain('"additionalProperties":false');
  });

  it('refuses a missing member and an unknown one in its strict form', async () => {
    const { report } = await runEval(...(runs.verdicts as string[]));
    expect(validate({ ...report, more: 1 })).toBe(false);
    const { gate: _, ...rest } = report;
    expect(validate(rest)).toBe(false);
    expect(validate({ ...report, operatingPoint: { ...report.operatingPoint, fmr: { k: 1 } } })).toBe(false);
  });

  it('refuses counts under 0, shares outside of 0 to 1, and intervals without two ends', async () => {
    const { report } = await evalText(scoresCsv([90], [10]), '--threshold', '50');
    const withFmr = (more: object) => ({
      ...report,
      operatingPoint: { ...report.operatingPoint, fmr: { ...report.operatingPoint?.fmr, ...more } },
    });
    for (const more of [{}, { k: 0 }, { rate: 0 }, { rate: 1 }, { interval: [0, 1] }])
      expect(validate(withFmr(more)), JSON.stringify(more)).toBe(true);
    for (const more of [
      { k: -1 },
      { k: 0.5 },
      { rate: -0.1 },
      { rate: 1.1 },
      { interval: [0] },
      { interval: [0, 0.5, 1] },
      { interval: null },
    ])
      expect(validate(withFmr(more)), JSON.stringify(more)).toBe(false);
    expect(validate({ ...report, schemaVersion: 2 })).toBe(false);
  });

  it('describes what is not clear from its name, and nothing else', () => {
    const schema = evalJsonSchema() as {
      properties: Record<string, { description?: string }>;
      $defs: Record<string, { description?: string }>;
    };
    expect(schema.properties['sentence']?.description).toBe('the result in one or two sentences');
    expect('description' in (schema.properties['input'] ?? {})).toBe(false);
    expect(JSON.stringify(schema)).toContain('"description":"left out of every figure"');
  });
});
