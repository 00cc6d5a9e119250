import type { Action } from '../../core/declare/action.ts';
import { flagOf, isMedia, isObject, membersAt, type Param, type Place, placesOf, withMembers } from '../../core/declare/params.ts';
import { allActions, declaredVendors } from '../../vendors/catalogue.ts';
import type { CommandRow } from '../command-row.ts';
import { globalFlags } from '../flags/global-flags.ts';
import { topicNames } from '../help/topic-names.ts';

/** What fits at a place: these words, or files with these endings (all files if there is no ending). */
export type ProposedValues = { values: readonly string[] } | { files: readonly string[] };

/** The sources of proposals; each is read only when it is needed. */
export interface Sources {
  profiles(): Promise<readonly string[]>;
  outcomes(action: Action | undefined): Promise<readonly string[]>;
}

const anyFile: ProposedValues = { files: [] };
const endings: Readonly<Record<string, readonly string[]>> = { jpeg: ['jpg', 'jpeg'] };

const namesAt = ({ param, prefix }: Place): string[] => [...(param.aliases ?? []), flagOf(param)].map((name) => `--${prefix}${name}`);

function valuesOfParam(param: Param): ProposedValues | undefined {
  if (isMedia(param)) return { files: param.media.formats.flatMap((format) => endings[format] ?? [format]) };
  if (isObject(param)) return { files: ['json'] };
  if ('values' in param && param.values) return { values: Object.entries(param.values).map(([wire, [word]]) => word ?? wire) };
  return undefined;
}

/** For the flag of a parameter, or of a file that is uploaded for it. */
function valuesOfFlag({ params, uploads = [] }: Action, flag: string): ProposedValues | undefined {
  const upload = uploads.find((each) => `--${each.flag}` === flag);
  if (upload) return { files: (upload.media?.formats ?? []).flatMap((format) => endings[format] ?? [format]) };
  const place = placesOf(params)
    .flatMap((each) => [each, ...membersAt(each).flatMap(withMembers)])
    .find((each) => namesAt(each).includes(flag));
  return place ? valuesOfParam(place.param) : undefined;
}

const regionsOf = (action: Action | undefined): string[] =>
  [...new Set((action ? [action] : allActions).flatMap(({ regions }) => regions))].toSorted();

const fileFlags = [
  '--input',
  '--body',
  '--config-file',
  '--theirs',
  '--html',
  '--curve',
  '--baseline',
  '--genuine',
  '--impostor',
  '--trace',
];

/** The action that a row calls. */
const actionOf = ({ words }: CommandRow): Action | undefined => allActions.find(({ command }) => command.join(' ') === words.join(' '));

/** Values of a flag; undefined if there is nothing to propose. */
export async function flagValues(flag: string, row: CommandRow | undefined, sources: Sources): Promise<ProposedValues | undefined> {
  const action = row && actionOf(row);
  const own = action && valuesOfFlag(action, flag);
  if (own) return own;
  if (flag === '--profile') return { values: await sources.profiles() };
  if (flag === '--outcome') return { values: await sources.outcomes(action) };
  if (flag === '--region') return { values: regionsOf(action) };
  if (flag === '--save-dir') return { files: ['/'] };
  if (flag === '--action' || flag === '--target-action') return { values: allActions.map(({ name }) => name) };
  if (fileFlags.includes(flag)) return anyFile;
  const option = row?.options?.().find(({ long, short }) => long === flag || short === flag);
  const known = globalFlags.find(({ flags }) => flags.split(/[ ,]+/).includes(flag));
  const choices = option?.argChoices ?? known?.choices ?? known?.list;
  return choices ? { values: choices } : undefined;
}

/** Values of a word after the command. */
export async function wordValues(row: CommandRow, rows: readonly CommandRow[], sources: Sources): Promise<ProposedValues | undefined> {
  const path = row.words.join(' ');
  const vendorNames = declaredVendors.map(({ name }) => name);
  if (path === 'help') return { values: [...new Set([...rows.map(({ words: [first = ''] }) => first), ...topicNames])] };
  const names = allActions.map(({ name }) => name);
  if (path === 'actions show') return { values: names };
  if (path === 'schema') return { values: ['result', 'error', 'eval', ...names] };
  if (path === 'completion') return { values: ['bash', 'zsh', 'fish', 'powershell'] };
  if (path === 'call') return { values: vendorNames };
  if (path === 'config use') return { values: await sources.profiles() };
  const first = row.args?.[0]?.name ?? '';
  if (first === '[vendor]') return { values: vendorNames };
  return /path|file|results|manifest/i.test(first) ? anyFile : undefined;
}
