import { describe, expect, it } from 'vitest';
import { codeEntry } from '../../../src/core/declare/codes.ts';
import { IdvError } from '../../../src/core/errors.ts';
import { readPath } from '../../../src/core/json.ts';
import { everyFace } from '../../../src/core/judge/each-face.ts';
import type { FaceLists } from '../../../src/core/judge/judgement.ts';

const retake = codeEntry({ verdict: 'retake' }, 'person', 'fixed');
const noFace = retake('none', 'again');
const severalFaces = retake('several', 'alone');
const lists: FaceLists = {
  pictures: 'Out.Pictures',
  of: 'In',
  id: 'Id',
  faces: 'Out.Pictures[].Faces',
  faceCount: 'Out.Pictures[].Count',
  noFace,
  severalFaces,
};

const answer = (fields: Record<string, unknown>) => ({ kind: 'result' as const, fields, requestId: 'r-1' });
/** Gives each picture its own Id, unless it has one or is not an object. */
const pictures = (...all: readonly unknown[]) => answer({ Out: { Pictures: all.map(identified), Kept: 1 }, Extra: { a: [1, 2] } });
const identified = (picture: unknown, index: number): unknown =>
  typeof picture === 'object' && picture !== null && !Array.isArray(picture) ? { Id: `p-${index}`, ...picture } : picture;
const faces = (...names: readonly string[]) => ({ Faces: names.map((Name) => ({ Name })) });
const sent = (count: number) => ({ In: Array.from({ length: count }, () => ({})) });

/** The name of each face, read from the path that a judgement reads, or the code that says why a picture has no face. */
const seen = (given: ReturnType<typeof answer>, values: Record<string, unknown>) =>
  everyFace(given, lists, values).map((face) => ('code' in face ? face.code : readPath(face.answer.fields, 'Out.Pictures[].Faces[].Name')));

describe('everyFace', () => {
  it('returns one answer for each face in order, and a code for a picture without exactly one face', () => {
    expect(seen(pictures(faces('a')), sent(1))).toEqual(['a']);
    expect(seen(pictures(faces('a'), faces('b'), faces('c')), sent(3))).toEqual(['a', 'b', 'c']);
    expect(seen(pictures(faces('a'), faces(), faces('b', 'c')), sent(3))).toEqual(['a', 'no-face', 'b', 'c', 'several-faces']);
    expect(seen(pictures({}, { Faces: null }), sent(2))).toEqual(['no-face', 'no-face']);
  });

  it('keeps the other members of the answer, and does not change the answer', () => {
    const given = pictures(faces('a', 'b'), faces('c'));
    const before = structuredClone(given);
    const [first] = everyFace(given, lists, sent(2));
    expect(given).toEqual(before);
    expect(first).toEqual({
      answer: answer({ Out: { Pictures: [{ Id: 'p-0', Faces: [{ Name: 'a' }] }], Kept: 1 }, Extra: { a: [1, 2] } }),
    });
  });

  it('uses the singular for one picture or face in its messages', () => {
    const refusal = (given: ReturnType<typeof answer>, values: Record<string, unknown>) => () => everyFace(given, lists, values);
    expect(refusal(pictures({ ...faces('a'), Count: 0 }), sent(1))).toThrow('and 1 face is judged');
    expect(refusal(pictures({ ...faces('a', 'b'), Count: 1 }), sent(1))).toThrow('and 2 faces are judged');
    expect(refusal(pictures(faces('a')), sent(2))).toThrow('is about 1 picture, and 2 were sent');
    expect(refusal(pictures(faces('a'), faces('b')), sent(1))).toThrow('is about 2 pictures, and 1 was sent');
  });

  it.each([
    ['fewer pictures than were sent', pictures(faces('a')), sent(2)],
    ['more pictures than were sent', pictures(faces('a'), faces('b')), sent(1)],
    ['no pictures when none were sent', pictures(), sent(0)],
    ['no pictures when the number sent is unknown', pictures(), {}],
    ['two pictures when the number sent is unknown', pictures(faces('a'), faces('b')), {}],
    ['fewer pictures than the parameter names count', pictures(faces('a')), { 'In.1.X': '', 'In.2.X': '' }],
    ['pictures that are not a list', answer({ Out: { Pictures: faces('a') } }), sent(1)],
    ['the same picture twice', pictures({ ...faces('a'), Id: 'x' }, { ...faces('b'), Id: 'x' }), sent(2)],
    ['two pictures, one of them without an Id', pictures(faces('a'), { ...faces('b'), Id: null }), sent(2)],
    ['an answer without the list of pictures', answer({}), sent(1)],
    ['a picture that is text', pictures('a'), sent(1)],
    ['a picture that is null', pictures(null), sent(1)],
    ['a picture that is a list', pictures([faces('a')]), sent(1)],
    ['faces that are not a list', pictures({ Faces: { Name: 'a' } }), sent(1)],
    ['faces that are text', pictures({ Faces: 'a' }), sent(1)],
  ])('refuses %s', (_what, given, values) => {
    expect(() => everyFace(given, lists, values)).toThrow(IdvError);
    expect(() => everyFace(given, lists, values)).toThrow(expect.objectContaining({ exitCode: 23, requestId: 'r-1' }));
  });

  it('counts the sent pictures by the length of a list, by the numbers in names, and by both', () => {
    expect(seen(pictures(faces('a'), faces('b')), { 'In.1.X': '', 'In.1.Y': '', 'In.2.X': '' })).toEqual(['a', 'b']);
    expect(seen(pictures(faces('a'), faces('b')), { ...sent(1), 'In.2.X': '', 'Inside.3.X': '' })).toEqual(['a', 'b']);
    expect(seen(pictures(faces('a')), {})).toEqual(['a']);
  });

  it('does not copy the rest of the answer for each face, because an answer may be long', () => {
    const given = pictures({ ...faces('a', 'b'), Large: new Array(10) });
    const shown = everyFace(given, lists, sent(1)).flatMap((face) => ('answer' in face ? [face.answer.fields.Extra] : []));
    expect(shown).toHaveLength(2);
    for (const rest of shown) expect(rest).toBe(given.fields.Extra);
  });
});

describe('the face count next to the list of faces', () => {
  const counted = (Count: unknown, ...names: readonly string[]) => pictures({ ...faces(...names), Count });

  it('takes precedence over the list when it is higher', () => {
    expect(seen(counted(1, 'a'), sent(1))).toEqual(['a']);
    expect(seen(counted(2, 'a'), sent(1))).toEqual(['a', 'several-faces']);
    expect(seen(counted(0), sent(1))).toEqual(['no-face']);
    expect(seen(counted(null, 'a'), sent(1))).toEqual(['a']);
  });

  it.each([
    ['zero, with one face in the list', counted(0, 'a')],
    ['lower than the number of judged faces', counted(1, 'a', 'b')],
    ['1, with no face in the list', counted(1)],
    ['text', counted('1', 'a')],
    ['half a face', counted(1.5, 'a')],
  ])('makes the answer unreadable when it is %s', (_what, given) => {
    expect(() => seen(given, sent(1))).toThrow(
      expect.objectContaining({ exitCode: 23, message: expect.stringContaining('Out.Pictures[].Count is ') }),
    );
  });

  it('does not make the answer readable when the number of sent pictures is unknown, because the body was sent as it was given', () => {
    expect(() => everyFace(counted(1, 'a'), lists, undefined)).toThrow(expect.objectContaining({ exitCode: 23, code: 'unknown-request' }));
  });
});
