import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RecordHead } from '../../../src/app/batch/journal/record.ts';
import { type RowState, RowStates } from '../../../src/app/batch/journal/row-states.ts';

/** The state of a row as a plain object, with the states before it. */
type Known = RowState & { before?: Known };

function noteIn(states: Map<string, Known>, { type, key, generation, written, stamp }: RecordHead, span: RowState['span']): number {
  const before = states.get(key);
  if (before && before.generation > generation) return 0;
  if (type === 'released') {
    if (before?.before) states.set(key, before.before);
    else states.delete(key);
    return -1;
  }
  // A new call has files of its own, known or not; what is said of it later does not repeat them.
  const files = type === 'intent' ? stamp : before?.stamp;
  const state: Known = { step: type, generation, written: written ?? before?.written ?? '', stamp: files ?? '', span };
  states.set(key, type === 'intent' && before ? { ...state, before } : state);
  return type === 'intent' ? 1 : 0;
}

const head = fc.record({
  type: fc.constantFrom('intent', 'released', 'issued', 'unsure', 'outcome') as fc.Arbitrary<RecordHead['type']>,
  key: fc.constantFrom('a', 'b', 'c').map((letter) => letter.repeat(32)),
  generation: fc.integer({ min: 0, max: 3 }),
  written: fc.constantFrom(undefined, '0'.repeat(32), '9'.repeat(32)),
  stamp: fc.constantFrom(undefined, '0'.repeat(32), 'a'.repeat(32)),
});

it('the last state of each row in a journal is kept, also after calls that were repeated or taken back', () => {
  fc.assert(
    fc.property(fc.array(head, { maxLength: 40 }), (lines) => {
      const states = new RowStates();
      const expected = new Map<string, Known>();
      for (const [number, line] of lines.entries()) {
        const span = { offset: 2 ** 40 + number, length: number + 1 };
        expect(states.note(line, span)).toBe(noteIn(expected, line, span));
      }
      const plain = [...expected].map(([key, { before: _, ...state }]) => [key, state] as const);
      expect(states.size).toBe(plain.length);
      expect(new Map(states)).toEqual(new Map(plain));
      for (const [key, state] of plain) expect(states.get(key)).toEqual(state);
      expect(states.get('d'.repeat(32))).toBeUndefined();
    }),
  );
});
