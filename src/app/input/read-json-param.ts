import {
  type EntriesParam,
  flagAt,
  isEntries,
  isImageOrVideo,
  isMedia,
  isObject,
  limitsFor,
  type ObjectParam,
  type Param,
  type Place,
} from '../../core/declare/params.ts';
import { unknownMembers, unknownNotice } from '../../core/declare/unknown-members.ts';
import { usageProblem } from '../../core/errors.ts';
import type { BodyValue } from '../../core/http.ts';
import { isRecord } from '../../core/json.ts';
import { paramsIn, readJsonOrFile } from './read-json.ts';
import { acceptValue, type Reading, readJsonMedia, readJsonMember, type ScalarParam } from './read-value.ts';

type Members = Record<string, BodyValue>;

function refuse(place: string, param: Param, hint: string, { problems }: Reading): undefined {
  problems.push(usageProblem(place, `is not of type ${param.type}`, hint));
  return undefined;
}

async function readList(param: EntriesParam, value: unknown, place: string, reading: Reading): Promise<Members[] | undefined> {
  const { entry, maxItems } = param;
  if (!Array.isArray(value) || !value.every(isRecord)) return refuse(place, param, 'give a list of objects', reading);
  if (value.length > maxItems) {
    reading.problems.push(usageProblem(place, `has ${value.length} entries`, `give at most ${maxItems} in one call`));
    return undefined;
  }
  const read: Members[] = [];
  for (const [index, item] of value.entries()) read.push(await readMembers(entry, item, `${place}.${index}`, reading));
  return read;
}

/** The value of a parameter in JSON, checked like the value of a flag. */
export async function readJsonParam(place: string, param: Param, value: unknown, reading: Reading): Promise<BodyValue | undefined> {
  if (isMedia(param)) return readJsonMedia(place, value, param.media, reading);
  if (isImageOrVideo(param)) return readJsonMedia(place, value, (kind) => limitsFor(param, kind), reading);
  if (isEntries(param)) return readList(param, value, place, reading);
  if (!isObject(param)) return acceptValue(place, readJsonMember(param as ScalarParam, value), reading);
  return isRecord(value) ? readMembers(param.members, value, place, reading) : refuse(place, param, 'give an object in braces', reading);
}

/** Reads the members of an object. Undeclared members are sent unchanged. Null means that a member of a skeleton was not filled in. */
async function readMembers(members: readonly Param[], given: Record<string, unknown>, place: string, reading: Reading): Promise<Members> {
  const read: Members = {};
  for (const [name, value] of Object.entries(given)) {
    const member = members.find((candidate) => candidate.name === name);
    if (member && value === null) continue;
    const taken = member ? await readJsonParam(`${place} ${name}`, member, value, reading) : (value as BodyValue);
    if (taken !== undefined) read[name] = taken;
  }
  return read;
}

/** Reads an object from `@file` or JSON text. Unknown members are sent, because the vendor may have added them, but a notice names them. */
export async function readObjectFlag(place: Place & { param: ObjectParam }, raw: string, reading: Reading): Promise<Members> {
  const flag = flagAt(place);
  const parsed = await readJsonOrFile(flag, raw, paramsIn(place.param), reading.io);
  if ('problem' in parsed) reading.problems.push(parsed.problem);
  else if (!isRecord(parsed.value)) reading.problems.push(usageProblem(flag, 'is not a JSON object', 'give @file.json or a JSON object'));
  if ('problem' in parsed || !isRecord(parsed.value)) return {};
  const { members } = place.param;
  reading.notices.push(...unknownMembers(parsed.value, members).map((unknown) => `${flag}: ${unknownNotice(unknown)}`));
  return readMembers(members, parsed.value, flag, reading);
}
