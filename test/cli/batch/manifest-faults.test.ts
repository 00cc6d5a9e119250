import { describe, expect, it } from 'vitest';
import { batchFolder, pairsOf } from '../../support/batch-folder.ts';
import { ownKeys } from '../../support/memory-runtime.ts';

/** Every problem is reported before the first call: no journal is written, and nothing is sent to the sandbox. */

const run = ['batch', 'run', 'pairs.csv', '--action', 'compare', '--sandbox'];

async function faultsOf(manifest: string | Buffer, more: readonly string[] = []): Promise<{ exitCode: number; err: string }> {
  const folder = await batchFolder(3);
  await folder.write('pairs.csv', manifest);
  const ran = await folder.idv([...run, ...more]);
  expect(ran.lines).toEqual([]);
  await expect(folder.text('pairs.csv.journal')).rejects.toThrow('ENOENT');
  return ran;
}

describe('a manifest is refused', () => {
  it.each([
    ['without a header', '0.jpg,clip.mp4\n1.jpg,clip.mp4\n', 2, 'pairs.csv line 1: names no flag of the action'],
    ['that is empty', '', 2, 'pairs.csv is empty'],
    ['with only a header', 'id,image,video\n', 2, 'pairs.csv has no row'],
    [
      'with a column that looks like a flag',
      'imgae,video\n0.jpg,clip.mp4\n',
      2,
      'pairs.csv line 1, column imgae: is not a flag of the action',
    ],
    ...['threshold', 'expect', 'Region', 'no-preflight', '--endpoint', 'timeout', 'input', 'outcome'].map(
      (column): [string, string, number, string] => [
        `with the column ${column}, a flag that rows cannot have`,
        `image,video,${column}\n0.jpg,clip.mp4,1\n`,
        2,
        `pairs.csv line 1, column ${column}: is a flag of the command, and idv does not read it from a row`,
      ],
    ),
    [
      'with a flag that rows cannot have, in one JSON line',
      '{"image":"0.jpg","video":"clip.mp4"}\n{"image":"1.jpg","video":"clip.mp4","threshold":99}\n',
      2,
      'pairs.csv line 2, column threshold: is a flag of the command',
    ],
    ['with two columns of one flag', 'image,Image,video\n0.jpg,1.jpg,clip.mp4\n', 2, 'line 1, column Image: says the same as column image'],
    [
      'with a quote that is left open',
      'image,video\n0.jpg,clip.mp4\n"1.jpg,clip.mp4\n',
      2,
      'pairs.csv line 3: a quote that is never closed',
    ],
    ['with a row that is too long', 'image,video\n0.jpg,clip.mp4,x\n', 2, 'pairs.csv line 2: has 3 values where the header has 2'],
    [
      'with a repeated id',
      'id,image,video\na,0.jpg,clip.mp4\n\na,1.jpg,clip.mp4\n',
      2,
      'pairs.csv line 4, column id: is that of line 2 too',
    ],
    ['with a value that the flag does not accept', 'image,video,liveness\n0.jpg,clip.mp4,jumping\n', 2, 'line 2, column liveness'],
    ['with a row that lacks a file', 'image,video\n0.jpg,\n', 2, 'line 2, column video: is required'],
    [
      'with a file that is missing',
      'image,video\n0.jpg,clip.mp4\n7.jpg,clip.mp4\n',
      4,
      'pairs.csv line 3, column image: 7.jpg does not exist',
    ],
    ['with a file that is not a picture', 'image,video\nclip.mp4,clip.mp4\n', 2, 'line 2, column video: is the same file as --image'],
    ['that reads standard input', 'image,video\n-,clip.mp4\n', 2, 'line 2, column image: is standard input'],
    ['that is a JSON list', '[{"image":"0.jpg"}]', 2, 'pairs.csv is a JSON list'],
    [
      'with the same member twice in a line',
      '{"image":"0.jpg","image":"1.jpg","video":"clip.mp4"}\n',
      2,
      'line 1: an object with the same member twice',
    ],
    ['with a line that is not JSON', '{"image":"0.jpg","video":"clip.mp4"}\n{"image"\n', 2, 'pairs.csv line 2: not JSON'],
    ['with two values for one file', '{"image":["0.jpg","1.jpg"],"video":"clip.mp4"}\n', 2, 'line 1, column image: holds a list'],
    ...(
      [
        ['{"id":["a"],"image":"0.jpg","video":"clip.mp4"}', 'id: holds a list, and a text is expected'],
        ['{"id":{"a":1},"image":"0.jpg","video":"clip.mp4"}', 'id: holds an object, and a text is expected'],
        ['{"image":true,"video":"clip.mp4"}', 'image: holds true, and the path of a file is expected'],
        ['{"image":"0.jpg","video":7}', 'video: holds a number, and the path of a file is expected'],
        ['{"image":"0.jpg","video":{"path":"clip.mp4"}}', 'video: holds an object, and the path of a file is expected'],
        ['{"image":"0.jpg","video":"clip.mp4","label":["genuine"]}', 'label: holds a list, and a text is expected'],
      ] as const
    ).map(([line, said]): [string, string, number, string] => [
      `with a value of another type: ${line}`,
      `{"image":"1.jpg","video":"clip.mp4"}\n${line}\n`,
      2,
      `pairs.csv line 2, column ${said}`,
    ]),
  ])('%s', async (_, manifest, exitCode, said) => {
    const ran = await faultsOf(manifest);
    expect(ran.err).toContain(said);
    expect(ran.exitCode).toBe(exitCode);
  });

  it('with all problems of all rows in one report', async () => {
    const { err } = await faultsOf('id,image,video\na,7.jpg,clip.mp4\na,0.jpg,8.mp4\nb,0.jpg,clip.mp4\n');
    for (const place of ['line 2, column image', 'line 3, column video', 'line 3, column id'])
      expect(err).toContain(`pairs.csv ${place}: `);
  });

  it('with a path outside --media-root', async () => {
    const { err, exitCode } = await faultsOf('image,video\n../0.jpg,../clip.mp4\n', ['--media-root', 'deep']);
    expect(err).toContain('column image: ../0.jpg is outside of --media-root');
    expect(exitCode).toBe(4);
  });
});

