import { describe, expect, it } from 'vitest';
import { type RawInput, uploadKey } from '../../src/app/input/raw-input.ts';
import { readInput } from '../../src/app/input/read-input.ts';
import type { Action } from '../../src/core/declare/action.ts';
import { isMedia, type MediaLimits, placesOf, shownFlag, withMembers } from '../../src/core/declare/params.ts';
import { allActions } from '../../src/vendors/catalogue.ts';
import { fixture, jpegOfSides, pngOfSides } from '../support/media-samples.ts';

/** Every limit that the vendors document for the sides of a picture, and no other. idv refuses other pictures before it sends anything. */

/** Sources: the manual's table for ApplyCardVerification, and the vendor's pages for CompareFace and RecognizeIdentityCard. */
const documented: Readonly<Record<string, readonly [min: number | undefined, max: number]>> = {
  'ApplyCardVerification --image-front': [undefined, 8000],
  'ApplyCardVerification --image-back': [undefined, 8000],
  'CompareFace --image-a': [32, 4096],
  'CompareFace --image-b': [32, 4096],
  'RecognizeIdentityCard --image': [15, 4096],
  // Source: cloudauth-intl. It documents 640 x 480 to 1920 x 1080, in portrait or landscape format.
  'FaceCompare --image-a': [480, 1920],
  'FaceCompare --image-b': [480, 1920],
  'FaceLiveness --image': [480, 1920],
  'EkycVerify --image': [480, 1920],
  'EkycVerify --document': [480, 1920],
  'Initialize --image': [480, 1920],
  'DeepfakeDetectIntl --image': [undefined, 1920],
};

interface Picture {
  name: string;
  action: Action;
  /** The name of the picture in the raw input. */
  key: string;
  limits: MediaLimits;
}

const pictures: Picture[] = allActions.flatMap((action) => [
  ...placesOf(action.params)
    .flatMap(withMembers)
    .flatMap(({ param, path: key }) =>
      isMedia(param) && param.media.kind === 'image'
        ? [{ name: `${action.name} ${shownFlag(param)}`, action, key, limits: param.media }]
        : [],
    ),
  ...(action.uploads ?? []).flatMap((upload) =>
    upload.media?.kind === 'image'
      ? [{ name: `${action.name} --${upload.flag}`, action, key: uploadKey(upload), limits: upload.media }]
      : [],
  ),
]);

const portrait = fixture('portrait.jpg');

/** The problems that concern the picture. Other problems of the call are left out. */
async function problemsOf({ action, key, name, limits }: Picture, width: number, height: number): Promise<string[]> {
  const bytes = limits.formats.includes('png') ? pngOfSides(width, height) : jpegOfSides(width, height);
  const files: Readonly<Record<string, Buffer>> = { 'picture.png': bytes, 'portrait.jpg': portrait };
  const io = {
    readFile: async (path: string) => files[path] ?? portrait,
    stat: async (path: string) => ({ size: files[path]?.length ?? 0, isDirectory: () => false, isFile: () => true, isFIFO: () => false }),
    readStdin: async () => portrait,
  };
  const raw: RawInput = { [key]: 'picture.png' };
  const { problems } = await readInput(action, raw, io, true);
  const flag = name.split(' ')[1];
  return problems
    .filter((problem) => problem.flag === flag && problem.category === 'media')
    .map(({ message, hint }) => `${message} (${hint?.split(', or send it unchanged')[0]})`);
}

it('the pixel limits are declared as the vendors document them', () => {
  const declared = pictures.flatMap(({ name, limits: { minSidePx, maxSidePx } }) =>
    minSidePx === undefined && maxSidePx === undefined ? [] : [[name, [minSidePx, maxSidePx]]],
  );
  expect(Object.fromEntries(declared)).toEqual(documented);
});

describe.each(pictures.filter(({ name }) => Object.hasOwn(documented, name)))('$name', (picture) => {
  const [min, max] = documented[picture.name] ?? [];
  const bounds = min === undefined ? `at most ${max}` : `${min} to ${max}`;
  const small = min ?? 1;
  const large = max ?? 0;

  it('accepts a picture at its limits', async () => {
    expect(await problemsOf(picture, large, small)).toEqual([]);
    expect(await problemsOf(picture, small, large)).toEqual([]);
  });

  it('refuses a picture with one pixel too many on either side, and says how to fix it', async () => {
    for (const [width, height] of [
      [large + 1, small],
      [small, large + 1],
    ] as const) {
      expect(await problemsOf(picture, width, height)).toEqual([
        `the picture is ${width} x ${height} pixels; each side must have ${bounds} (scale it to at most ${large} pixels a side)`,
      ]);
    }
  });
});

describe.each(pictures.filter(({ name }) => documented[name]?.[0] !== undefined))('$name', (picture) => {
  const [min = 0, max] = documented[picture.name] ?? [];

  it('refuses a picture with one pixel too few', async () => {
    expect(await problemsOf(picture, min - 1, min)).toEqual([
      `the picture is ${min - 1} x ${min} pixels; each side must have ${min} to ${max} (give another picture of ${min} to ${max} pixels a side)`,
    ]);
  });
});
