import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { evalPage, type PageRun, pictureOf } from '../../../support/eval-page.ts';
import { scoresCsv, setPath } from '../../../support/eval-run.ts';

const runOf = async (name: string, ...flags: string[]): Promise<PageRun> => evalPage(await readFile(setPath(name), 'utf8'), ...flags);

const texts = ({ page }: PageRun, pattern: RegExp): string[] =>
  [...page.matchAll(pattern)].map(([, text = '']) => text.replaceAll('&#39;', "'").replace(/<[^>]*>/g, ''));

const captions = (run: PageRun): string[] => texts(run, /<figcaption><h2>(.*?)<\/h2>/g);
const readings = (run: PageRun): string[] => texts(run, /<figcaption><h2>[^<]*<\/h2><p>(.*?)<\/p>/g);
const facts = (run: PageRun): string | undefined => texts(run, /<p class="facts">(.*?)<\/p>/g)[0];

describe('the page of a comparison', () => {
  it('has the pictures of scores, rates and both errors, and says that no attack was tested', async () => {
    const run = await runOf('05-verdicts');
    expect(captions(run)).toEqual([
      'Scores of genuine people and strangers',
      'What a threshold costs',
      'One error versus the other',
      'Attacks by species',
    ]);
    expect(readings(run)[1]).toBe('To the right fewer strangers pass, and more users are refused.');
    expect(run.page).toContain('No row is an attack.');
  });

  it('has the beginning of its sentence as a title, and samples of bars and lines in its legends', async () => {
    const run = await runOf('05-verdicts');
    expect(run.report.sentence).toMatch(/^At 70: /);
    expect(run.page).toContain('<title>Evaluation: At 70</title>');
    const samples = [...run.page.matchAll(/<ul class="legend">(.*?)<\/ul>/gs)].map(([, legend = '']) =>
      [...legend.matchAll(/<(rect|line) class="([^"]+)"/g)].map(([, name, className]) => `${name} ${className}`),
    );
    expect(samples).toEqual([
      ['rect bar genuine', 'rect bar impostor'],
      ['line line impostor', 'line line genuine'],
    ]);
  });

  it('counts rows and people in words', async () => {
    expect(facts(await runOf('05-verdicts'))).toBe('1,031 rows: 336 genuine ones, 675 impostors, 0 attacks; 200 people');
    expect(facts(await evalPage(scoresCsv([1, 2], [0]), '--threshold', '1'))).toBe('3 rows: 2 genuine ones, 1 impostor, 0 attacks');
  });

  it('lists every warning of the report', async () => {
    const run = await runOf('05-verdicts');
    expect(run.report.warnings.length).toBeGreaterThan(2);
    const section = /<section class="mind">(.*?)<\/section>/s.exec(run.page)?.[1] ?? '';
    expect(texts({ ...run, page: section }, /<li>(.*?)<\/li>/g)).toEqual(run.report.warnings.map(({ message }) => message));
  });

  it('says on which side a threshold is stricter, and that both errors can be absent', async () => {
    const [overlapping, separate] = [scoresCsv([5, 9], [1, 7]), scoresCsv([5, 9], [1, 3])];
    const reading = async (rows: string, ...flags: string[]): Promise<string[]> =>
      readings(await evalPage(rows, '--threshold', '4', ...flags));
    expect((await reading(overlapping, '--distances'))[1]).toBe('To the left fewer strangers pass, and more users are refused.');
    expect((await reading(overlapping))[2]).toBe('Every threshold as a point; nearer to the lower left is better.');
    expect((await reading(separate))[2]).toBe(
      'Every threshold as a point; nearer to the lower left is better. On these rows some threshold makes neither error, and the curve lies on the axes.',
    );
  });

  it('has no table of operating points if no threshold is known', async () => {
    const run = await evalPage('label,score\ngenuine,1\ngenuine,2\n');
    expect(run.report.operatingPoint).toBeNull();
    expect(run.page).not.toContain('Operating points</h2>');
  });
});

describe('the page of a liveness check', () => {
  it('names real users and attacks', async () => {
    const run = await runOf('08-species', '--threshold', '70');
    expect(captions(run)).toEqual([
      'Scores of real users and attacks',
      'What a threshold costs',
      'One error versus the other',
      'Attacks by species',
    ]);
    expect(readings(run)[1]).toBe('To the right fewer attacks pass, and more users are refused.');
    expect(pictureOf(run.page, 'histogram')?.legend).toEqual([
      'real users: 500 rows, 11 without a score',
      'attacks: 500 rows, 25 without a score',
    ]);
    expect(pictureOf(run.page, 'det')?.legend).toEqual(['cutout', 'mask-3d', 'print', 'screen']);
    expect(run.page).not.toContain('No row is an attack.');
  });

  it('has only the picture of the species if the service decided', async () => {
    const rows = ['label,species,verdict,score', 'bonafide,,pass,90', 'bonafide,,spoof,', 'attack,mask,spoof,', 'attack,mask,pass,80'];
    expect(captions(await evalPage(rows.join('\n')))).toEqual(['Attacks by species']);
  });
});

describe('the origin of a threshold', () => {
  const verdicts = (threshold: string): string =>
    [
      'label,verdict,score,threshold',
      `genuine,pass,90,${threshold}`,
      `genuine,mismatch,60,${threshold}`,
      `impostor,mismatch,20,${threshold}`,
    ].join('\n');
  const rowsOf = (run: PageRun): string[] => texts(run, /<tr><th scope="row">(.*?)<\/th><td data-label/gs);

  it('is the service, or a manual of the vendor that publishes its thresholds', async () => {
    const run = await evalPage(verdicts('70'));
    const [first, ...others] = rowsOf(run);
    expect(first).toBe('70the service decided by it');
    expect(others.length).toBe(run.report.vendorClaims.filter(({ threshold }) => threshold !== 70).length);
    for (const other of others) expect(other).toMatch(/^\d+named in the vendor’s manual/);
    const under = run.report.atThresholds.filter(({ byScoreAlone }) => byScoreAlone).map(({ threshold }) => threshold);
    expect(
      others.filter((text) => text.endsWith('; under the service’s threshold: by score alone')).map((text) => Number.parseInt(text, 10)),
    ).toEqual(under);
  });

  it('is not named for a flag, except if it is under the threshold of the service', async () => {
    expect(rowsOf(await evalPage(verdicts('70'), '--threshold', '80', '--threshold', '50'))).toEqual([
      '80',
      '50under the service’s threshold: by score alone',
    ]);
  });

  it('is a rule on these rows, or on other rows', async () => {
    const scores = scoresCsv([5, 6, 7, 8], [1, 2, 3, 4]);
    expect(rowsOf(await evalPage(scores))[0]).toMatch(/^[\d.]+picked on these same rows$/);
    const people = [
      'label,subject,reference,score',
      ...Array.from({ length: 40 }, (_, i) => `genuine,p${i},p${i},${60 + i}\nimpostor,p${i},p${(i + 1) % 40},${i}`),
    ];
    expect(rowsOf(await evalPage(people.join('\n'), '--choose', 'fmr<=0.1'))[0]).toMatch(/^[\d.]+chosen on other rows$/);
  });

  it('is unknown if the verdicts come without a score', async () => {
    expect(rowsOf(await evalPage('label,verdict\ngenuine,pass\nimpostor,mismatch\n'))).toEqual([
      'as the service decidedthe service decided by it',
    ]);
  });
});
