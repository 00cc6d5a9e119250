import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { allActions } from '../../src/vendors/catalogue.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-input-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(argv: readonly string[], piped: string | Buffer = '') {
  const runtime = { ...memoryRuntime({}), readStdin: async () => Buffer.from(piped) };
  const exitCode = await main(argv, runtime, '0.0.0');
  return { exitCode, out: runtime.out(), err: runtime.err() };
}

const faults = ({ err }: { err: string }) =>
  JSON.parse(err.trim().split('\n').at(-1) ?? '').error.problems.map(
    ({ flag, message }: { flag: string; message: string }) => `${flag}: ${message}`,
  );

const pair = { ImageBase64: '@fixtures/portrait.jpg', VideoBase64: '@fixtures/selfie-3s.mp4' };
const bodyOf = async (argv: readonly string[], piped: unknown) => {
  const { exitCode, out, err } = await run([...argv, '--sandbox', '--dry-run=http'], JSON.stringify(piped));
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: expect.any(String) });
  return { body: out.slice(out.indexOf('\r\n\r\n') + 4), err };
};

describe('--input', () => {
  it('sends the same request as flags do', async () => {
    const flags = ['--timestamp', '1700000000', '--sandbox', '--dry-run=http'];
    const typed = await run([
      'web',
      'token',
      '--redirect-url',
      'https://a.example/',
      '--config.check-mode',
      '2',
      '--compare-image',
      'fixtures/portrait.jpg',
      ...flags,
    ]);
    const read = await run(
      ['web', 'token', '--input', '-', ...flags],
      JSON.stringify({
        RedirectURL: 'https://a.example/',
        CompareImageBase64: '@fixtures/portrait.jpg',
        Config: { CheckMode: 2 },
        Extra: null,
      }),
    );
    expect(typed.exitCode).toBe(0);
    expect(read.out).toBe(typed.out);
  });

  it('accepts friendly values, lists of objects and objects of RPC', async () => {
    expect((await bodyOf(['compare', '--input', '-'], { ...pair, LivenessType: 'silent' })).body).toContain('"LivenessType":"SILENT"');
    const tasks = [{ ImageURL: 'https://a.example/1.jpg' }, { ImageData: '@fixtures/portrait.jpg' }];
    const { body } = await bodyOf(['vision', 'liveness', '--input', '-'], { Tasks: tasks });
    expect(body).toContain('Tasks.1.ImageURL=');
    expect(body).toContain('Tasks.2.ImageData=');
    const face = '@fixtures/portrait.jpg';
    const verify = { ServiceParameters: { refFaceContent: face, authFaceContent: face, resourceCode: '00840000' } };
    expect((await bodyOf(['id', 'verify', '--input', '-'], verify)).body).toContain('Service=intl_face_verify');
  });

  it('is replaced by flags, with a notice', async () => {
    const { body, err } = await bodyOf(['compare', '--input', '-', '--liveness', 'action', '--actions', 'blink'], {
      ...pair,
      LivenessType: 'LIP',
    });
    expect(body).toContain('"LivenessType":"ACTION"');
    expect(err).toContain('--liveness is used in place of LivenessType in --input');
  });

  it('gets the same checks as flags, and all problems are reported at once', async () => {
    const given = { ImageBase64: '@nope.jpg', VideoBase64: 'not base64!', LivenessType: 4, ValidateData: 1 };
    const found = await run(['compare', '--input', '-', '--sandbox', '--json'], JSON.stringify(given));
    expect(found.exitCode).toBe(2);
    expect(faults(found)).toEqual([
      '--input LivenessType: is not of type String',
      '--input ValidateData: is not of type String',
      '--input ImageBase64: nope.jpg does not exist',
      '--input VideoBase64: it is not base64',
    ]);
  });

  it('reports a null as a missing parameter', async () => {
    expect(faults(await run(['compare', '--input', '-', '--sandbox', '--json'], '{"ImageBase64": null}'))).toEqual([
      '--image: is required: the photo',
      '--video: is required: the clip',
    ]);
  });

  it.each([
    [['faceid', 'token'], { CheckMode: 'compare', Image: '!!not base64' }, ['--input Image: it is not base64']],
    [['faceid', 'token'], { CheckMode: 'compare', Image: 7 }, ['--input Image: is not text']],
    [['faceid', 'token'], { CheckMode: 'compare', Image: '@nowhere.jpg' }, ['--input Image: nowhere.jpg does not exist']],
    [
      ['web', 'token'],
      { RedirectURL: 'https://a.example/', Config: { CheckMode: 2 }, CompareImageBase64: '!!' },
      ['--input CompareImageBase64: it is not base64'],
    ],
    [
      ['card', 'submit'],
      { Nationality: 'HKG', CardType: 'ID_CARD', ImageBase64Front: '@fixtures/portrait.jpg', ImageBase64Back: '!!' },
      ['--input ImageBase64Back: it is not base64'],
    ],
  ])('reports only the problem of the picture, and no consequence of it, for %j with %j', async (words, content, problems) => {
    const ran = await run([...words, '--input', '-', '--sandbox', '--json'], JSON.stringify(content));
    expect(faults(ran)).toEqual(problems);
  });

  it('sends an unknown name, and suggests the most similar known name', async () => {
    const { body, err } = await bodyOf(['compare', '--input', '-'], { ...pair, livenessType: 'SILENT' });
    expect(body).toContain('"livenessType":"SILENT"');
    expect(err).toContain("--input: 'livenessType' is not known here; did you mean LivenessType?");
  });

  it('can use standard input only once', async () => {
    const { exitCode, err } = await run(['compare', '--input', '-', '--image', '-', '--sandbox']);
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining('--image: standard input is read twice') });
  });

  it.each([
    ['[]', 2, '--input: is not a JSON object'],
    ['{"a":1', 2, '--input: is not valid JSON at line 1, column 7'],
    ['{"Id": 110101199003070027}', 2, '--input: Id is a number that would lose digits'],
    ['{"a": 1, "a": 2}', 2, '--input: has the same member twice'],
  ])('refuses %s', async (text, exit, fault) => {
    const { exitCode, err } = await run(['compare', '--input', '-', '--sandbox'], text);
    expect({ exitCode, err }).toEqual({ exitCode: exit, err: expect.stringContaining(fault) });
  });

  it.each([
    ['a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16, as PowerShell writes it', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ])('accepts a file with %s', async (_, encode) => {
    await writeFile(join(folder, 'in.json'), encode(JSON.stringify(pair)));
    expect((await run(['compare', '--input', join(folder, 'in.json'), '--sandbox'])).exitCode).toBe(0);
    expect((await run(['compare', '--input', `@${join(folder, 'in.json')}`, '--sandbox'])).exitCode).toBe(0);
    expect((await run(['compare', '--input', `file://${join(folder, 'in.json')}`, '--sandbox'])).exitCode).toBe(0);
  });
});

