import type { SignMethod } from '../../../vendors/vendor.ts';
import { canonicalOf, type Draft, type Stage, toSignOf } from '../draft.ts';
import { imitationsOf } from '../imitations.ts';
import { lineMistakes } from '../mistakes/lines.ts';
import { type Mistake, withoutImitation } from '../mistakes/mistake.ts';
import { plainCause } from '../mistakes/plain-cause.ts';
import { schemes } from '../scheme.ts';
import type { ShowPiece } from '../shown-piece.ts';
import { piecesOf, type StagePiece } from '../stage-pieces.ts';
import { commonLength, type Difference, placeOf } from './difference.ts';

/** Longer texts contain media: imitating every mistake on them would take minutes, and the difference can be found without that. */
const longestImitated = 2 ** 20;

interface Comparison {
  stage: 'canonical' | 'toSign';
  right: Draft;
  ours: string;
  theirs: string;
  show: ShowPiece;
}

const textOf = (stage: Comparison['stage'], right: Draft): string => (stage === 'canonical' ? canonicalOf(right) : toSignOf(right));

export const stageName = (scheme: SignMethod, stage: Stage): string => schemes[scheme][stage];

/** Removes what an editor, a shell or Windows may have added around a text. */
const tidied = (text: string): string =>
  text
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .trim();

const fieldAt = (fields: readonly StagePiece[], index: number): StagePiece | undefined =>
  fields.filter(({ start }) => start <= index).at(-1);

/** If one mistake turns our complete text into theirs, there is one difference, at the first place. */
function differenceOfWhole({ stage, right, ours, theirs, show }: Comparison, cause: Mistake): Difference {
  const index = commonLength(ours, theirs);
  const [mine, other] = [ours, theirs].map((text) => fieldAt(piecesOf(right.scheme, stage, text), index));
  const field = mine?.name ?? other?.name ?? '';
  const shown = (text: string, piece: StagePiece | undefined): string | null =>
    piece
      ? show(text.slice(piece.start, piece.start + Math.max(piece.text.length, index - piece.start + 1)), index - piece.start, field)
      : null;
  return {
    stage: stageName(right.scheme, stage),
    field,
    ...placeOf(theirs, index),
    ours: shown(ours, mine),
    theirs: shown(theirs, other),
    cause,
  };
}

/** Pieces by name. If a name occurs twice, its number is added. */
function byName(fields: readonly StagePiece[]): Map<string, StagePiece> {
  const map = new Map<string, StagePiece>();
  for (const field of fields) {
    let name = field.name;
    for (let count = 2; map.has(name); count += 1) name = `${field.name} (${count})`;
    map.set(name, field);
  }
  return map;
}

/** The mistake that turns our piece into exactly this one. */
function imitatedCause({ stage, right, ours, theirs }: Comparison, name: string, piece: string | undefined): Mistake | undefined {
  if (piece === undefined || Math.max(ours.length, theirs.length) > longestImitated) return undefined;
  for (const imitation of imitationsOf(right)) {
    const wrong = byName(piecesOf(right.scheme, stage, imitation[stage])).get(name);
    if (wrong?.text === piece) return imitation.mistake;
  }
  return undefined;
}

function differenceOfField(comparison: Comparison, name: string, mine: StagePiece | undefined, other: StagePiece | undefined): Difference {
  const { stage, right, ours, theirs, show } = comparison;
  const kind = mine?.kind ?? other?.kind ?? 'part';
  const pieces = { name, kind, ours: mine?.text, theirs: other?.text };
  const at = mine && other ? commonLength(mine.text, other.text) : 0;
  return {
    stage: stageName(right.scheme, stage),
    field: name,
    ...(other ? placeOf(theirs, other.start + at) : placeOf(ours, (mine?.start ?? 0) + at)),
    ours: show(mine?.text, at, name),
    theirs: show(other?.text, at, name),
    // No mistake is imitated for a list of names: if it has several lines, its last line would look like another list.
    cause: (name === 'SignedHeaders' ? undefined : imitatedCause(comparison, name, mine && other?.text)) ?? plainCause(pieces),
  };
}

const otherOrder: Mistake = {
  id: 'parameter-order',
  cause: 'the pieces are the same, in another order',
  fix: 'sort by name in byte order',
};

/** Compares piece by piece, so that each of several mistakes is found. */
function differencesOfFields(comparison: Comparison): Difference[] {
  const { stage, right, ours, theirs } = comparison;
  const [mine, other] = [ours, theirs].map((text) => byName(piecesOf(right.scheme, stage, text))) as [
    Map<string, StagePiece>,
    Map<string, StagePiece>,
  ];
  const found = [...new Set([...mine.keys(), ...other.keys()])]
    .filter((name) => mine.get(name)?.text !== other.get(name)?.text)
    .map((name) => ({
      start: (mine.get(name) ?? other.get(name))?.start ?? 0,
      difference: differenceOfField(comparison, name, mine.get(name), other.get(name)),
    }))
    .sort((a, b) => a.start - b.start)
    .map(({ difference }) => difference);
  return found.length > 0 ? found : [differenceOfWhole(comparison, otherOrder)];
}

function wholeCause({ stage, right, theirs, ours }: Comparison): Mistake | undefined {
  if (Math.max(ours.length, theirs.length) > longestImitated) {
    return lineMistakes.find(({ imitate }) => imitate(ours).includes(theirs));
  }
  for (const imitation of imitationsOf(right)) if (imitation[stage] === theirs) return imitation.mistake;
  return undefined;
}

/** The differences between a right draft and another party's text of the same stage, in the order of the text. */
export function compareStage(stage: 'canonical' | 'toSign', right: Draft, theirs: string, show: ShowPiece): Difference[] {
  const ours = textOf(stage, right);
  if (ours === theirs) return [];
  const comparison = { stage, right, ours, theirs, show };
  const cause = wholeCause(comparison);
  if (cause) return [differenceOfWhole(comparison, withoutImitation(cause))];
  const tidy = tidied(theirs);
  if (tidy === theirs) return differencesOfFields(comparison);
  const around = lineMistakes.find(({ id }) => id === (theirs.includes('\r\n') ? 'line-ends' : 'trailing-newline'));
  const inner = tidy === ours ? [] : compareStage(stage, right, tidy, show);
  return around ? [...inner, differenceOfWhole({ ...comparison, ours: tidy }, withoutImitation(around))] : inner;
}
