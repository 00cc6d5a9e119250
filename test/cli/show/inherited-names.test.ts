import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { query, queryProblem } from '../../../src/cli/show/query.ts';
import { main } from '../../../src/main.ts';
import { memoryRuntime, ownKeys } from '../../support/memory-runtime.ts';
import { scriptedTransport } from '../../support/scripted-transport.ts';

const inherited = Object.getOwnPropertyNames(Object.prototype);

describe('a query', () => {
  it.each(inherited)('finds no %s in a value without it, and finds it in a value that has it', async (name) => {
    expect(await query({ verdict: 'pass' }, `"${name}"`)).toBeNull();
    expect(await query({ verdict: { a: 1 } }, `verdict."${name}"`)).toBeNull();
    expect(await query({ verdict: 'pass' }, `{a: verdict}."${name}"`)).toBeNull();
    expect(await query([{ a: 1 }], `[?"${name}"]`)).toEqual([]);
    const own = Object.fromEntries([[name, 'own']]);
    expect(await query({ list: [own] }, `list[0]."${name}"`)).toBe('own');
    expect(await query({ list: [own] }, `list[?"${name}" == 'own'] | [0]`)).toEqual(own);
    expect(await query(own, 'keys(@)')).toEqual([name]);
    expect(Object.entries((await query({ a: 1 }, `{"${name}": a}`)) as object)).toEqual([[name, 1]]);
  });

  it('reads such names without quotes too, and functions by their names', async () => {
    expect(await query({ verdict: 'pass' }, 'constructor || toString || verdict')).toBe('pass');
    expect(await query({ list: [1, 2] }, 'length(list)')).toBe(2);
    expect((await queryProblem('toString(@)'))?.message).toBe('Unknown function: toString()');
    expect(await queryProblem('constructor')).toBeUndefined();
  });

  it('gives the result of the library for all other names', async () => {
    const { default: jmespath } = await import('jmespath');
    const letters = fc.constantFrom('a', 'b', 'verdict', 'c d');
    const value = fc.object({
      key: letters,
      maxDepth: 3,
      withNullPrototype: false,
      values: [fc.integer(), fc.string(), fc.constant(null)],
    });
    const path = fc
      .array(
        letters.map((name) => JSON.stringify(name)),
        { minLength: 1, maxLength: 3 },
      )
      .map((names) => names.join('.'));
    await fc.assert(
      fc.asyncProperty(value, path, async (record, expression) => {
        expect(await query(record, `[${expression}, *, @]`)).toEqual(jmespath.search(record, `[${expression}, *, @]`));
      }),
    );
  });

  it.each([...inherited, '[constructor]', '{a: __proto__}', 'type(constructor)', 'response.toString'])(
    'of %s does not lose a paid answer',
    async (expression) => {
      const body = { Response: { Sim: 96.3, Result: 'Success', Description: 'ok', BestFrameBase64: null, RequestId: 'request-1' } };
      const answer = { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(body)) };
      const folder = `${import.meta.dirname}/../../../fixtures`;
      for (const format of ['text', 'json', 'yaml', 'table']) {
        const runtime = memoryRuntime({ env: ownKeys, openTransport: async () => scriptedTransport([answer]) });
        const argv = ['compare', '--image', `${folder}/portrait.jpg`, '--video', `${folder}/selfie-3s.mp4`, '--liveness', 'silent'];
        const exitCode = await main([...argv, '--no-preflight', '--query', expression, '-o', format], runtime, '0.0.0');
        expect([format, exitCode, runtime.err().includes('idv itself')]).toEqual([format, 0, false]);
      }
    },
  );
});
