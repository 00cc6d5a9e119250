import type { Action } from '../../core/declare/action.ts';
import { isEntries, isList, isMedia, isNumber, isObject, type Param } from '../../core/declare/params.ts';
import type { Schema } from '../eval/schema/schema-words.ts';

/** A skeleton has null for a value that was not filled in. */
const nullable = (type: string): readonly string[] => [type, 'null'];

/** The wire values and their friendly names; empty if other values are possible too. */
function valuesOf(param: Param): Schema {
  if (!('values' in param) || !param.values || isNumber(param) || isList(param)) return {};
  const isOpen =
    ('valuesGrow' in param && param.valuesGrow) || ('orElse' in param && param.orElse) || ('maxItems' in param && param.maxItems);
  const all = Object.entries(param.values).flatMap(([wire, words]) => [wire, ...words]);
  return isOpen ? { examples: all } : { enum: [...new Set(all), null] };
}

function shapeOf(param: Param): Schema {
  if (isObject(param)) return { ...membersSchema(param.members), type: nullable('object') };
  if (isEntries(param)) return { type: nullable('array'), items: membersSchema(param.entry), maxItems: param.maxItems };
  if (isMedia(param))
    return {
      type: nullable('string'),
      contentEncoding: 'base64',
      examples: [`@${param.media.kind === 'image' ? 'photo.jpg' : 'clip.mp4'}`],
    };
  if (param.type === 'Boolean') return { type: nullable('boolean') };
  if (isNumber(param)) {
    const { minimum, maximum, type } = param;
    return {
      type: nullable(type === 'Integer' ? 'integer' : 'number'),
      ...(minimum === undefined ? {} : { minimum }),
      ...(maximum === undefined ? {} : { maximum }),
    };
  }
  if (isList(param)) return { type: nullable('array'), items: { type: param.type === 'Array of Integer' ? 'integer' : 'string' } };
  if ('fixed' in param && param.fixed !== undefined) return { const: param.fixed };
  const { maxLength } = param as { maxLength?: number };
  return { type: nullable('string'), ...(maxLength === undefined ? {} : { maxLength }), ...valuesOf(param) };
}

/** Members that are not declared are sent unchanged. */
const membersSchema = (params: readonly Param[]): Schema => ({
  type: 'object',
  properties: Object.fromEntries(params.map((param) => [param.name, { description: param.help, ...shapeOf(param) }])),
  additionalProperties: true,
});

/** JSON Schema of what `--input` accepts for an action. Files that are uploaded first can replace required parameters. */
export function inputSchema({ name, params, uploads = [] }: Action): Schema {
  const uploaded = uploads.flatMap(({ url, md5 }) => [url, md5]);
  const required = params.filter(
    (param) => param.required && !('fallback' in param) && !('fixed' in param) && !uploaded.includes(param.name),
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `input of ${name}`,
    ...membersSchema(params),
    required: required.map((param) => param.name),
  };
}
