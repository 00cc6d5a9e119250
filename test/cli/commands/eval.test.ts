import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evalFlags } from '../../../src/cli/eval/eval-flags.ts';
import { main } from '../../../src/main.ts';
import { evalText, fileOf, runEval, runEvalText, scoresCsv, setPath, testFolder } from '../../support/eval-run.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

const csv = scoresCsv([90, 80, 70], [10, 20, 30]);

const problemsOf = (err: string): { flag: string; message: string }[] => {
  const { error } = JSON.parse(err);
  return error.problems ?? [{ flag: '', message: error.message }];
};

describe('flags of idv eval', () => {
  it('are all checked before anything is read, and every problem is named', async () => {
    const { exitCode, out, err } = await runEval(
      ...['--threshold', '1.2.3', '--max-fmr', '2', '--max-frr', 'low', '--choose', 'fmr=0.1', '--field', 'Sim', '--field', 'skore=Sim'],
      ...['--confidence', '0.95', '--resamples', '-1', '--seed', '1.5', '--unit', 'day', '--gate', 'none', '--html', '', '--seed', '2'],
    );
    expect(exitCode).toBe(2);
    expect(out).toBe('');
    expect(problemsOf(err).map(({ flag, message }) => `${flag} ${message}`)).toEqual([
      '--seed is given twice',
      '--html is empty',
      "--threshold '1.2.3' is not a number",
      "--field 'Sim' is not name=column",
      "--field there is no field 'skore'",
      "--confidence '0.95' is not a percentage from 50 to under 100",
      "--unit 'day' is not valid",
      "--choose 'fmr=0.1' is not a rule",
      "--max-fmr '2' is not a share",
      "--max-frr 'low' is not a share",
      "--gate 'none' is not valid",
      "--resamples '-1' is not a whole number from 0 to 1000000",
      "--seed '1.5' is not a whole number from 0 to 9007199254740991",
      '<results> are missing',
    ]);
  });

  it.each([
    [['--threshold', '75', '85']],
    [['--threshold', '75', '--threshold', '85']],
    [['--threshold=75', '--threshold=85', '--threshold=75']],
  ])('accept thresholds as %s, before and after the file', async (flags) => {
    const path = await fileOf(csv);
    for (const argv of [
      [path, ...flags],
      [...flags, path],
    ]) {
      const { report } = await runEval(...argv);
      expect(report.atThresholds.map(({ threshold, fnmr }) => [threshold, fnmr?.k])).toEqual([
        [75, 1],
        [85, 2],
      ]);
      expect(report.operatingPoint).toMatchObject({ threshold: 75, from: 'flag' });
    }
  });

  it('accept negative thresholds, fractions and exponents', async () => {
    const { report } = await evalText(scoresCsv([-1, -2], [-3, -4]), '--threshold', '-2.5', '--threshold', '-25e-1', '--threshold', '.5');
    expect(report.atThresholds.map(({ threshold }) => threshold)).toEqual([-2.5, 0.5]);
  });

  it('work in every position in which global flags work', async () => {
    const path = await fileOf(csv);
    for (const argv of [
      ['--json', 'eval', path, '--threshold', '75', '--threshold', '85'],
      ['-o', 'json', 'eval', '--threshold', '75', '--threshold', '85', path],
      ['eval', path, '--query', 'atThresholds[].threshold', '--threshold', '75', '--threshold', '85', '--json'],
    ]) {
      const runtime = memoryRuntime();
      expect(await main(argv, runtime, '0.0.0')).toBe(0);
      expect(runtime.out().replace(/\s/g, '')).toContain(argv.includes('--query') ? '[75,85]' : '"threshold":75');
    }
  });

  it('do not change --threshold of other commands', async () => {
    const runtime = memoryRuntime();
    const argv = ['compare', '--image', 'eval', '--video', 'eval', '--threshold', '101', '--json'];
    expect(await main(argv, runtime, '0.0.0')).toBe(2);
    expect(runtime.err()).toContain('101 is not valid');
  });

  it.each(['0.001', '0.1%', '1/1000', ' 0.1 % ', '1e-3', '.1%'])('accept a share as %s', async (share) => {
    const { report } = await evalText(csv, '--threshold', '50', '--max-fmr', share);
    expect(report.gate?.limits[0]?.limit).toBe(0.001);
  });

  it.each([
    [['--split', 'half'], '--split'],
    [['--baseline-threshold', '7'], '--baseline-threshold'],
    [['--gate', 'rate'], '--gate'],
  ])('are refused when they have no effect alone: %s', async (flags, flag) => {
    const { exitCode, err } = await evalText(csv, ...flags);
    expect(exitCode).toBe(2);
    expect(problemsOf(err)[0]?.flag).toBe(flag);
  });

  it.each([
    [['--field', 'score=Sim'], '--field', 'Sim'],
    [['--group', 'device'], '--group', 'device'],
    [['--choose', 'eer', '--split', 'half2'], '--split', 'half2'],
    [['--unit', 'transaction'], '--unit', 'transaction'],
  ])('are refused when they name a missing column: %s', async (flags, flag, column) => {
    const { exitCode, err } = await runEval(await fileOf('label,score,verdict\ngenuine,1,pass\nimpostor,0,mismatch\n'), ...flags);
    expect(exitCode).toBe(2);
    expect(err).toContain(flag);
    expect(err).toContain(column);
  });

  it('refuse to choose a threshold without rows of two people or more', async () => {
    const { exitCode, err } = await evalText(csv, '--choose', 'fmr<=0.01');
    expect(exitCode).toBe(2);
    expect(problemsOf(err)[0]?.message).toContain('two people or more');
  });

  it.each([
    ['three values', 'dev,eval,other'],
    ['names that are not known', 'one,two'],
    ['rows without a value', 'dev,eval,'],
  ])('refuse a split with %s', async (_, values) => {
    const rows = values.split(',').flatMap((value, i) => [`genuine,${value},p${i},9`, `impostor,${value},q${i},1`]);
    const { exitCode, err } = await evalText(`label,split,subject,score\n${rows.join('\n')}`, '--choose', 'eer');
    expect(exitCode).toBe(2);
    expect(problemsOf(err)[0]?.message).toMatch(/^--split: /);
  });

  it('give figures for each group', async () => {
    const rows = [
      'label,device,score',
      'genuine,phone,90',
      'genuine,phone,40',
      'genuine,laptop,90',
      'impostor,phone,10',
      'impostor,laptop,60',
    ];
    const { report } = await evalText(rows.join('\n'), '--group', 'device', '--threshold', '50');
    expect(report.byGroup).toMatchObject([
      { group: 'laptop', fnmr: { k: 0, n: 1 }, fmr: { k: 1, n: 1 } },
      { group: 'phone', fnmr: { k: 1, n: 2 }, fmr: { k: 0, n: 1 } },
    ]);
  });

  it('refuse more than 50 groups', async () => {
    const csvOf = (count: number): string =>
      ['label,device,score', 'impostor,d0,1', ...Array.from({ length: count }, (_, i) => `genuine,d${i},9`)].join('\n');
    expect((await evalText(csvOf(50), '--group', 'device', '--threshold', '5')).report.byGroup).toHaveLength(50);
    const { exitCode, err } = await evalText(csvOf(51), '--group', 'device', '--threshold', '5');
    expect(exitCode).toBe(2);
    expect(problemsOf(err)).toMatchObject([{ message: '--group: 51 values are too many for groups' }]);
  });

  it('refuse a wrong --query before any file is read', async () => {
    const { exitCode, err } = await runEval('/nowhere.csv', '--query', 'a[');
    expect(exitCode).toBe(2);
    expect(problemsOf(err).map(({ flag }) => flag)).toEqual(['--query']);
  });

  it('show who causes most errors only with --show-pii', async () => {
    const rows = [
      'label,subject,reference,score',
      'genuine,jane,jane,10',
      'genuine,john,john,90',
      'impostor,jane,john,95',
      'impostor,jane,kim,96',
    ];
    const hidden = await evalText(rows.join('\n'), '--threshold', '50');
    expect(hidden.out).not.toMatch(/jane|john/);
    const { report } = await evalText(rows.join('\n'), '--threshold', '50', '--show-pii');
    expect(report.worstPeople).toMatchObject({
      refused: [{ person: 'jane', errors: 1 }],
      falselyMatched: [{ person: 'jane', errors: 2, rows: 2 }, {}, {}],
    });
  });

  it('give the same figures for the same seed, and others for another seed', async () => {
    const of = async (seed: string) =>
      (await runEval(setPath('06-subjects'), '--threshold', '65', '--seed', seed, '--resamples', '200')).report.atThresholds[0]?.fmr
        ?.bootstrap;
    expect(await of('7')).toEqual(await of('7'));
    expect(await of('7')).not.toEqual(await of('8'));
  });

  it('are all in the help', async () => {
    const { out } = await runEvalText('--help');
    for (const { flags } of evalFlags) expect(out).toContain(flags.split(' ')[0]);
  });
});

