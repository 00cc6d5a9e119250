/** A JSON Schema; only the parts that are used here: https://json-schema.org/draft/2020-12 */
export type Schema = Readonly<Record<string, unknown>>;

export const textSchema = (description: string): Schema => ({ type: 'string', description });
export const oneOfSchema = (values: readonly string[], description: string): Schema => ({ enum: values, description });
export const count = (description: string): Schema => ({ type: 'integer', minimum: 0, description });
export const number = (description: string): Schema => ({ type: 'number', description });
export const share = (description: string): Schema => ({ type: 'number', minimum: 0, maximum: 1, description });
export const booleanSchema = (description: string): Schema => ({ type: 'boolean', description });
export const list = (items: Schema, description: string): Schema => ({ type: 'array', items, description });
export const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
export const byName = (schema: Schema, description: string): Schema => ({ type: 'object', additionalProperties: schema, description });

/** An object in which every member is required. Others are allowed: a later version may print more, and a reader must not fail on them. */
export const object = (properties: Readonly<Record<string, Schema>>, description?: string): Schema => ({
  type: 'object',
  ...(description === undefined ? {} : { description }),
  properties,
  required: Object.keys(properties),
});
