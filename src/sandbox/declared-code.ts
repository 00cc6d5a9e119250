import type { Action } from '../core/declare/action.ts';

/** The first of `wanted` that the action's own error table has; what ends like `.BizTokenIllegal` is wanted as `Illegal`. */
export const declaredCode = ({ errors }: Action, wanted: readonly string[], otherwise: string): string =>
  wanted.map((end) => errors.find((code) => code === end || code.endsWith(end))).find((code) => code !== undefined) ?? otherwise;
