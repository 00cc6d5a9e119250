import type { HttpResponse } from '../../src/core/http.ts';
import { allActions } from '../../src/vendors/catalogue.ts';
import { changed, changesOf } from './changes.ts';
import { aliyunRefusal, aliyunResult, aliyunXml, tencentRefusal, tencentResult } from './run.ts';
import { type End, type Ends, endsOf, type Fields, type Mode, type VerdictTable } from './table.ts';

/** One answer, and how the command must end. */
export interface Case {
  /** The mode and the member. */
  group: string;
  what: string;
  argv: readonly string[];
  answer: HttpResponse;
  ends: Ends;
}

const isTencent = ({ action }: VerdictTable): boolean => allActions.find(({ name }) => name === action)?.vendor === 'tencent';

/** The value at a path: `[]` is the last entry of a list. */
function valueAt(fields: Fields, path: string): unknown {
  return path.split('.').reduce<unknown>((holder, step) => {
    const value = (holder as Fields | undefined)?.[step.replace('[]', '')];
    return step.endsWith('[]') ? (value as unknown[] | undefined)?.at(-1) : value;
  }, fields);
}

function casesOfMode(table: VerdictTable, name: string, { answer, ends, flags = [], members, rows = [] }: Mode): Case[] {
  const one = (group: string, what: string, fields: Fields, end: End, more: readonly string[] = []): Case => ({
    group: `${name}, ${group}`,
    what,
    argv: [...table.argv, ...flags, ...more],
    answer: isTencent(table) ? tencentResult(fields) : aliyunResult(fields),
    ends: endsOf(end),
  });
  const ofMembers = Object.entries(members).flatMap(([path, member]) => {
    const changes = changesOf(member, valueAt(answer, path));
    const inJson = changes.map(({ what, value, end }) => one(`with another ${path}`, what, changed(answer, path, value), end));
    if (isTencent(table)) return inJson;
    const inXml = Object.entries(member.values).map(([text, end]) => ({
      ...one(`with another ${path}`, `${text} in XML`, answer, end),
      answer: aliyunXml(table.action, changed(answer, path, text)),
    }));
    return [...inJson, ...inXml];
  });
  const ofRows = rows.map(({ what, change = {}, flags: more, end }) =>
    one(
      'with other changes',
      what,
      Object.entries(change).reduce((fields, [path, value]) => changed(fields, path, value), answer),
      end,
      more,
    ),
  );
  return [one('unchanged', 'the answer', answer, ends), ...ofMembers, ...ofRows];
}

/** All answers that are tried for one action. */
export function casesOf(table: VerdictTable): Case[] {
  const refusal = isTencent(table) ? tencentRefusal : aliyunRefusal;
  const refused = Object.entries(table.refusals).map(([code, end]) => ({
    group: 'a refusal',
    what: code,
    argv: table.argv,
    answer: refusal(code),
    ends: { exit: endsOf(end).exit },
  }));
  return [...Object.entries(table.modes).flatMap(([name, mode]) => casesOfMode(table, name, mode)), ...refused];
}
