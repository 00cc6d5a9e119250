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
  it('passes, and only liveness was checked', () => {
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
  ])('with Suggestion %s and Label %s exits with %i', (Suggestion, Label, exitCode) => expect(one({ Suggestion, Label })).toBe(exitCode));

  it.each([undefined, null, 7, true, ['normal'], ''])('exits with 23 if the Label is %j', (Label) => expect(one({ Label })).toBe(23));

  it.each([undefined, null, 7, true, ['pass']])('exits with 23 if the Suggestion is %j', (Suggestion) =>
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
  ])('of %j with a pass exits with %i', (Rate, exitCode) => expect(one({ Rate })).toBe(exitCode));

  it('leads to review if it is below the requested threshold, or below 80', () => {
    expect(outcome([[liveFace({ Rate: 85 })]], 90)).toMatchObject({ verdict: 'review', score: 85, threshold: 90 });
    expect(outcome([[liveFace({ Rate: 90 })]], 90)).toMatchObject({ verdict: 'pass', threshold: 90 });
    expect(outcome([[liveFace({ Rate: 70 })]], 50)).toMatchObject({ verdict: 'review', threshold: 80 });
  });
});

describe('several faces and pictures', () => {
  it('lead to retake if no face was found', () => {
    expect(outcome([[]])).toMatchObject({
      verdict: 'retake',
      score: null,
      threshold: 80,
      reason: { message: expect.stringContaining('no face') },
    });
    expect(outcome([[]], 90)).toMatchObject({ verdict: 'retake', threshold: 90 });
  });

  it('lead to retake if a picture has several faces, unless one face has a worse result', () => {
    expect(outcome([[live, live]])).toMatchObject({ verdict: 'retake', reason: { message: expect.stringContaining('several faces') } });
    expect(exit([live, spoof])).toBe(11);
    expect(exit([spoof, live])).toBe(11);
    expect(exit([live, unsure])).toBe(12);
    expect(exit([live, liveFace({ Rate: 'x' })])).toBe(23);
  });

  it.each([
    ['all live', [[live], [live], [live]], 0],
    ['one is an attack', [[live], [spoof], [live]], 11],
    ['the last is an attack', [[live], [live], [spoof]], 11],
    ['the first is an attack', [[spoof], [live]], 11],
    ['one needs a review', [[live], [unsure]], 15],
    ['one has no face', [[live], []], 12],
    ['one has no face, and one is an attack', [[], [spoof]], 11],
    ['one is below the threshold', [[live], [liveFace({ Rate: 20 })]], 15],
    ['one cannot be read', [[spoof], [liveFace({ Suggestion: 7 })]], 23],
  ])('exit as the worst picture demands: %s', (_what, pictures, exitCode) => expect(exit(...pictures)).toBe(exitCode));

  it('show the lowest score of several passes', () => {
    expect(outcome([[liveFace({ Rate: 99 })], [liveFace({ Rate: 83 })], [liveFace({ Rate: 90 })]])).toMatchObject({
      verdict: 'pass',
      score: 83,
    });
  });
});

describe('an answer, compared with the pictures that were sent', () => {
  const judged = (fields: Fields, values: Fields): number => exitOf(resultOf(fields), action, codes, { values });

  it.each([
    ['fewer pictures', livingAnswer([live]), sentPictures(2)],
    ['more pictures', livingAnswer([live], [live]), sentPictures(1)],
    ['no picture', livingAnswer(), sentPictures(1)],
    ['no picture, and none was sent', livingAnswer(), { Tasks: [] }],
    [
      'fewer pictures than were sent as Tasks.N parameters',
      livingAnswer([live]),
      { 'Tasks.1.ImageURL': 'http://a', 'Tasks.2.ImageData': 'b' },
    ],
    [
      'fewer pictures than were sent in Tasks and as Tasks.N parameters',
      livingAnswer([live]),
      { ...sentPictures(1), 'Tasks.2.ImageData': 'b' },
    ],
    ['Elements that are not a list', { Data: { Elements: livingAnswer([live]) } }, sentPictures(1)],
    ['no Elements', { Data: {} }, sentPictures(1)],
    ['a picture that is null', { Data: { Elements: [null] } }, sentPictures(1)],
    ['a picture that is text', { Data: { Elements: ['pass'] } }, sentPictures(1)],
    ['faces that are not a list', { Data: { Elements: [{ Results: live }] } }, sentPictures(1)],
    ['a face that is null', { Data: { Elements: [{ Results: [null] }] } }, sentPictures(1)],
    ['a face that is a list', { Data: { Elements: [{ Results: [[live]] }] } }, sentPictures(1)],
  ])('exits with 23 if it has %s', (_what, fields, values) => expect(judged(fields, values)).toBe(23));

  it('passes if it has all pictures that were sent as Tasks.N parameters', () => {
    expect(judged(livingAnswer([live], [live]), { 'Tasks.1.ImageURL': 'http://a', 'Tasks.2.ImageURL': 'http://b' })).toBe(0);
  });

  it('leads to retake if a picture has no list of faces', () => {
    for (const Results of [undefined, null]) expect(judged({ Data: { Elements: [{ Results }] } }, sentPictures(1))).toBe(12);
  });
});
