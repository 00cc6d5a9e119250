import { describe, expect, it } from 'vitest';
import { globalFlags } from '../../src/cli/flags/global-flags.ts';
import type { Action } from '../../src/core/declare/action.ts';
import { isImageOrVideo, isMedia, type MediaLimits, membersAt, placesOf, withMembers } from '../../src/core/declare/params.ts';
import { allActions } from '../../src/vendors/catalogue.ts';
import { requireVendor } from '../../src/vendors/registry.ts';
import { allFields, allParams, elementOf, fieldAt, flagsOf, reachedTypes } from '../support/declared.ts';

/** What must be true of every action, also of the actions that are added later. */

const cases = allActions.map((action) => [action.name, action] as const);
const longFlags = (flags: string): string[] => [...flags.matchAll(/--([a-z][a-z0-9-]*)/g)].flatMap(([, name]) => (name ? [name] : []));
const flowFlags = ['wait', 'wait-timeout', 'open', 'qr'];
const reserved = [...globalFlags.flatMap(({ flags }) => longFlags(flags)), ...flowFlags, 'help', 'version'];

const mediaOf = (action: Action): MediaLimits[] => [
  ...allParams(action)
    .filter(isMedia)
    .map(({ media }) => media),
  ...(action.uploads ?? []).flatMap(({ media }) => media ?? []),
];

const twice = (names: readonly string[]): string[] => names.filter((name, index) => names.indexOf(name) !== index);

describe('the list of all actions', () => {
  it('has each name, command and summary only once', () => {
    expect(twice(allActions.map(({ vendor, product, name }) => `${vendor} ${product} ${name}`))).toEqual([]);
    expect(twice(allActions.map(({ command }) => command.join(' ')))).toEqual([]);
    expect(twice(allActions.map(({ summary }) => summary))).toEqual([]);
  });

  it('has no command that is the group of another command', () => {
    const commands = allActions.map(({ command }) => command.join(' '));
    expect(commands.filter((command) => commands.some((other) => other.startsWith(`${command} `)))).toEqual([]);
  });

  it('limits the size of every file, except for ExecuteRequest, whose vendor prints no limit', () => {
    const isUnlimited = ({ maxBase64Bytes, maxFileBytes }: MediaLimits): boolean => (maxBase64Bytes ?? maxFileBytes) === undefined;
    expect(allActions.filter((action) => mediaOf(action).some(isUnlimited)).map(({ name }) => name)).toEqual(['ExecuteRequest']);
    const tencent = allActions.filter(({ vendor }) => vendor === 'tencent').flatMap(mediaOf);
    expect(tencent.filter(({ maxBase64Bytes }) => maxBase64Bytes === undefined)).toEqual([]);
  });

  it('declares an MD5 parameter for every upload to Tencent Cloud', () => {
    const uploads = allActions.filter(({ vendor }) => vendor === 'tencent').flatMap((action) => action.uploads ?? []);
    expect(uploads.filter(({ md5 }) => md5 === undefined)).toEqual([]);
  });
});

