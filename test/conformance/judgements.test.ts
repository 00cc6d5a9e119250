import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/core/declare/action.ts';
import { allWitnesses } from '../../src/core/judge/evidence.ts';
import { possibleChecks, type Signal } from '../../src/core/judge/judgement.ts';
import { allActions } from '../../src/vendors/catalogue.ts';
import { requireVendor } from '../../src/vendors/registry.ts';
import { fieldAt } from '../support/declared.ts';

/** What must be true of every judgement, also of the judgements that are added later. */

const cases = allActions.filter(({ judgement }) => judgement !== undefined).map((action) => [action.name, action] as const);

const signalsOf = ({ judgement }: Action): Signal[] =>
  judgement ? [judgement.decision, ...(judgement.vetoes ?? []), ...allWitnesses(judgement)] : [];

const twice = (names: readonly string[]): string[] => names.filter((name, index) => names.indexOf(name) !== index);

describe.each(cases)('%s', (_name, action) => {
  it('reads members that its output has, in their declared type', () => {
    const { score, description, warnings = [], cautions = [], emptyOnSuccess = [], chargeCount, each } = action.judgement ?? {};
    const typeAt = (path: string): string | undefined => fieldAt(action, path)?.type;
    for (const { path, type } of signalsOf(action)) expect(typeAt(path), path).toBe(type === 'Score' ? 'Float' : type);
    for (const { path, type } of cautions)
      expect(typeAt(path), path).toMatch(type === 'List' ? /^Array of / : type === 'Words' ? /^String$/ : new RegExp(`^${type}$`));
    for (const path of emptyOnSuccess) expect(typeAt(path), path).toMatch(/^Array of /);
    if (chargeCount) expect(typeAt(chargeCount)).toBe('Integer');
    if (score) expect(typeAt(score.path)).toBe(score.asText ? 'String' : 'Float');
    if (score?.ownThresholds) expect(typeAt(score.ownThresholds)).toBe('Array of Float');
    if (description) expect(typeAt(description)).toBe('String');
    for (const path of warnings) expect(typeAt(path), path).toMatch(/^Array of (String|Integer)$/);
    if (each) for (const path of [each.pictures, each.faces]) expect(typeAt(path), path).toMatch(/^Array of [A-Z]\w+$/);
  });

  it('has at least one possible check, unless it judges a job', () => {
    const { always = [], ofJob = false } = action.judgement ?? {};
    const possible = action.judgement ? possibleChecks(action.judgement) : [];
    if (action.judgement) expect(possible.length === 0).toBe(ofJob);
    expect(always.filter((check) => !possible.includes(check))).toEqual([]);
    if (ofJob) expect(action.readOnly).toBe(true);
  });

  it('reads the result of each face of each picture, if it takes a list of pictures', () => {
    const { each, decision, witnesses = [], score } = action.judgement ?? {};
    if (!each) return;
    expect(action.params.find(({ name }) => name === each.of)?.type).toMatch(/^Array of /);
    expect(each.faces.startsWith(`${each.pictures}[].`)).toBe(true);
    for (const path of [decision?.path, score?.path, ...witnesses.map((signal) => signal.path)]) {
      if (path !== undefined) expect(path.startsWith(`${each.faces}[].`), path).toBe(true);
    }
    for (const { effect } of [each.noFace, each.severalFaces]) expect(effect).toEqual({ verdict: 'retake' });
  });

  it('has a code entry for each value of its signals', async () => {
    const codes = await requireVendor(action.vendor).loadCodes();
    const { witnesses = [] } = action.judgement ?? {};
    for (const signal of signalsOf(action)) {
      const known = (code: string): boolean => Object.hasOwn(signal.codes ?? {}, code) || Object.hasOwn(codes, code);
      // Any other value of a witness only contradicts the success, unless the declaration says more.
      const speaks = !witnesses.includes(signal) || signal.overrules || signal.codes !== undefined || action.vendor === 'tencent';
      expect(
        signal.results.filter((code) => speaks && !known(code)),
        signal.path,
      ).toEqual([]);
      expect(signal.results, signal.path).not.toContain(String(signal.success));
      expect(twice(signal.results), signal.path).toEqual([]);
    }
    for (const { overrules, codes: own } of witnesses) if (overrules) expect(own).toBeDefined();
  });

  it('has a score only for values that its decision can have', () => {
    const { decision, score } = action.judgement ?? {};
    const values = decision ? [String(decision.success), ...decision.results] : [];
    expect((score?.validFor ?? []).filter((value) => !values.includes(value))).toEqual([]);
  });

  it('has rising thresholds that fewer strangers pass, and its own threshold is one of them', () => {
    const { decision, score } = action.judgement ?? {};
    const { threshold = null, thresholds = [], below, of } = score ?? {};
    if (of && action.judgement) expect(possibleChecks(action.judgement)).toContain(of);
    expect(thresholds.map((each) => each.score)).toEqual(thresholds.map((each) => each.score).toSorted((a, b) => a - b));
    expect(thresholds.map((each) => each.falseAcceptRate)).toEqual(
      thresholds.map((each) => each.falseAcceptRate).toSorted((a, b) => b - a),
    );
    if (thresholds.length > 0) expect(thresholds.map((each) => each.score)).toContain(threshold);
    if (below) expect(threshold).not.toBeNull();
    if (decision?.type === 'Score') {
      // Without a threshold, a score decides nothing.
      expect(decision.results.slice(1)).toEqual(threshold === null ? ['no-threshold'] : []);
      expect(score).toMatchObject({
        path: decision.path,
        threshold: threshold === null ? null : expect.any(Number),
        validFor: [decision.success, ...decision.results],
      });
    }
  });
});
