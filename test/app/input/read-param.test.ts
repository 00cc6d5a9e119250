import { readFile, stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { RawInput } from '../../../src/app/input/raw-input.ts';
import { readInput } from '../../../src/app/input/read-input.ts';
import { isMediaValue } from '../../../src/core/http.ts';
import { nestedAction } from '../../support/nested-action.ts';

const io = { readFile: (path: string) => readFile(path), stat, readStdin: () => readFile('fixtures/portrait.jpg') };
const photo = 'fixtures/portrait.jpg';
const good = { 'ServiceParameters.refFace': photo, 'ServiceParameters.country': 'vn', 'Tasks.ImageData': [photo] };

const read = (raw: RawInput) => readInput(nestedAction, raw, io, true);
const problemsOf = async (raw: RawInput): Promise<string[]> =>
  (await read(raw)).problems.map(({ flag, message, hint }) => `${flag} ${message} (${hint ?? ''})`);

const jpeg = { mediaType: 'image/jpeg' };

describe('a nested call', () => {
  it('has fixed values, media in objects, and one list entry for each value', async () => {
    const { values, problems } = await read({ ...good, 'Tasks.ImageURL': 'https://a.example/1,2.jpg' });
    expect(problems).toEqual([]);
    expect(values).toMatchObject({
      Service: 'made_up',
      ServiceParameters: { refFace: jpeg, country: '0084' },
      Tasks: [{ ImageData: jpeg }, { ImageURL: 'https://a.example/1,2.jpg' }],
    });
    expect(Object.keys(values)).toEqual(['Service', 'ServiceParameters', 'Tasks']);
  });

  it('has list entries sorted by member, and those of one member in the given order', async () => {
    const urls = ['https://b.example/', 'https://a.example/'];
    const { values } = await read({ ...good, 'Tasks.ImageURL': urls });
    expect(values.Tasks).toEqual([{ ImageData: expect.objectContaining(jpeg) }, ...urls.map((ImageURL) => ({ ImageURL }))]);
  });

  it('has media as bytes, one value as one entry, and can read standard input', async () => {
    const { values, problems } = await read({ ...good, 'Tasks.ImageData': '-' });
    expect(problems).toEqual([]);
    const [entry] = values.Tasks as [{ ImageData: never }];
    expect(isMediaValue(entry.ImageData)).toBe(true);
  });
});

describe('an object with a flag', () => {
  it("is combined from its own flag, the flags of its members and their defaults, and a member's flag takes precedence", async () => {
    const config = async (raw: RawInput) => (await read({ ...good, ...raw })).values.Config;
    expect(await config({})).toBeUndefined();
    expect(await config({ 'Config.CheckMode': '2' })).toEqual({ CheckMode: 2, Tone: 'mild' });
    expect(await config({ Config: '{"CheckMode":1,"Tone":"wild"}', 'Config.CheckMode': '3' })).toEqual({ CheckMode: 3, Tone: 'wild' });
  });

  it('needs its required members as soon as one member is given', async () => {
    expect(await problemsOf({ ...good, 'Config.Tone': 'mild' })).toEqual([
      '--config.check-mode is required: a mode (see the examples with --help)',
    ]);
    expect(await problemsOf({ ...good, 'Config.CheckMode': '9' })).toEqual(['--config.check-mode 9 is not valid (from 1 to 3)']);
  });
});

describe('the report of problems', () => {
  it('names all problems at once, with the flags of the user', async () => {
    expect(await problemsOf({})).toEqual([
      '--ref-face is required: photo of the document (see the examples with --help)',
      '--country is required: the country (see the examples with --help)',
      '--image is required: the pictures (give --image or --image-url)',
    ]);
  });

  it('with one wrong value of several gives its number', async () => {
    expect(await problemsOf({ ...good, 'Tasks.ImageData': [photo, 'fixtures/nowhere.jpg'] })).toEqual([
      '--image number 2: fixtures/nowhere.jpg does not exist (check the path and the current folder)',
    ]);
    expect(await problemsOf({ ...good, 'Tasks.ImageURL': [`https://a.example/${'x'.repeat(30)}`] })).toEqual([
      '--image-url has 48 characters (give at most 30)',
    ]);
  });

  it('names too many entries before a file is read', async () => {
    const missing = Array.from({ length: 4 }, (_, index) => `fixtures/nowhere-${index}.jpg`);
    expect(await problemsOf({ ...good, 'Tasks.ImageData': missing })).toEqual(['--image is given 4 times (give at most 3 in one call)']);
    expect(await problemsOf({ ...good, 'Tasks.ImageData': [photo, photo], 'Tasks.ImageURL': ['a', 'b'] })).toEqual([
      '--image and --image-url are given 4 times together (give at most 3 in one call)',
    ]);
  });

  it.each([
    [{ ...good, 'Tasks.ImageData': ['-', '-'] }, '--image'],
    [{ ...good, 'ServiceParameters.refFace': '-', 'Tasks.ImageData': ['-'] }, '--image'],
  ])('names standard input that is read twice: %o', async (raw, flag) => {
    expect(await problemsOf(raw)).toEqual([`${flag} standard input is read twice (give '-' to one flag and a path to the other)`]);
  });
});

it('a fixed value does not change, whatever the user gives for it', async () => {
  expect((await read({ ...good, Service: 'another' })).values.Service).toBe('made_up');
});

it('a rule gets media as a given value, and its message names the flag of the member', async () => {
  const note = { 'ServiceParameters.note': 'hello' };
  expect(await problemsOf({ ...good, ...note })).toEqual([]);
  const { 'ServiceParameters.refFace': _refFace, ...faceless } = good;
  expect(await problemsOf({ ...faceless, ...note })).toContain('--note needs --ref-face (add it)');
});

it('an object given as a whole may not contain another value than the fixed one', async () => {
  const member = { name: 'Kind', type: 'String', fixed: 'one', help: '' } as const;
  const action = { ...nestedAction, params: [{ name: 'Whole', type: 'Whole', help: '', members: [member] }], rules: [] };
  const problems = async (Whole: string) => (await readInput(action, { Whole }, io, true)).problems;
  expect(await problems('{"Kind":"one"}')).toEqual([]);
  expect(await problems('{"Kind":"two"}')).toEqual([
    { category: 'usage', flag: '--whole Kind', message: 'cannot be changed', hint: 'it is always one' },
  ]);
});

describe('an object given as a whole, with objects, files and lists', () => {
  const members = [
    { name: 'Inner', type: 'Inner', help: '', members: [{ name: 'Size', type: 'Integer', maximum: 3, help: '' } as const] },
    { name: 'Picture', type: 'String', help: '', media: { kind: 'image', formats: ['jpeg'] } } as const,
    { name: 'List', type: 'Array of Entry', maxItems: 2, help: '', entry: [{ name: 'Url', type: 'String', help: '' } as const] } as const,
  ];
  const action = { ...nestedAction, params: [{ name: 'Whole', type: 'Whole', help: '', members }], rules: [] };
  const whole = (value: unknown) => readInput(action, { Whole: JSON.stringify(value) }, io, true);

  it('is sent unchanged, and only an undeclared member is called unknown', async () => {
    const value = { Inner: { Size: 2 }, Picture: `@${photo}`, List: [{ Url: 'a' }], New: null };
    const { values, problems, notices } = await whole(value);
    const read = { ...value, Picture: expect.objectContaining(jpeg) };
    expect({ values, problems, notices }).toEqual({
      values: { Whole: read },
      problems: [],
      notices: ["--whole: 'New' is not known here; sent anyway"],
    });
    expect((await whole({ ...value, Picture: (await readFile(photo)).toString('base64') })).values).toEqual({ Whole: read });
  });

  it('has its pictures and lists checked', async () => {
    expect((await whole({ Picture: '/9j/' })).problems).toMatchObject([{ category: 'media', flag: '--whole Picture' }]);
    expect((await whole({ Picture: 'photo.jpg' })).problems).toMatchObject([{ message: 'it is not base64' }]);
    expect((await whole({ Picture: 1 })).problems).toMatchObject([{ message: 'is not text' }]);
    expect((await whole({ List: [{}, {}, {}] })).problems).toMatchObject([{ message: 'has 3 entries' }]);
    expect((await whole({ List: 'a' })).problems).toMatchObject([{ message: 'is not of type Array of Entry' }]);
  });

  it('has its inner members checked, and gets suggestions for misspelt names', async () => {
    expect((await whole({ Inner: { Size: 4 } })).problems).toMatchObject([{ flag: '--whole Inner Size', hint: 'at most 3' }]);
    expect((await whole({ Inner: 4 })).problems).toMatchObject([{ flag: '--whole Inner', message: 'is not of type Inner' }]);
    const { values, notices } = await whole({ Inner: { size: 1 }, List: [{ url: 'a' }] });
    expect(values).toEqual({ Whole: { Inner: { size: 1 }, List: [{ url: 'a' }] } });
    expect(notices).toEqual([
      "--whole: 'Inner.size' is not known here; did you mean Inner.Size? It is sent anyway",
      "--whole: 'List.0.url' is not known here; did you mean List.0.Url? It is sent anyway",
    ]);
  });
});
