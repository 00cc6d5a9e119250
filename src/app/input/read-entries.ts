import type { BodyValue } from '../../core/body.ts';
import { flagAt, membersAt, type Place } from '../../core/declare/param-position.ts';
import type { EntriesParam, MediaParam, TextParam } from '../../core/declare/params.ts';
import { type RawInput, textsOf } from './raw-input.ts';
import { type Reading, readLeaf } from './read-leaf.ts';
import { usage } from './usage-problem.ts';

/** The values of one member's flag, an entry each. Of several, a problem says which one it is about. */
async function readMember(place: Place, texts: readonly string[], reading: Reading): Promise<Record<string, BodyValue>[]> {
  const entries: Record<string, BodyValue>[] = [];
  for (const [index, text] of texts.entries()) {
    const own: Reading = { ...reading, problems: [] };
    const value = await readLeaf(flagAt(place), place.param as TextParam | MediaParam, text, own);
    const where = texts.length > 1 ? `number ${index + 1}: ` : '';
    reading.problems.push(...own.problems.map((problem) => ({ ...problem, message: `${where}${problem.message}` })));
    if (value !== undefined) entries.push({ [place.param.name]: value });
  }
  return entries;
}

/** A list of objects with one member each; undefined where none was given, or more than are taken. */
export async function readEntries(
  place: Place & { param: EntriesParam },
  raw: RawInput,
  reading: Reading,
): Promise<BodyValue[] | undefined> {
  const { maxItems } = place.param;
  const given = membersAt(place)
    .map((member) => ({ member, texts: textsOf(raw[member.path]) }))
    .filter(({ texts }) => texts.length > 0);
  const count = given.reduce((sum, { texts }) => sum + texts.length, 0);
  const [flag = flagAt(place), ...others] = given.map(({ member }) => flagAt(member));
  if (count > maxItems) {
    const message = others.length === 0 ? `is given ${count} times` : `and ${others.join(', ')} are given ${count} times together`;
    reading.problems.push(usage(flag, message, `at most ${maxItems} are taken in one call`));
    return undefined;
  }
  const entries: BodyValue[] = [];
  for (const { member, texts } of given) entries.push(...(await readMember(member, texts, reading)));
  return count === 0 ? undefined : entries;
}