describe.each(cases)('%s', (_name, action) => {
  it('has unique flags that no global flag uses', () => {
    const flags = flagsOf(action);
    expect(twice(flags)).toEqual([]);
    expect(flags.filter((flag) => reserved.includes(flag))).toEqual([]);
    for (const flag of flags) expect(flag).toMatch(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)?$/);
  });

  it('explains every parameter, and takes at most one parameter as a word', () => {
    expect(allParams(action).filter(({ help }) => help.trim() === '')).toEqual([]);
    expect(action.params.filter(({ positional }) => positional).length).toBeLessThanOrEqual(1);
    expect(twice(action.params.map(({ name }) => name))).toEqual([]);
  });

  it('explains every output field and every member with a phrase of at least two words', () => {
    const bare = allFields(action).filter(({ field: { help } }) => help.length < 8 || !/\S \S/.test(help) || /[.\s]$|^\s/.test(help));
    expect(bare.map(({ place }) => place)).toEqual([]);
  });

  it('has friendly values that are unique and in lower case', () => {
    for (const param of allParams(action)) {
      const values = 'values' in param && param.values ? param.values : {};
      const words = Object.entries(values).flatMap(([wire, friendly]) => [...new Set([wire.toLowerCase(), ...friendly])]);
      expect(twice(words), param.name).toEqual([]);
      expect(
        words.filter((word) => word !== word.toLowerCase()),
        param.name,
      ).toEqual([]);
      const { fallback, fixed } = { fallback: undefined, fixed: undefined, ...param };
      for (const chosen of [param.default, fallback, fixed]) {
        if (chosen !== undefined && Object.keys(values).length > 0) expect(Object.keys(values), param.name).toContain(chosen);
      }
    }
  });

  it('limits every picture and video', () => {
    for (const { formats, ...limits } of mediaOf(action)) {
      expect(formats.length).toBeGreaterThan(0);
      expect(twice(formats)).toEqual([]);
      const { kind: _kind, formatsAssumed: _assumed, spokenWhere: _spoken, ...numbers } = limits;
      for (const [name, limit] of Object.entries(numbers)) expect(limit, name).toBeGreaterThan(0);
      expect(limits.minSidePx ?? 0).toBeLessThanOrEqual(limits.maxSidePx ?? Number.POSITIVE_INFINITY);
    }
  });

  it('has rules and uploads only for existing parameters', () => {
    const paths = placesOf(action.params)
      .flatMap(withMembers)
      .map(({ path }) => path);
    const filled = (action.uploads ?? []).flatMap(({ url, md5 }) => [url, ...(md5 === undefined ? [] : [md5])]);
    const used = [...(action.rules ?? []).map(({ param }) => param), ...filled];
    expect(used.filter((path) => !paths.includes(path))).toEqual([]);
  });

  it('declares members for every parameter that is not a plain value', () => {
    const plain = /^(Array of )?(String|Integer|Float|Boolean)$/;
    for (const place of placesOf(action.params).flatMap(withMembers)) {
      const names = membersAt(place).map(({ param }) => param.name);
      // A file that may be a picture or a video has two members for its flags, although its type on the wire is text.
      expect(names.length > 0, place.path).toBe(isImageOrVideo(place.param) || !plain.test(place.param.type));
      expect(twice(names), place.path).toEqual([]);
    }
  });

  it('declares every type that it uses, and no other', () => {
    expect(Object.keys(action.types ?? {}).sort()).toEqual([...reachedTypes(action)].sort());
  });

  it('has a unique file name for every media member', () => {
    const media = allFields(action).filter(({ field }) => field.media !== undefined);
    for (const { place, field } of media) {
      expect(field.file, place).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(['String', 'FileInfo'], place).toContain(elementOf(field.type));
    }
    expect(twice(media.map(({ field }) => field.file ?? ''))).toEqual([]);
    const beside = media.filter(({ field }) => field.md5 !== undefined).map(({ field }) => field.md5 ?? '');
    for (const md5 of beside) expect(action.output.map(({ name }) => name)).toContain(md5);
  });

  it('marks tokens, URLs of files and documents as sensitive', () => {
    const open = allFields(action).filter(({ field: { name, type, sensitive } }) => {
      const key = /(Token|Url|URL)$/.test(name) || /^(Normal)?CardInfo$/.test(type);
      return key && !sensitive;
    });
    expect(open.map(({ place }) => place)).toEqual([]);
    expect(allParams(action).filter(({ name, sensitive }) => /Token$|^Image.*URL/.test(name) && !sensitive)).toEqual([]);
  });

  it('has an entry in the code table for each of its errors', async () => {
    const codes = await requireVendor(action.vendor).loadCodes();
    expect(action.errors.filter((code) => !Object.hasOwn(codes, code))).toEqual([]);
    expect(twice(action.errors)).toEqual([]);
  });

  it('is readOnly if it reads the result of a token, and not readOnly if it issues one', () => {
    const reads = action.judgement !== undefined && action.params.some(({ positional }) => positional);
    if (reads) expect(action).toMatchObject({ readOnly: true });
    if (action.follow) expect(action).toMatchObject({ readOnly: false });
  });

  it('issues tokens only for an action that takes them', () => {
    const { follow } = action;
    const reader = allActions.find(({ name }) => name === follow?.action);
    const takes = reader?.params.find(({ positional }) => positional)?.name;
    expect(takes).toBe(follow?.token.split('.').at(-1));
    expect(follow === undefined || (reader?.readOnly && reader.judgement !== undefined)).toBe(true);
    const named = [follow?.token, follow?.page, follow?.intervalS, follow?.maxPolls].filter((name) => name !== undefined);
    expect(named.filter((path) => fieldAt(action, path) === undefined)).toEqual([]);
  });

  it('has examples that begin with its own command and use existing flags', () => {
    expect(action.examples.length).toBeGreaterThan(0);
    const known = [...flagsOf(action), ...reserved];
    for (const example of action.examples) {
      expect(example.startsWith(`${['idv', ...action.command].join(' ')}`), example).toBe(true);
      const used = [...example.matchAll(/ --([a-z][a-z0-9.-]*)/g)].flatMap(([, flag]) => (flag ? [flag] : []));
      expect(
        used.filter((flag) => !known.includes(flag)),
        example,
      ).toEqual([]);
    }
  });
});