describe('--skeleton', () => {
  it.each(allActions.map((action) => [action.name, action] as const))(
    'of %s has every parameter, and is accepted by --input',
    async (_, action) => {
      const { exitCode, out } = await run([...action.command, '--skeleton']);
      expect(exitCode).toBe(0);
      expect(Object.keys(JSON.parse(out))).toEqual(action.params.map(({ name }) => name));
      const { exitCode: again, err } = await run([...action.command, '--input', '-', '--sandbox', '--json', '--dry-run'], out);
      // Values that are not filled in are missing, and files that are only named do not exist. Nothing else is wrong.
      const said = again === 0 ? [] : (faults({ err }) as string[]);
      expect(said.length > 0).toBe(again !== 0);
      expect([0, 2, 4]).toContain(again);
      for (const fault of said) expect(fault).toMatch(/is required|does not exist|needs|is missing/);
    },
  );
});

describe('an object given as JSON', () => {
  const dry = ['web', 'token', '--redirect-url', 'https://a.example/', '--sandbox', '--dry-run'];

  it('may have a byte order mark, and may be named as a file URL', async () => {
    const path = join(folder, 'c.json');
    await writeFile(path, '\uFEFF{"CheckMode": 2}');
    for (const given of [`@${path}`, `file://${path}`]) expect((await run([...dry, '--config', given])).exitCode).toBe(0);
    expect((await run([...dry, '--config', '@-'], '{"CheckMode": 2}')).exitCode).toBe(0);
  });

  it('that is not valid JSON is reported with line and column', async () => {
    await writeFile(join(folder, 'bad.json'), '{\n  "CheckMode": 2,\n}');
    const { exitCode, err } = await run([...dry, '--config', `@${join(folder, 'bad.json')}`]);
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining('--config: is not valid JSON at line 3, column 1') });
  });

  it('is shown as received when a shell has removed the quotes', async () => {
    const { err } = await run([...dry, '--config', '{CheckMode:2}']);
    expect(err).toContain('--config: is not valid JSON at line 1, column 2; what arrived is {CheckMode:2}');
    expect(err).toContain('PowerShell');
  });

  it('in a missing file ends the command with 4', async () => {
    const { exitCode, err } = await run([...dry, '--config', '@nowhere.json']);
    expect({ exitCode, err }).toEqual({ exitCode: 4, err: expect.stringContaining('--config: nowhere.json does not exist') });
  });

  it('keeps 1.10, and is refused by name when a number would lose digits', async () => {
    expect((await run([...dry, '--config', '{"New": 1.10}'])).exitCode).toBe(0);
    const { err } = await run([...dry, '--config', '{"New": {"Id": 9007199254740993}}']);
    expect(err).toContain('--config: New.Id is a number that would lose digits');
  });
});

describe('a token', () => {
  it('is read from standard input when it is -', async () => {
    const { out } = await run(['faceid', 'token', '--sandbox', '--query', 'response.SdkToken']);
    for (const line of [
      ['faceid', 'result', '-'],
      ['faceid', 'result', '--sdk-token', '-'],
    ]) {
      const result = await run([...line, '--sandbox', '--json', '--wait'], out);
      expect({ exitCode: result.exitCode, out: JSON.parse(result.out).verdict }).toEqual({ exitCode: 0, out: 'pass' });
    }
  });

  it.each([
    ['"abc"', 'has quotes around it'],
    ["'abc'", 'has quotes around it'],
    ['null', "is 'null'"],
    ['', 'is empty'],
    ['a\nb', 'has several lines'],
  ])('is refused with the marks that another program printed: %j', async (token, fault) => {
    for (const [argv, piped] of [
      [['faceid', 'result', '-'], `${token}\n`],
      [['faceid', 'result', token], ''],
      [['vision', 'job', '-'], `${token}\n`],
      [['card', 'result', token], ''],
    ] as const) {
      const { exitCode, err } = await run([...argv, '--sandbox'], piped);
      expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining(fault) });
    }
  });
});
