import type { Problem } from '../../core/errors.ts';

/** A flag that is wrong, why, and what to give instead. */
export const usage = (flag: string, message: string, cure: string): Problem => ({ category: 'usage', flag, message, cure });
