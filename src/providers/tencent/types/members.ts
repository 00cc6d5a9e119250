import type { Field } from '../../../core/action.ts';

/** Members of type String. */
export const texts = (...names: readonly string[]): readonly Field[] => names.map((name) => ({ name, type: 'String' }));

/** Members that are named like their type, as each document of a CardInfo is. */
export const objects = (...names: readonly string[]): readonly Field[] => names.map((name) => ({ name, type: name }));

/** Members that the vendor's SDK of August 2026 has and the manual of May 2024 has not. */
export const later = (...fields: readonly Field[]): readonly Field[] => fields.map((field) => ({ ...field, since: '2026-08' }));

/** Members of the manual that the same SDK has no more. */
export const dropped = (...fields: readonly Field[]): readonly Field[] => fields.map((field) => ({ ...field, retired: '2026-08' }));
