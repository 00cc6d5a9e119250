import { type BodyValue, isMediaValue } from '../../core/body.ts';

/** Nested values as the vendor's dotted, zero-based names: `Filters.0.Values.1`. */
export function flatten(values: Readonly<Record<string, BodyValue>>): Record<string, string> {
  const flat: Record<string, string> = {};
  const visit = (name: string, value: BodyValue): void => {
    if (isMediaValue(value)) flat[name] = value.bytes.toString('base64');
    else if (typeof value === 'object') for (const [key, member] of Object.entries(value)) visit(`${name}.${key}`, member);
    else flat[name] = String(value);
  };
  for (const [name, value] of Object.entries(values)) visit(name, value);
  return flat;
}
