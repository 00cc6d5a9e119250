import type { BodyValue } from '../../core/body.ts';
import { flagAt, membersAt, type Place } from '../../core/declare/param-position.ts';
import { isEntries, isObject, type ObjectParam } from '../../core/declare/params.ts';
import { isGiven, type RawInput } from './raw-input.ts';
import { readEntries } from './read-entries.ts';
import { type Reading, readLeaf } from './read-leaf.ts';
import { readWhole } from './read-whole.ts';

/** An object from its whole form, overlaid by the flags of its members. */
async function readObject(
  place: Place & { param: ObjectParam },
  raw: RawInput,
  reading: Reading,
): Promise<Record<string, BodyValue> | undefined> {
  const { param, path } = place;
  if (!isGiven(place, raw) && !param.unfolded) return undefined;
  const whole = raw[path];
  const value: Record<string, BodyValue> = typeof whole === 'string' ? await readWhole(place, whole, reading) : {};
  for (const member of membersAt(place)) {
    const { name } = member.param;
    // What comes by itself does not displace what the whole says.
    if (Object.hasOwn(value, name) && !isGiven(member, raw)) continue;
    const read = await readParam(member, raw, reading);
    if (read !== undefined) value[name] = read;
  }
  return whole === undefined && Object.keys(value).length === 0 ? undefined : value;
}

/** The wire value of a parameter, from its flag and those of its members; undefined where there is none. Faults go into `reading`. */
export async function readParam(place: Place, raw: RawInput, reading: Reading): Promise<BodyValue | undefined> {
  const { param, path } = place;
  if (isObject(param)) return readObject({ ...place, param }, raw, reading);
  if (isEntries(param)) return readEntries({ ...place, param }, raw, reading);
  if ('fixed' in param && param.fixed !== undefined) return param.fixed;
  const given = raw[path] ?? ('fallback' in param ? param.fallback : undefined);
  return given === undefined ? undefined : readLeaf(flagAt(place), param, given, reading);
}