describe('a manifest is read', () => {
  it.each([
    ['with CRLF and a byte order mark', `\uFEFF${pairsOf(3).replaceAll('\n', '\r\n')}`],
    ['with semicolons', pairsOf(3).replaceAll(',', ';')],
    ['with capitals and other columns', pairsOf(3).replace('id,image,video,label', 'ID,Image,VIDEO,x-image')],
    [
      'as JSON lines',
      '{"id":"p0","image":"0.jpg","video":"clip.mp4"}\n{"image":"1.jpg","video":"clip.mp4"}\n{"image":"2.jpg","video":"clip.mp4","age":4}\n',
    ],
  ])('%s', async (_, manifest) => {
    const folder = await batchFolder(3);
    await folder.write('pairs.csv', manifest);
    const { lines, exitCode } = await folder.idv(run);
    expect(lines.map(({ row, verdict }) => [row, verdict]).sort()).toEqual([
      [1, 'pass'],
      [2, 'pass'],
      [3, 'pass'],
    ]);
    expect(exitCode).toBe(0);
  });

  it('with a column that is named like a flag after x-', async () => {
    const folder = await batchFolder(1);
    await folder.write('pairs.csv', 'image,video,x-threshold,team\n0.jpg,clip.mp4,99,red\n');
    expect((await folder.idv(run)).lines).toMatchObject([{ verdict: 'pass', extra: { threshold: '99', team: 'red' } }]);
  });

  it('without its invalid rows, which are reported', async () => {
    const folder = await batchFolder(2);
    await folder.write('pairs.csv', 'id,image,video\na,7.jpg,clip.mp4\nb,0.jpg,clip.mp4\n');
    const { lines, err, exitCode } = await folder.idv([...run, '--skip-invalid']);
    expect(lines.map(({ id }) => id)).toEqual(['b']);
    expect(err).toContain('left out: pairs.csv line 2, column image: 7.jpg does not exist');
    // 4 would mean that nothing was sent.
    expect(exitCode).toBe(22);
    expect((await folder.idv([...run, '--skip-invalid'])).exitCode).toBe(4);
  });
});

describe('flags that are wrong', () => {
  it.each([
    [['--action', 'compere'], "did you mean 'compare'?"],
    [['--action', 'upload url'], 'gives no verdict'],
    [['--action', 'compare', '--concurrency', '0', '--rate', 'x', '--max-calls', '1.5'], "--rate: 'x' is not valid"],
    [['--action', 'compare', '--concurrency', '0x10'], "--concurrency: '0x10' is not valid\n  → give a whole number from 1 to 1000"],
    [['--action', 'compare', '--budget', '5'], '--budget: has no effect without the price of a call'],
    [['--action', 'compare', '--fail-on', 'spoof,passed'], "'passed' is not a verdict"],
    [['--action', 'compare', '--retry', 'unsure'], 'add --pay-again'],
    [['--action', 'compare', '--pay-again'], '--pay-again: has no effect here'],
    [['--action', 'compare', '--nonce', '7', '--raw'], '--raw: is for one answer'],
    [['--action', 'compare', '--threshold', '3'], "below the service's own threshold"],
  ])('are refused: %j', async (words, said) => {
    const folder = await batchFolder(1);
    await folder.write('pairs.csv', pairsOf(1));
    const { exitCode, err } = await folder.idv(['batch', 'run', 'pairs.csv', '--sandbox', ...words]);
    expect(err).toContain(said);
    expect(exitCode).toBe(2);
  });

  it.each([
    [['--action', 'compare', '--concurrency', 'x'], "--concurrency: 'x' is not valid"],
    [['--action', 'compare', '--timeout', 'x'], '--timeout'],
    [['--concurrency', 'x'], '--action: is missing'],
  ])('are reported together with a missing manifest: %j', async (words, said) => {
    const folder = await batchFolder(1);
    const { exitCode, err } = await folder.idv(['batch', 'run', 'nope.csv', '--sandbox', ...words]);
    expect(err).toContain(said);
    expect(err).toMatch(/nope\.csv does not exist/);
    expect(exitCode).toBe(2);
  });

  it('do not hide the separate exit code of a missing manifest when no flag is wrong', async () => {
    const folder = await batchFolder(1);
    const { exitCode, err } = await folder.idv(['batch', 'run', 'nope.csv', '--sandbox', '--action', 'compare', '--json']);
    expect(JSON.parse(err).error).toMatchObject({ code: 'unreadable-file', category: 'media' });
    expect(exitCode).toBe(4);
  });

  it('lack --yes when a run needs more than 20 paid calls', async () => {
    const folder = await batchFolder(21);
    await folder.write('pairs.csv', pairsOf(21));
    const { exitCode, err } = await folder.idv(['batch', 'run', 'pairs.csv', '--action', 'compare'], { env: ownKeys });
    expect(err).toContain('--yes: is needed for 21 calls');
    expect(exitCode).toBe(2);
  });
});
