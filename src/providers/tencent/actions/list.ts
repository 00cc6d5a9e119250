import type { Action } from '../../../core/action.ts';
import { compareFaceLiveness } from './compare-face-liveness.ts';

/** In the order in which help and the catalogue show them. */
export const tencentActions: readonly Action[] = [compareFaceLiveness];
