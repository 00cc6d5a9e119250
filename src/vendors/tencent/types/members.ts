import type { Field } from '../../../core/declare/action.ts';
import { documentWords } from './document-words.ts';

/** Names that mean the same in every document, or names with their own meaning. */
type Members = keyof typeof documentWords | Readonly<Record<string, string>>;

/** Members of type String with their meanings. */
export const textFields = (...members: readonly Members[]): readonly Field[] =>
  members.flatMap((member) =>
    Object.entries(typeof member === 'string' ? { [member]: documentWords[member] } : member).map(([name, help]) => ({
      name,
      type: 'String',
      help,
    })),
  );

/** Members of type String that the service reads from a document. */
export const recognisedTextFields = (...members: readonly Members[]): readonly Field[] =>
  textFields(...members).map((field) => ({ ...field, help: `${field.help}; null if not read` }));

/** The document types of a CardInfo, with the vendor's names. The type has the same name as the member, unless `types` says otherwise. */
export const documentFields = (kinds: Readonly<Record<string, string>>, types: Readonly<Record<string, string>> = {}): readonly Field[] =>
  Object.entries(kinds).map(([name, kind]) => ({ name, type: types[name] ?? name, help: `${kind}; null if it is another document` }));

/** Members that the manual of May 2024 does not have. `date` is a month, with `or later` if the exact month is not known. */
export const addedSince = (date: string, ...fields: readonly Field[]): readonly Field[] =>
  fields.map((field) => ({ ...field, since: date }));

/** Members that the service no longer fills. */
export const retiredSince = (date: string, ...fields: readonly Field[]): readonly Field[] =>
  fields.map((field) => ({ ...field, retired: date }));