describe('files that idv eval writes', () => {
  it('are a page and a curve, and replace its own earlier files', async () => {
    const folder = await testFolder();
    const [html, curve] = [join(folder, 'report.html'), join(folder, 'curve.csv')];
    const input = await fileOf(csv);
    for (let round = 0; round < 2; round += 1) expect((await runEval(input, '--html', html, '--curve', curve)).exitCode).toBe(0);
    expect(await readFile(html, 'utf8')).toMatch(/^<!doctype html>\n<html lang="en">/);
    const [head, first, ...rest] = (await readFile(curve, 'utf8')).trimEnd().split('\n');
    expect(head).toBe(
      'threshold_above,threshold_up_to,fnmr_errors,fnmr_rows,fnmr,fnmr_low,fnmr_high,fmr_errors,fmr_rows,fmr,fmr_low,fmr_high',
    );
    expect(first).toMatch(/^,10,0,3,0,0,0\.56\d*,3,3,1,0\.43\d*,1$/);
    expect(rest.at(-1)).toMatch(/^90,,3,3,1,/);
    expect(rest).toHaveLength(6);
  });

  it('contain every step of distances and of species', async () => {
    const curve = join(await testFolder(), 'curve.csv');
    await runEval(await fileOf(scoresCsv([0.1, 0.2], [0.3])), '--distances', '--curve', curve);
    const lines = (await readFile(curve, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => line.split(',').slice(0, 3).join())).toEqual(
      ['threshold_from,threshold_below,fnmr_errors', '0.3,,0', '0.2,0.3,0', '0.1,0.2,1', ',0.1,2'].sort((a, b) =>
        a.startsWith('t') ? -1 : b.startsWith('t') ? 1 : lines.findIndex((l) => l.startsWith(a)) - lines.findIndex((l) => l.startsWith(b)),
      ),
    );
    const species = join(await testFolder(), 'species.csv');
    await runEval(setPath('08-species'), '--curve', species);
    expect((await readFile(species, 'utf8')).split('\n')[0]).toContain('bpcer,bpcer_low,bpcer_high,apcer cutout_errors');
  });

  it('never replace an input, each other or other files', async () => {
    const folder = await testFolder();
    const input = await fileOf(csv);
    const [other, link] = [join(folder, 'other.txt'), join(folder, 'folder')];
    await writeFile(other, 'a letter');
    await mkdir(link);
    const cases: [string[], string, number][] = [
      [['--html', input], 'is also read or written by another flag', 2],
      [['--curve', join(folder, 'x'), '--html', join(folder, 'x')], 'is also read or written by another flag', 2],
      [['--html', other], 'exists and was not written by idv', 4],
      [['--html', link], 'is not a file', 4],
      [['--curve', join(folder, 'none', 'x.csv')], 'is not a folder', 4],
    ];
    for (const [flags, message, expected] of cases) {
      const { exitCode, err } = await runEval(input, ...flags);
      expect(exitCode, message).toBe(expected);
      expect(
        problemsOf(err)
          .map((problem) => problem.message)
          .join(),
      ).toContain(message);
    }
    expect(await readFile(other, 'utf8')).toBe('a letter');
    expect((await runEval(input, '--html', other, '--force')).exitCode).toBe(0);
    const dangling = join(folder, 'dangling');
    await symlink(join(folder, 'nowhere'), dangling);
    expect((await runEval(input, '--html', dangling)).exitCode).toBe(0);
  });
});

describe('idv eval and the outside world', () => {
  it('stops at a signal while it counts', async () => {
    const controller = new AbortController();
    let breaths = 0;
    const runtime = memoryRuntime({
      signal: controller.signal,
      sleep: async () => {
        breaths += 1;
        controller.abort('SIGINT');
      },
    });
    const exitCode = await main(['eval', setPath('06-subjects'), '--resamples', '100000', '--json'], runtime, '0.0.0');
    expect(exitCode).toBe(130);
    expect(breaths).toBe(1);
    expect(runtime.out()).toBe('');
  });

  it('needs no network and no key', async () => {
    const refuse = (): never => {
      throw new Error('not for idv eval');
    };
    const runtime = memoryRuntime({ env: {}, openTransport: refuse, runProcess: refuse, random: refuse });
    expect(await main(['eval', setPath('01-normal')], runtime, '0.0.0')).toBe(0);
    expect(runtime.err()).toBe('');
  });
});
