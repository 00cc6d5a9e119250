import { flagAt, type Place } from '../../core/declare/param-position.ts';
import { isObject, type ObjectParam, type Param, type WireValue } from '../../core/declare/params.ts';
import { unknownMembers, unknownNotice } from '../../core/declare/unknown-members.ts';
import { usageProblem } from '../../core/errors.ts';
import { isRecord } from '../../core/json.ts';
import { isScalar, type Reading, readJsonMember, take } from './read-value.ts';

const hint = 'give @file.json or a JSON object';

async function parse(flag: string, raw: string, { io, problems }: Reading): Promise<Record<string, unknown> | undefined> {
  try {
    const parsed: unknown = JSON.parse(raw.startsWith('@') ? (await io.readFile(raw.slice(1))).toString('utf8') : raw);
    if (isRecord(parsed)) return parsed;
    problems.push(usageProblem(flag, 'is not a JSON object', hint));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code;
    problems.push(usageProblem(flag, missing ? `${raw.slice(1)} cannot be read (${missing})` : 'is not JSON', hint));
  }
  return undefined;
}

/** Members are checked like flags; those that are not declared, and those that hold files or lists of objects, go as they are. */
function readMembers(members: readonly Param[], given: Record<string, unknown>, flag: string, reading: Reading): Record<string, WireValue> {
  const read: Record<string, WireValue> = {};
  for (const [name, value] of Object.entries(given)) {
    const member = members.find((candidate) => candidate.name === name);
    const place = `${flag} ${name}`;
    let taken: WireValue | undefined = value as WireValue;
    if (member && isObject(member)) {
      if (isRecord(value)) taken = readMembers(member.members, value, place, reading);
      else reading.problems.push(usageProblem(place, `is not of type ${member.type}`, 'give an object in braces'));
    } else if (member && isScalar(member)) taken = take(place, readJsonMember(member, value), reading);
    if (taken !== undefined) read[name] = taken;
  }
  return read;
}

/** `@file` or JSON text as an object. Misspelt members are sent, for the vendor may have new ones, and said. */
export async function readWhole(place: Place & { param: ObjectParam }, raw: string, reading: Reading): Promise<Record<string, WireValue>> {
  const flag = flagAt(place);
  const whole = await parse(flag, raw, reading);
  if (!whole) return {};
  const { members } = place.param;
  reading.notices.push(...unknownMembers(whole, members).map((unknown) => `${flag}: ${unknownNotice(unknown)}`));
  return readMembers(members, whole, flag, reading);
}
