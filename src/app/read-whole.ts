import { flagAt, type Place } from '../core/param-place.ts';
import type { ObjectParam, WireValue } from '../core/params.ts';
import { isRecord } from '../core/record.ts';
import { type Reading, take } from './read-leaf.ts';
import { isScalar, readJsonMember } from './read-value.ts';
import { usage } from './usage-problem.ts';

const cure = 'give @file.json or a JSON object';

async function parse(flag: string, raw: string, { io, problems }: Reading): Promise<Record<string, unknown> | undefined> {
  try {
    const parsed: unknown = JSON.parse(raw.startsWith('@') ? (await io.readFile(raw.slice(1))).toString('utf8') : raw);
    if (isRecord(parsed)) return parsed;
    problems.push(usage(flag, 'is not a JSON object', cure));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code;
    problems.push(usage(flag, missing ? `${raw.slice(1)} cannot be read (${missing})` : 'is not JSON', cure));
  }
  return undefined;
}

/** `@file` or JSON text as an object; its members are checked like flags. */
export async function readWhole(place: Place & { param: ObjectParam }, raw: string, reading: Reading): Promise<Record<string, WireValue>> {
  const flag = flagAt(place);
  const whole: Record<string, WireValue> = {};
  for (const [name, value] of Object.entries((await parse(flag, raw, reading)) ?? {})) {
    const member = place.param.members.find((candidate) => candidate.name === name);
    if (!member || !isScalar(member)) {
      reading.notices.push(`${flag}: '${name.slice(0, 40)}' is not a member known here; sent all the same`);
      whole[name] = value as WireValue;
      continue;
    }
    const read = take(`${flag} ${name}`, readJsonMember(member, value), reading);
    if (read !== undefined) whole[name] = read;
  }
  return whole;
}
