import { describe, expect, it } from 'vitest';
import { IdvError } from '../../src/core/errors.ts';
import type { HttpResponse } from '../../src/core/http.ts';
import { judge } from '../../src/core/verdict.ts';
import { allActions } from '../../src/providers/registry.ts';
import { compareFaceLiveness } from '../../src/providers/tencent/actions/compare-face-liveness.ts';
import { tencent } from '../../src/providers/tencent/provider.ts';
import type { Reply } from '../../src/sandbox/exchange.ts';
import { faultTable } from '../../src/sandbox/faults.ts';
import { listOutcomes } from '../../src/sandbox/outcomes.ts';
import { handler, received } from '../support/sandbox-requests.ts';

const codes = await tencent.loadCodes();
const rows = await listOutcomes(compareFaceLiveness);
const named = (name: string) => rows.find((row) => row.name === name);

/** What a client makes of an answer: the provider's own decoding and the judge. */
function read(reply: Reply): { exitCode: number } {
  const headers = Object.fromEntries(Object.entries(reply.headers).map(([name, value]) => [name.toLowerCase(), value]));
  const response: HttpResponse = { status: reply.status, headers, body: reply.body };
  try {
    const { verdict } = judge(tencent.decode(response), { action: compareFaceLiveness, codes, threshold: undefined });
    return { exitCode: verdict === 'pass' ? 0 : (rows.find((row) => row.verdict === verdict)?.exitCode ?? -1) };
  } catch (error) {
    if (error instanceof IdvError) return { exitCode: error.exitCode };
    throw error;
  }
}

describe('the list of outcomes', () => {
  it('has one row for every documented result and code, and for every fault', () => {
    const names = rows.map((row) => row.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        'Success',
        ...(compareFaceLiveness.judgement?.decision.results ?? []),
        ...Object.keys(codes),
        ...compareFaceLiveness.errors,
      ]),
    );
    expect(rows.filter((row) => row.kind === 'fault')).toHaveLength(faultTable.length);
  });

  it('says verdict or category, and never both', () => {
    expect(rows.filter((row) => (row.verdict === undefined) === (row.category === undefined))).toEqual([]);
  });

  it('calls nothing a pass but success, and faults that end in it', () => {
    expect(rows.filter((row) => row.exitCode === 0).map((row) => row.name)).toEqual([
      'Success',
      'fault:delay=MS',
      'fault:throttle=N',
      'fault:date=SECONDS',
    ]);
  });

  it.each([
    ['low-similarity', 'FailedOperation.CompareLowSimilarity', 10],
    ['spoof', 'FailedOperation.LivessDetectFake', 11],
    ['quality', 'FailedOperation.SilentFaceQualityFail', 12],
    ['throttled', 'RequestLimitExceeded', 21],
    ['arrears', 'UnauthorizedOperation.Arrears', 21],
    ['bad-signature', 'AuthFailure.SignatureFailure', 20],
    ['internal-error', 'InternalError', 22],
  ])('names %s beside %s', (alias, name, exitCode) => {
    expect(named(name)).toMatchObject({ exitCode, aliases: expect.arrayContaining([alias]) });
  });

  it('offers a code that is both a result and an error in both forms', () => {
    expect(named('FailedOperation.UnKnown')?.kind).toBe('result');
    expect(named('error:FailedOperation.UnKnown')?.kind).toBe('error');
  });

  it('is of all actions together where none is named', async () => {
    const all = await listOutcomes();
    expect(all.map((row) => row.name)).toEqual(expect.arrayContaining(rows.map((row) => row.name)));
  });
});

describe.each(allActions.filter((action) => action === compareFaceLiveness).map((action) => [action.name, action] as const))(
  'asked of %s',
  () => {
    const answered = rows.filter((row) => row.kind !== 'fault');

    it.each(answered.map((row) => [row.name, row] as const))('%s ends as listed', async (name, row) => {
      const handle = await handler({ outcome: name });
      expect(read(await handle(received())).exitCode).toBe(row.exitCode);
    });

    it.each(answered.flatMap((row) => row.aliases.map((alias) => [alias, row.name] as const)))(
      '%s is answered like %s',
      async (alias, name) => {
        const [short, long] = await Promise.all([handler({ outcome: alias }), handler({ outcome: name })]);
        expect((await short(received())).body.equals((await long(received())).body)).toBe(true);
      },
    );

    it.each(faultTable.filter((fault) => fault.effect === undefined || 'category' in fault.effect).map((fault) => fault.name))(
      'fault:%s never reads as a pass, unless it breaks the connection',
      async (name) => {
        const reply = await (await handler({ outcome: `fault:${name}` }))(received());
        expect(reply.fault ? 23 : read(reply).exitCode).toBe(23);
      },
    );

    it('error: gives any code the form of an error answer', async () => {
      const reply = await (await handler({ outcome: 'error:FailedOperation.CompareLowSimilarity' }))(received());
      expect(JSON.parse(reply.body.toString()).Response.Error.Code).toBe('FailedOperation.CompareLowSimilarity');
      expect(read(reply).exitCode).toBe(10);
    });
  },
);
