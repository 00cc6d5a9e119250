import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeyedRecords } from '../../../src/app/batch/keyed-records.ts';

const keyOf = (name: unknown): string => createHash('sha256').update(String(name)).digest('hex').slice(0, 32);

it('KeyedRecords finds the first record of a key, while records are added', () => {
  const records = new KeyedRecords(4);
  const rows = 6000;
  for (let number = 0; number < rows; number += 1) {
    // Every third key was used before.
    const name = number % 3 === 2 ? number - 1 : number;
    expect(records.name(number, keyOf(name))).toBe(name === number ? undefined : name);
    records.at(number).writeUInt32LE(number, 16);
  }
  for (let number = 0; number < rows; number += 1) expect(records.at(number).readUInt32LE(16)).toBe(number);
  for (let name = 0; name < rows; name += 1) expect(records.find(keyOf(name))).toBe(name % 3 === 2 ? undefined : name);
  expect(records.named).toBe(rows - Math.floor(rows / 3));
});

it('KeyedRecords distinguishes keys that begin alike', () => {
  const key = fc
    .tuple(fc.constantFrom('00000000', '01000000', 'ff030000'), fc.constantFrom('0', '1', '2'))
    .map(([a, b]) => a + b.repeat(24));
  fc.assert(
    fc.property(fc.array(key), (keys) => {
      const records = new KeyedRecords(0);
      for (const [number, each] of keys.entries()) {
        const first = keys.indexOf(each);
        expect(records.name(number, each)).toBe(first === number ? undefined : first);
      }
      for (const each of keys) expect(records.find(each)).toBe(keys.indexOf(each));
    }),
  );
});
