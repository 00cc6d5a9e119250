import type { Action, Field } from '../core/declare/action.ts';
import { emptyClip } from './empty-clip.ts';
import { greyPicture } from './grey-picture.ts';
import { type FileKind, type HostedFile, hostFile } from './hosted-files.ts';
import { cardOf } from './sample-card.ts';
import { sampleNumber, sampleNumbers } from './sample-number.ts';
import { sampleText } from './sample-text.ts';
import type { Scene } from './scene.ts';

export interface SampleContext {
  types: Action['types'];
  scene: Scene;
  /** What any member reads that is a score. */
  score: number;
  passed: boolean;
  /** Whether there are pictures and clips to hand out. */
  hasMedia: boolean;
}

/** How often a type may hold itself. */
const deepest = 4;

const entryOf = (type: string): string | undefined => /^Array of (.+)$/.exec(type)?.[1];

function fileKind({ name, media }: Field): FileKind {
  if (media === 'image' || media === 'video') return media;
  return /Json$/i.test(name) ? 'document' : 'data';
}

const isFileInfo = ({ type }: Field): boolean => type === 'FileInfo';

const contents: Readonly<Record<'image' | 'video' | 'data', () => Buffer>> = {
  image: greyPicture,
  video: emptyClip,
  data: () => Buffer.from('made up by the sandbox\n'),
};

function fileMembers({ url, md5, bytes }: HostedFile): Record<string, unknown> {
  return { Url: url, MD5: md5, Size: bytes };
}

function scalar({ name, type }: Field, context: SampleContext): unknown {
  if (type === 'Integer' || type === 'Float') return sampleNumber(name, { score: context.score, nowMs: context.scene.nowMs });
  if (type === 'Boolean') return context.passed && /Pass(?:ed)?$/.test(name);
  if (type !== 'String') return null;
  if (name === 'RequestId' || name === 'Seq') return context.scene.requestId;
  return /Url$/i.test(name) ? null : sampleText(name);
}

/** An object of nothing but kinds of card has one of them, and null for the rest. */
const isChoice = (members: readonly Field[], types: Action['types']): boolean =>
  members.length >= 4 && members.every(({ type }) => types?.[type] !== undefined);

function objectValue(type: string, context: SampleContext, depth: number): unknown {
  const members = depth < deepest ? context.types?.[type] : undefined;
  if (!members) return null;
  if (!isChoice(members, context.types)) return sampleMembers(members, context, depth + 1);
  const one = cardOf(members, context.scene.token);
  return Object.fromEntries(members.map((member) => [member.name, member === one ? sampleValue(member, context, depth + 1) : null]));
}

function mediaValue(field: Field, { scene, hasMedia }: SampleContext): unknown {
  if (!hasMedia) return null;
  if (isFileInfo(field)) return fileMembers(hostFile(fileKind(field), scene));
  if (field.md5) return hostFile(fileKind(field), scene).url;
  return contents[field.media ?? 'data']().toString('base64');
}

function sampleValue(field: Field, context: SampleContext, depth: number): unknown {
  if (field.retired) return null;
  const element = entryOf(field.type);
  if (element !== undefined) {
    const numbers = sampleNumbers(field.name);
    if (numbers) return [...numbers];
    const entry = depth < deepest && !/^(?:Warn|Edit)/.test(field.name) ? sampleValue({ ...field, type: element }, context, depth) : null;
    return entry === null ? [] : [entry];
  }
  if (field.media || isFileInfo(field)) return mediaValue(field, context);
  return context.types?.[field.type] ? objectValue(field.type, context, depth) : scalar(field, context);
}

/** One believable value for every member; a list has one entry. */
export function sampleMembers(fields: readonly Field[], context: SampleContext, depth = 0): Record<string, unknown> {
  const members = Object.fromEntries(fields.map((field) => [field.name, sampleValue(field, context, depth)]));
  for (const field of fields) {
    if (field.md5) members[field.md5] = context.hasMedia ? hostFile(fileKind(field), context.scene).md5 : null;
  }
  return members;
}

/** Whether any answer of the action points to a file. */
export const pointsToFiles = ({ output, types = {} }: Pick<Action, 'output' | 'types'>): boolean =>
  [...output, ...Object.values(types).flat()].some(
    (field) => field.md5 !== undefined || (entryOf(field.type) ?? field.type) === 'FileInfo',
  );
