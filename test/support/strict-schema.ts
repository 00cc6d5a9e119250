/** A JSON Schema as idv publishes it. */
type Schema = Readonly<Record<string, unknown>>;

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);

const eachOf = (map: unknown): unknown =>
  isSchema(map) ? Object.fromEntries(Object.entries(map).map(([name, schema]) => [name, strictSchema(schema)])) : map;

/** Branches add members to those of the schema to which they belong, so only that schema can refuse unknown members. */
const branches = (schema: Schema): unknown => (schema.anyOf as Schema[]).map((branch) => strictSchema(branch, true));

/**
 * The same schema, but it also refuses undeclared members. The published schema accepts them, because later versions may add members.
 * Everything that this version prints must be declared.
 */
export function strictSchema<T>(schema: T, isBranch = false): T {
  if (Array.isArray(schema)) return schema.map((each) => strictSchema(each)) as T;
  if (!isSchema(schema)) return schema;
  const isClosed = schema.properties !== undefined && schema.additionalProperties === undefined && !isBranch;
  const hasBranches = schema.properties !== undefined && schema.anyOf !== undefined;
  const inner = Object.fromEntries(
    Object.entries(schema).map(([word, value]) =>
      word === 'properties' || word === '$defs' ? [word, eachOf(value)] : word === 'required' ? [word, value] : [word, strictSchema(value)],
    ),
  );
  return {
    ...inner,
    ...(hasBranches ? { anyOf: branches(schema) } : {}),
    ...(isClosed ? { [hasBranches ? 'unevaluatedProperties' : 'additionalProperties']: false } : {}),
  } as T;
}
