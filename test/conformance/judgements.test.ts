import { describe, expect, it } from 'vitest';
import type { Action, Signal } from '../../src/core/action.ts';
import { allActions } from '../../src/providers/catalogue.ts';
import { requireProvider } from '../../src/providers/registry.ts';
import { fieldAt } from '../support/declared.ts';

/** What must hold of every judgement, whoever declares the next one. */

const cases = allActions.filter(({ judgement }) => judgement !== undefined).map((action) => [action.name, action] as const);

const signalsOf = ({ judgement }: Action): Signal[] =>
  judgement ? [judgement.decision, ...(judgement.vetoes ?? []), ...(judgement.witnesses ?? [])] : [];

const twice = (names: readonly string[]): string[] => names.filter((name, index) => names.indexOf(name) !== index);

describe.each(cases)('%s', (_name, action) => {
  it('judges by members that its output has, in their type', () => {
    const { score, description, warnings = [], checkedIf = [], each } = action.judgement ?? {};
    const typeAt = (path: string): string | undefined => fieldAt(action, path)?.type;
    for (const { path, type } of [...signalsOf(action), ...checkedIf]) expect(typeAt(path), path).toBe(type === 'Score' ? 'Float' : type);
    if (score) expect(typeAt(score.path)).toBe(score.asText ? 'String' : 'Float');
    if (score?.ownBars) expect(typeAt(score.ownBars)).toBe('Array of Float');
    if (description) expect(typeAt(description)).toBe('String');
    for (const path of warnings) expect(typeAt(path), path).toMatch(/^Array of (String|Integer)$/);
    if (each) for (const path of [each.pictures, each.faces]) expect(typeAt(path), path).toMatch(/^Array of [A-Z]\w+$/);
  });

  it('rests on something, unless it judges a job', () => {
    const { checked = [], checkedIf = [], ofJob = false } = action.judgement ?? {};
    if (action.judgement) expect(checked.length + checkedIf.length === 0).toBe(ofJob);
    if (ofJob) expect(action.readOnly).toBe(true);
  });

  it('judges each of a list of pictures that it is given, face by face', () => {
    const { each, decision, witnesses = [], score } = action.judgement ?? {};
    if (!each) return;
    expect(action.params.find(({ name }) => name === each.of)?.type).toMatch(/^Array of /);
    expect(each.faces.startsWith(`${each.pictures}[].`)).toBe(true);
    for (const path of [decision?.path, score?.path, ...witnesses.map((signal) => signal.path)]) {
      if (path !== undefined) expect(path.startsWith(`${each.faces}[].`), path).toBe(true);
    }
    for (const { effect } of [each.noFace, each.severalFaces]) expect(effect).toEqual({ verdict: 'retake' });
  });

  it('knows what each value of its signals means', async () => {
    const codes = await requireProvider(action.provider).loadCodes();
    const { witnesses = [] } = action.judgement ?? {};
    for (const signal of signalsOf(action)) {
      const known = (code: string): boolean => Object.hasOwn(signal.codes ?? {}, code) || Object.hasOwn(codes, code);
      // Any other value of a witness only contradicts, unless it says more.
      const speaks = !witnesses.includes(signal) || signal.overrules || signal.codes !== undefined || action.provider === 'tencent';
      expect(
        signal.results.filter((code) => speaks && !known(code)),
        signal.path,
      ).toEqual([]);
      expect(signal.results, signal.path).not.toContain(String(signal.success));
      expect(twice(signal.results), signal.path).toEqual([]);
    }
    for (const { overrules, codes: own } of witnesses) if (overrules) expect(own).toBeDefined();
  });

  it('scores with values that its decision can have', () => {
    const { decision, score } = action.judgement ?? {};
    const values = decision ? [String(decision.success), ...decision.results] : [];
    expect((score?.validFor ?? []).filter((value) => !values.includes(value))).toEqual([]);
  });

  it('has bars that rise, its own among them, each passed by fewer strangers', () => {
    const { decision, score } = action.judgement ?? {};
    const { threshold = null, bars = [], below } = score ?? {};
    expect(bars.map((bar) => bar.score)).toEqual(bars.map((bar) => bar.score).toSorted((a, b) => a - b));
    expect(bars.map((bar) => bar.falseAcceptRate)).toEqual(bars.map((bar) => bar.falseAcceptRate).toSorted((a, b) => b - a));
    if (bars.length > 0) expect(bars.map((bar) => bar.score)).toContain(threshold);
    if (below) expect(threshold).not.toBeNull();
    if (decision?.type === 'Score') {
      expect(decision.results).toHaveLength(1);
      expect(score).toMatchObject({
        path: decision.path,
        threshold: expect.any(Number),
        validFor: [decision.success, ...decision.results],
      });
    }
  });
});
