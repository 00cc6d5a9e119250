import type { Field } from '../../src/core/declare/action.ts';

/** Members of an invented action. No test reads what they mean. */
export const explained = (fields: readonly Omit<Field, 'help'>[]): Field[] => fields.map((field) => ({ ...field, help: 'made up' }));
