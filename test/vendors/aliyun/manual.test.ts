import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { main } from '../../../src/main.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

/** Compares what idv shows to users with what three documents of the vendor say. */
const manual = JSON.parse(readFileSync(new URL('../../manual/aliyun.json', import.meta.url), 'utf8'));

async function shown(...argv: readonly string[]) {
  const runtime = memoryRuntime();
  expect(await main([...argv, '--json'], runtime, '0.0.0')).toBe(0);
  return JSON.parse(runtime.out());
}

const face = await shown('actions', 'show', 'ExecuteRequest');

interface Named {
  name: string;
  type: string;
  required?: boolean;
}

const byName = (all: readonly Named[]): Record<string, Named | undefined> => Object.fromEntries(all.map((one) => [one.name, one]));

function expectAll(all: readonly Named[], documented: Readonly<Record<string, readonly [string, boolean]>>, types = true): void {
  const found = byName(all);
  for (const [name, [type, required]] of Object.entries(documented)) {
    expect(found[name], name).toMatchObject({ required, ...(types ? { type } : {}) });
  }
}

describe('idv actions show ExecuteRequest', () => {
  it('lists every parameter of the manual', () => {
    expectAll(face.commonParams, manual.commonParams);
    // ServiceParameters is JSON text in the request, and an object in the catalogue.
    expectAll(face.params, manual.params, false);
    expectAll(byName(face.params).ServiceParameters ? face.params[1].members : [], manual.serviceParameters);
    expect(face.params[0]).toMatchObject({ name: 'Service', fixed: manual.service });
    expect(face.version).toBe(manual.version);
  });

  it('lists every member of an answer and of a refusal in the manual', () => {
    expect(face.output.map(({ name }: Named) => name).sort()).toEqual(Object.keys(manual.output).sort());
    for (const [type, members] of [
      ['FaceVerifyData', manual.data],
      ['FaceVerifyExtInfo', manual.extInfo],
    ]) {
      for (const [name, of] of Object.entries(members)) expect(byName(face.types[type])[name], name).toMatchObject({ type: of });
    }
    const refusal = face.refusal.map(({ name }: Named) => name);
    for (const name of manual.refusal) expect(refusal).toContain(name);
  });

  it('lists the country code of the manual, and sends it for its code and its names', async () => {
    const [, , country] = face.params[1].members;
    expect(Object.keys(country.values)).toEqual([manual.vietnam]);
    for (const name of [manual.vietnam, 'vn', 'vietnam']) {
      const photo = 'fixtures/portrait.jpg';
      const call = ['id', 'verify', '--ref-face', photo, '--auth-face', photo, '--country', name];
      const { CanonicalizedQueryString } = (await shown(...call, '--sandbox', '--dry-run=json')).stages;
      const { resourceCode } = JSON.parse(new URLSearchParams(CanonicalizedQueryString).get('ServiceParameters') ?? '');
      expect(resourceCode, name).toBe(manual.vietnam);
    }
  });
});

describe('idv explain', () => {
  it.each(Object.entries(manual.codes))('explains the code %s with the exit code %i', async (code, exitCode) => {
    const meanings = await shown('explain', code, '--action', 'ExecuteRequest');
    expect(meanings.map(({ exitCode: exit }: { exitCode: number }) => exit)).toEqual([exitCode]);
  });
});
