import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdvError } from '../../src/core/errors.ts';
import { checks } from '../../src/core/judge/judgement.ts';
import { allActions } from '../../src/vendors/catalogue.ts';
import { requireVendor } from '../../src/vendors/registry.ts';
import { outcomeOf } from '../support/judged.ts';
import { aliyunAttacks } from './attack/aliyun-attacks.ts';
import type { Asked } from './attack/at-random.ts';
import { tencentAttacks } from './attack/tencent-attacks.ts';
import { jsonOf } from './changes.ts';

/**
 * Random answers with good, strange and missing members, in lists of any length. `mayPass` is written by hand from the vendors' documents:
 * whether an answer may pass, and which checks the pass then shows.
 */

const asking: fc.Arbitrary<Asked> = fc.record({
  required: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.subarray([...checks]) }),
  threshold: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom(80, 91, 95) }),
});

/** Numbers that most programs read as 0 or as infinite. An answer with such a number never passes. */
const hasLostNumber = (text: string): boolean => /1e-?400/.test(text);

describe.each([...tencentAttacks, ...aliyunAttacks].map((attack) => [attack.action, attack] as const))(
  '%s',
  (name, { answers, mayPass }) => {
    const action = allActions.find((candidate) => candidate.name === name);
    if (!action) throw new Error(`there is no ${name}`);
    const vendor = requireVendor(action.vendor);
    const isWrapped = action.vendor === 'tencent';

    it('passes exactly the answers that may pass, and shows their checks', async () => {
      const codes = await vendor.loadCodes();
      let passes = 0;
      const property = fc.asyncProperty(answers, asking, async (fields, { required, threshold }) => {
        const text = jsonOf(isWrapped ? { Response: fields } : fields);
        const read = JSON.parse(text);
        const expected = hasLostNumber(text) ? undefined : mayPass(isWrapped ? read.Response : read, { required, threshold });
        const asked = { required, values: { Tasks: [{}] }, ...(threshold === undefined ? {} : { threshold }) };
        const outcome = await vendor.decode({ status: 200, headers: {}, body: Buffer.from(text) }, action).then(
          (answer) => outcomeOf(answer, action, codes, asked),
          (error: unknown) => error as IdvError,
        );
        const shown = outcome instanceof IdvError || outcome.verdict !== 'pass' ? undefined : outcome.checked;
        if (shown) passes += 1;
        expect(shown, text).toEqual(expected);
        if (outcome instanceof IdvError) expect(outcome.category).not.toBe('internal');
      });
      await fc.assert(property, { numRuns: 2000 });
      expect(passes).toBeGreaterThan(5);
    });
  },
);
