import { isUtf8 } from 'node:buffer';
import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../../../core/json.ts';
import { headerOf, type WireRequest } from '../../../sign/wire-request.ts';
import { wrongBodies } from '../mistakes/body.ts';
import { type Mistake, withoutImitation } from '../mistakes/mistake.ts';
import { plainCause } from '../mistakes/plain-cause.ts';
import type { ShowPiece } from '../shown-piece.ts';
import { commonLength, type Difference, noPlace, placeOf } from './difference.ts';

/** Headers that say what is called. TC3 does not sign them, but the service reads them. */
const unsigned: readonly { header: string; name: string }[] = [
  { header: 'X-TC-Action', name: 'Action' },
  { header: 'X-TC-Version', name: 'Version' },
  { header: 'X-TC-Region', name: 'Region' },
  { header: 'X-TC-Token', name: 'X-TC-Token' },
];

/** What differs in the headers that TC3 leaves unsigned. */
export function unsignedDifferences(ours: WireRequest, theirs: WireRequest, show: ShowPiece): Difference[] {
  return unsigned.flatMap(({ header, name }) => {
    const [mine, other] = [ours, theirs].map((request) => headerOf(request, header.toLowerCase()));
    if (mine === other) return [];
    const cause = plainCause({ name, kind: 'part', ours: mine, theirs: other });
    return [{ stage: 'Request', field: header, ...noPlace, ours: show(mine, 0, header), theirs: show(other, 0, header), cause }];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The names of the members whose values differ. */
function otherMembers(ours: Record<string, unknown>, theirs: Record<string, unknown>): string[] {
  const names = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
  return names.filter((name) => !isDeepStrictEqual(ours[name], theirs[name])).map((name) => name.slice(0, 40));
}

function bodyCause(ours: Buffer, theirs: Buffer): Mistake {
  const fix = 'hash and send the same bytes, and compare with the command of the same values';
  for (const { mistake, bodies } of wrongBodies(ours))
    if (bodies.some((body) => theirs.equals(Buffer.from(body)))) return withoutImitation(mistake);
  const [mine, other] = [parsed(ours.toString('utf8')), parsed(theirs.toString('utf8'))];
  if (!isRecord(mine) || !isRecord(other)) return { id: 'body', cause: 'the body is different', fix };
  const names = otherMembers(mine, other);
  if (names.length > 0) return { id: 'body', cause: `the body is different: the values differ for ${names.slice(0, 8).join(', ')}`, fix };
  return { id: 'json-order', cause: 'the members of the JSON are in another order, or the blanks between them differ', fix };
}

/** What differs between two bodies that are both known. */
export function bodyDifference(ours: Buffer, theirs: Buffer, show: ShowPiece): Difference {
  const isText = isUtf8(ours) && isUtf8(theirs);
  const [mine, other] = [ours, theirs].map((body) => body.toString(isText ? 'utf8' : 'latin1')) as [string, string];
  const at = commonLength(mine, other);
  return {
    stage: 'Body',
    field: 'body',
    ...placeOf(other, at),
    ours: show(mine, at, 'body'),
    theirs: show(other, at, 'body'),
    cause: bodyCause(ours, theirs),
  };
}
