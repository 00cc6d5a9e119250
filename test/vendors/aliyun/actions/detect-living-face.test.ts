import { describe, expect, it } from 'vitest';
import { detectLivingFace as action } from '../../../../src/vendors/aliyun/actions/detect-living-face.ts';
import { aliyunCodes as codes } from '../../../../src/vendors/aliyun/codes/table.ts';
import { liveFace, livingAnswer, sentPictures } from '../../../support/aliyun-samples.ts';
import { exitOf, outcomeOf, resultOf } from '../../../support/judged.ts';

type Fields = Record<string, unknown>;

const outcome = (pictures: readonly (readonly Fields[])[], threshold?: number) =>
  outcomeOf(resultOf(livingAnswer(...pictures)), action, codes, {
    values: sentPictures(pictures.length),
    ...(threshold === undefined ? {} : { threshold }),
  });
const exit = (...pictures: readonly (readonly Fields[])[]): number =>
  exitOf(resultOf(livingAnswer(...pictures)), action, codes, { values: sentPictures(pictures.length) });
const one = (face: Fields): number => exit([liveFace(face)]);

const live = liveFace();
const spoof = liveFace({ Suggestion: 'block', Label: 'liveness' });
const unsure = liveFace({ Suggestion: 'review' });

describe('one face in one picture', () => {
  it('passes with liveness alone checked', () => {
    expect(outcome([[live]])).toMatchObject({ verdict: 'pass', checked: ['liveness'], score: 99.5, threshold: 80 });
  });

  it.each([
    ['pass', 'normal', 0],
    ['pass', 'liveness', 11],
    ['review', 'normal', 15],
    ['review', 'liveness', 15],
    ['block', 'normal', 11],
    ['block', 'liveness', 11],
    ['pass', 'something', 23],
    ['pass', 'Normal', 23],
    ['Pass', 'normal', 23],
    ['', 'normal', 23],
    ['something', 'normal', 23],
  ])('Suggestion %s, Label %s: exit %i', (Suggestion, Label, exitCode) => expect(one({ Suggestion, Label })).toBe(exitCode));

  it.each([undefined, null, 7, true, ['normal'], ''])('a Label of %j lets nothing pass', (Label) => expect(one({ Label })).toBe(23));

  it.each([undefined, null, 7, true, ['pass']])('a Suggestion of %j is not an answer', (Suggestion) =>
    expect(one({ Suggestion })).toBe(23),
  );
});

describe('Rate', () => {
  it.each([
    [79.9, 15],
    [0, 15],
    [80, 0],
    [100, 0],
    [101, 23],
    [-1, 23],
    ['99.5', 23],
    [undefined, 23],
    [null, 23],
    [true, 23],
  ])('%j with a pass is exit %i', (Rate, exitCode) => expect(one({ Rate })).toBe(exitCode));

  it('under the bar that was asked for is for a person to review', () => {
    expect(outcome([[liveFace({ Rate: 85 })]], 90)).toMatchObject({ verdict: 'review', score: 85, threshold: 90 });
    expect(outcome([[liveFace({ Rate: 90 })]], 90)).toMatchObject({ verdict: 'pass', threshold: 90 });
    expect(outcome([[liveFace({ Rate: 70 })]], 50)).toMatchObject({ verdict: 'review', threshold: 80 });
  });
});

describe('several faces and pictures', () => {
  it('no face is to be taken again', () => {
    expect(outcome([[]])).toMatchObject({
      verdict: 'retake',
      score: null,
      threshold: 80,
      reason: { message: expect.stringContaining('no face') },
    });
    expect(outcome([[]], 90)).toMatchObject({ verdict: 'retake', threshold: 90 });
  });

  it('several faces are to be taken again, unless one is worse', () => {
    expect(outcome([[live, live]])).toMatchObject({ verdict: 'retake', reason: { message: expect.stringContaining('several faces') } });
    expect(exit([live, spoof])).toBe(11);
    expect(exit([spoof, live])).toBe(11);
    expect(exit([live, unsure])).toBe(12);
    expect(exit([live, liveFace({ Rate: 'x' })])).toBe(23);
  });

  it.each([
    ['all live', [[live], [live], [live]], 0],
    ['one an attack', [[live], [spoof], [live]], 11],
    ['the last an attack', [[live], [live], [spoof]], 11],
    ['the first an attack', [[spoof], [live]], 11],
    ['one unsure', [[live], [unsure]], 15],
    ['one without a face', [[live], []], 12],
    ['one without a face, one an attack', [[], [spoof]], 11],
    ['one under the bar', [[live], [liveFace({ Rate: 20 })]], 15],
    ['one not to be read', [[spoof], [liveFace({ Suggestion: 7 })]], 23],
  ])('%s', (_what, pictures, exitCode) => expect(exit(...pictures)).toBe(exitCode));

  it('the lowest of several passes is the one that is shown', () => {
    expect(outcome([[liveFace({ Rate: 99 })], [liveFace({ Rate: 83 })], [liveFace({ Rate: 90 })]])).toMatchObject({
      verdict: 'pass',
      score: 83,
    });
  });
});

describe('an answer that does not speak of all that was sent', () => {
  const judged = (fields: Fields, values: Fields): number => exitOf(resultOf(fields), action, codes, { values });

  it.each([
    ['fewer pictures', livingAnswer([live]), sentPictures(2)],
    ['more pictures', livingAnswer([live], [live]), sentPictures(1)],
    ['none', livingAnswer(), sentPictures(1)],
    ['none of none', livingAnswer(), { Tasks: [] }],
    ['fewer than were named one by one', livingAnswer([live]), { 'Tasks.1.ImageURL': 'http://a', 'Tasks.2.ImageData': 'b' }],
    ['fewer than were named in both ways', livingAnswer([live]), { ...sentPictures(1), 'Tasks.2.ImageData': 'b' }],
    ['Elements that are no list', { Data: { Elements: livingAnswer([live]) } }, sentPictures(1)],
    ['no Elements', { Data: {} }, sentPictures(1)],
    ['a picture that is null', { Data: { Elements: [null] } }, sentPictures(1)],
    ['a picture that is text', { Data: { Elements: ['pass'] } }, sentPictures(1)],
    ['faces that are no list', { Data: { Elements: [{ Results: live }] } }, sentPictures(1)],
    ['a face that is null', { Data: { Elements: [{ Results: [null] }] } }, sentPictures(1)],
    ['a face that is a list', { Data: { Elements: [{ Results: [[live]] }] } }, sentPictures(1)],
  ])('%s: exit 23', (_what, fields, values) => expect(judged(fields, values)).toBe(23));

  it('takes pictures named one by one for what they are', () => {
    expect(judged(livingAnswer([live], [live]), { 'Tasks.1.ImageURL': 'http://a', 'Tasks.2.ImageURL': 'http://b' })).toBe(0);
  });

  it('takes a picture without a list of faces for one without a face', () => {
    for (const Results of [undefined, null]) expect(judged({ Data: { Elements: [{ Results }] } }, sentPictures(1))).toBe(12);
  });
});
