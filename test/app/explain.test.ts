import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explainCode } from '../../src/app/explain.ts';
import { IdvError } from '../../src/core/errors.ts';
import { allActions } from '../../src/providers/catalogue.ts';
import { providers } from '../../src/providers/registry.ts';

const manual = JSON.parse(readFileSync('test/manual/tencent-faceid.json', 'utf8')) as {
  errorCodes: { common: string[]; service: string[] };
  gatewayCodes: string[];
  resultCodes: Record<string, string[]>;
  cardWarnings: string[];
};
const tables = await Promise.all(providers.map(async (provider) => ({ provider: provider.name, codes: await provider.loadCodes() })));
const explain = (code: string, action?: string) => explainCode(code, tables, allActions, action);

describe('explainCode', () => {
  const { common, service } = manual.errorCodes;
  const every = [
    ...new Set([...common, ...service, ...manual.gatewayCodes, ...Object.values(manual.resultCodes).flat(), ...manual.cardWarnings]),
  ];

  it('answers for every code of the manual', () => {
    expect(common.length + service.length).toBe(109);
    for (const code of every) {
      for (const meaning of explain(code)) {
        expect(meaning.meaning, code).not.toBe('');
        expect(meaning.hint, code).not.toBe('');
        expect([null, true, false]).toContain(meaning.billed);
      }
    }
  });

  it('gives each code a cause of its own', () => {
    for (const { codes } of tables) {
      const causes = new Map<string, string>();
      for (const [code, { meaning }] of Object.entries(codes)) {
        expect(causes.get(meaning), `${code} says what another says`).toBeUndefined();
        causes.set(meaning, code);
      }
    }
  });

  it('tells the places of a code apart, and takes one', () => {
    expect(explain('1004').length).toBeGreaterThan(1);
    expect(explain('1004', 'GetFaceIdResultIntl')).toHaveLength(1);
    expect(explain('1201', 'GetFaceIdResultIntl')[0]?.billed).toBe(true);
    expect(explain('1201', 'GetWebVerificationResultIntl')[0]?.billed).toBe(false);
  });

  it('calls a pass a pass', () => {
    expect(explain('Success', 'CompareFaceLiveness')).toMatchObject([{ verdict: 'pass', exitCode: 0 }]);
  });

  it.each([
    ['FailedOperation.CompareLowSimilarty', 'FailedOperation.CompareLowSimilarity'],
    ['authfailure.signaturefailure', 'AuthFailure.SignatureFailure'],
    ['SilentThreshhold', 'FailedOperation.SilentThreshold'],
  ])('takes %s for a slip of the pen', (code, meant) => {
    let error: unknown;
    try {
      explain(code);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(IdvError);
    expect((error as IdvError).hint).toContain(meant);
    expect((error as IdvError).exitCode).toBe(2);
  });
});
