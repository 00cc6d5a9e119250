import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { transportFailure } from '../../../../src/app/call/failure.ts';
import { allChecks } from '../../../../src/app/eval/warnings/warnings.ts';
import { explainCode } from '../../../../src/app/result/explain.ts';
import { evaluationWarnings } from '../../../../src/app/result/own/evaluation-codes.ts';
import { connectionCodes, ownCodes } from '../../../../src/app/result/own/own-codes.ts';
import { signaturePlaces } from '../../../../src/app/result/own/signature-places.ts';
import { failureTable, verdictTable } from '../../../../src/core/exit.ts';
import { TransportError } from '../../../../src/core/http.ts';

const explain = (word: string) => explainCode(word, [], [], undefined);

describe('the explanations of idv’s own words', () => {
  it.each(verdictTable)('contain the verdict $verdict, by name and by exit code', ({ verdict, exitCode, meaning }) => {
    const [byName] = explain(`verdict=${verdict}`);
    expect(byName).toMatchObject({ code: verdict, provider: 'idv', where: ['verdict'], verdict, exitCode, meaning });
    const [byNumber] = explain(String(exitCode));
    expect(byNumber).toMatchObject({ code: String(exitCode), provider: 'idv', where: ['exitCode'], verdict, meaning, hint: byName?.hint });
  });

  it.each(failureTable)('contain the failure $category, by name and by exit code', ({ category, exitCode, meaning, repeat }) => {
    const [byName] = explain(`error.category=${category}`);
    expect(byName).toMatchObject({ code: category, provider: 'idv', category, exitCode, meaning });
    // Only what the table of exit codes calls safe to repeat is called safe here.
    expect(byName?.retry === 'now').toBe(repeat);
    expect(explain(`exitCode=${exitCode}`)).toMatchObject([{ category, hint: byName?.hint }]);
  });

  it.each(['usage', 'config', 'media'])('say that %s is not billed', (category) => {
    expect(explain(`error.category=${category}`)).toMatchObject([{ billed: false }]);
  });

  it('never call a paid call that may have been done safe to repeat', () => {
    for (const word of ['unknown', 'output', 'reset', 'timeout']) {
      const ofCode = explain(word).filter(
        ({ where, category }) => where.includes('error.code') || category === 'unknown' || category === 'output',
      );
      expect(ofCode.length, word).toBeGreaterThan(0);
      for (const { retry } of ofCode) expect(retry).not.toBe('now');
    }
  });

  it.each(Object.keys(connectionCodes) as TransportError['kind'][])('say the same about a repeat after %s as the error does', (kind) => {
    const own = explain(kind).find(({ where }) => where.includes('error.code'));
    const unsent = transportFailure(new TransportError(kind, 'no answer', { sent: false }), false, undefined);
    if (own?.category === 'network') expect(own.retry === 'now').toBe(unsent.retryable);
    else expect(own?.retry).not.toBe('now');
  });

  it('say that a refused certificate must be fixed before a repeat', () => {
    expect(explain('tls')).toMatchObject([{ exitCode: 30, retry: 'fixed' }]);
    expect(explain('connect')).toMatchObject([{ exitCode: 30, retry: 'now' }]);
  });

  it.each(Object.keys(ownCodes))('contain %s once, with a meaning of its own', (code) => {
    const own = explain(code).filter(({ where }) => where.some((place) => place.endsWith('.code')));
    expect(own).toHaveLength(1);
    expect(own[0]?.meaning).toMatch(/\w{3}/);
    expect(own[0]?.hint).toMatch(/\w{3}/);
    const same = Object.values(ownCodes).filter(({ meaning }) => meaning === own[0]?.meaning);
    expect(same).toHaveLength(1);
  });

  it.each(allChecks.map(({ code }) => code))('explain the warning %s of an evaluation', (code) => {
    expect(explain(code)).toMatchObject([{ provider: 'idv', where: ['warnings.code'], meaning: expect.stringMatching(/\w{3}/) }]);
  });

  it('have no warning that an evaluation does not give', () => {
    expect(Object.keys(evaluationWarnings).toSorted()).toEqual(allChecks.map(({ code }) => code).toSorted());
  });

  it.each(['unsure', 'waiting', 'running'])('explain %s, which is what a batch calls a row without a result', (word) => {
    expect(explain(word)).toMatchObject([{ provider: 'idv', where: ['row'] }]);
  });

  it('list all words of one member by the name of the member', () => {
    expect(
      explain('verdict')
        .map(({ code }) => code)
        .sort(),
    ).toEqual(verdictTable.map(({ verdict }) => verdict).sort());
    expect(explain('exitCode')).toHaveLength(verdictTable.length + failureTable.length);
  });

  it('say so when a word is unknown', () => {
    expect(() => explain('retak')).toThrow(/neither a code of the vendors nor of idv/);
  });
});

describe('the causes that idv sign names', () => {
  const folder = join(import.meta.dirname, '../../../../src/app/sign');
  const sources = ['.', 'mistakes', 'compare'].flatMap((name) =>
    readdirSync(join(folder, name))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(folder, name, file), 'utf8')),
  );
  const ids = [...new Set(sources.flatMap((text) => [...text.matchAll(/\bid: '([a-z0-9-]+)'/g)].map(([, id = '']) => id)))];
  const kinds = ['part', 'header', 'parameter'].flatMap((kind) => [`${kind}-missing`, `${kind}-extra`, `${kind}-value`]);

  it('are all found in the sources', () => {
    expect(ids.length).toBeGreaterThan(80);
  });

  it.each([...ids, ...kinds])('contain %s with exit code 40', (id) => {
    const found = explainCode(`cause.id=${id}`, [], [], undefined, { more: signaturePlaces() });
    expect(found.length).toBeGreaterThan(0);
    for (const { code, meaning, hint, exitCode } of found) {
      expect({ code, exitCode }).toEqual({ code: id, exitCode: 40 });
      expect([meaning, hint]).not.toContain('');
    }
  });
});
