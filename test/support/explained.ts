import type { Field } from '../../src/core/declare/action.ts';

/** Members of a made-up action, whose meaning no test looks at. */
export const explained = (fields: readonly Omit<Field, 'help'>[]): Field[] => fields.map((field) => ({ ...field, help: 'made up' }));
