import type { CodeTable } from '../../../core/codes.ts';
import { pending } from './entry.ts';
import { sdkLivenessCodes } from './sdk-results.ts';

/**
 * `Result` of GetLivenessResult. The manual prints 1001 in a sample and lists none: taken are the liveness codes of the
 * same SDK and its "not finished". Any other code stays unreadable.
 */
export const livenessTokenResultCodes: CodeTable = {
  ...sdkLivenessCodes,
  '-999': pending('the liveness check is not finished', 'ask again, or use --wait; the app must finish within the token’s ten minutes'),
};
