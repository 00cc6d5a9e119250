import type { Rule } from '../../../core/declare/action.ts';

function countIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { BestFrameNum?: unknown }).BestFrameNum ?? 'none';
  } catch {
    return undefined;
  }
}

/** Optional is JSON, of which BestFrameNum alone is documented. Other members go through. */
export const bestFramesRule: Rule = {
  param: 'Optional',
  help: '--best-frames takes 2 to 10, or a JSON object with BestFrameNum from 2 to 10',
  check({ Optional }) {
    if (Optional === undefined) return undefined;
    const count = countIn(String(Optional));
    if (count === undefined) return { message: 'is not JSON', hint: 'give a number from 2 to 10, or {"BestFrameNum":5}' };
    if (count === 'none' || (Number.isInteger(count) && Number(count) >= 2 && Number(count) <= 10)) return undefined;
    return { message: 'has a BestFrameNum outside 2 to 10', hint: 'as in --best-frames 5' };
  },
};
