import type { Action, Field } from '../../core/declare/action.ts';
import { elementOf } from '../../core/declare/params.ts';
import type { CallContext } from '../checks/admission.ts';
import { type FileFault, type HostedFile, hostFile } from '../files/hosted-files.ts';
import { type FileKind, sampleFiles } from '../files/sample-files.ts';
import type { Token } from '../tokens/sealed-token.ts';
import { sampleNumber, sampleNumberList, sampleText } from './sample-scalars.ts';

/** What the invented values of an answer depend on, besides the outcome. */
export interface AnswerContext extends CallContext {
  /** The values of the call. */
  sent?: Readonly<Record<string, unknown>> | undefined;
  /** The token that the call reads. */
  token?: Token | undefined;
  /** What is wrong with the files that the answer points to. */
  fileFault?: FileFault | undefined;
}

interface SampleContext {
  types: Action['types'];
  answer: AnswerContext;
  /** The value of every field that is a score. */
  score: number;
  passed: boolean;
  /** True if the answer has images and videos. */
  hasMedia: boolean;
}

/** How deep objects are filled in. Some types contain themselves. */
const deepestType = 4;

function fileKind({ name, media }: Field): FileKind {
  if (media === 'image' || media === 'video') return media;
  return /Json$/i.test(name) ? 'document' : 'data';
}

const isFileInfo = ({ type }: Field): boolean => type === 'FileInfo';

const fileInfoValue = ({ url, md5, bytes }: HostedFile): Record<string, unknown> => ({ Url: url, MD5: md5, Size: bytes });

function mediaValue(field: Field, { answer, hasMedia }: SampleContext): unknown {
  if (!hasMedia) return null;
  if (isFileInfo(field)) return fileInfoValue(hostFile(fileKind(field), answer));
  if (field.md5) return hostFile(fileKind(field), answer).url;
  return sampleFiles[field.media ?? 'data'].content().toString('base64');
}

function scalarValue({ name, type }: Field, { answer, score, passed }: SampleContext): unknown {
  if (type === 'Integer' || type === 'Float') return sampleNumber(name, { score, nowMs: answer.nowMs });
  if (type === 'Boolean') return passed && /Pass(?:ed)?$/.test(name);
  if (type !== 'String') return null;
  if (name === 'RequestId' || name === 'Seq') return answer.requestId;
  return /Url$/i.test(name) ? null : sampleText(name);
}

/** For each country, a word in the names of its documents. */
const countryWords: Readonly<Record<string, string>> = {
  BGD: 'BANGLADESH',
  HKG: 'HK',
  IDN: 'INDONESIA',
  JPN: 'JAPAN',
  MYS: 'ML',
  NGA: 'NIGERIA',
  PAK: 'PAKISTAN',
  PHL: 'PHILIPPINES',
  SGP: 'SINGAPORE',
  THA: 'THAILAND',
  TWN: 'TAIWAN',
};

function askedCard({ values }: Token): { country: string | undefined; kind: string | undefined } {
  const type = Object.entries(values).find(([path]) => /card_?type$/i.test(path))?.[1];
  const kind = type === undefined ? undefined : String(type).replaceAll('_', '').toUpperCase();
  return { country: countryWords[String(values.Nationality)], kind: kind?.includes('PASSPORT') ? 'PASSPORT' : kind };
}

/** The kind of card that the token asked for, among those that an answer can contain. The first kind if the token does not say. */
function cardOf(members: readonly Field[], token: Token | undefined): Field | undefined {
  const { country, kind } = token ? askedCard(token) : {};
  const rank = ({ name }: Field): number => {
    const has = (word: string | undefined): boolean => word !== undefined && name.toUpperCase().includes(word);
    return (has(country) ? 2 : 0) + (has(kind) ? 1 : 0);
  };
  const best = Math.max(...members.map(rank));
  return members.find((member) => rank(member) === best);
}

/** True for an object that has a member for each kind of card. One of them is filled, the others are null. */
const isChoiceOfCards = (members: readonly Field[], types: Action['types']): boolean =>
  members.length >= 4 && members.every(({ type }) => types?.[type] !== undefined);

function objectValue(type: string, context: SampleContext, depth: number): unknown {
  const members = depth < deepestType ? context.types?.[type] : undefined;
  if (!members) return null;
  if (!isChoiceOfCards(members, context.types)) return sampleMembers(members, context, depth + 1);
  const card = cardOf(members, context.answer.token);
  return Object.fromEntries(members.map((member) => [member.name, member === card ? sampleValue(member, context, depth + 1) : null]));
}

function listValue(field: Field, context: SampleContext, depth: number): unknown[] {
  const numbers = sampleNumberList(field.name);
  if (numbers) return [...numbers];
  if (depth >= deepestType || /^(?:Warn|Edit)/.test(field.name)) return [];
  const entry = sampleValue({ ...field, type: elementOf(field.type) }, context, depth);
  return entry === null ? [] : [entry];
}

function sampleValue(field: Field, context: SampleContext, depth: number): unknown {
  if (field.retired) return null;
  if (elementOf(field.type) !== field.type) return listValue(field, context, depth);
  if (field.media || isFileInfo(field)) return mediaValue(field, context);
  return context.types?.[field.type] ? objectValue(field.type, context, depth) : scalarValue(field, context);
}

/** A believable value for every field. A list has one entry. */
export function sampleMembers(fields: readonly Field[], context: SampleContext, depth = 0): Record<string, unknown> {
  const members = Object.fromEntries(fields.map((field) => [field.name, sampleValue(field, context, depth)]));
  for (const field of fields) {
    if (field.md5) members[field.md5] = context.hasMedia ? hostFile(fileKind(field), context.answer).md5 : null;
  }
  return members;
}
