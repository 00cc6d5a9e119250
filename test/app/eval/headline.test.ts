import { describe, expect, it } from 'vitest';
import { evalJson, evalText, scoresCsv } from '../../support/eval-run.ts';

const many = (count: number, score: number): number[] => new Array<number>(count).fill(score);
const lines = (head: string, ...rows: readonly string[]): string => [head, ...rows].join('\n');
const times = (count: number, row: (index: number) => string): string[] => Array.from({ length: count }, (_, index) => row(index));
const sentenceOf = async (csv: string, ...flags: readonly string[]): Promise<string> => (await evalText(csv, ...flags)).report.sentence;

const judged = (label: string, verdict: string, score: number | null, more: object = {}) => ({ label, verdict, score, ...more });
const sentenceOfRows = async (rows: readonly object[], ...flags: readonly string[]): Promise<string> =>
  (await evalJson(rows, ...flags)).report.sentence;

describe('the sentence of a comparison', () => {
  it('counts strangers who passed and users who are turned away', async () => {
    const csv = scoresCsv([...many(9, 90), 40], [...many(19, 10), 60]);
    expect(await sentenceOf(csv, '--threshold', '50')).toBe(
      'At 50: 1 of 20 tries of strangers passed (1 in 20; 95 %: 1 in 790 to 24.9 %); 10 % of your users are turned away (0.25 to 44.5).',
    );
  });

  it('gives upper bounds when nobody passed or was turned away', async () => {
    expect(await sentenceOf(scoresCsv([90], [10]), '--threshold', '50', '--confidence', '90')).toBe(
      'At 50: no stranger passed in 1 try (so at most 1 in 1.1, one-sided 90 %); none of 1 try of your users is turned away (so at most 90 %, one-sided 90 %).',
    );
  });

  it('adds the bound of people only if it is wider than that of the rows', async () => {
    const pairs = times(60, (i) => `impostor,p${i % 6},q${i % 10},10`);
    const head = 'label,subject,reference,score';
    expect(await sentenceOf(lines(head, 'genuine,g,g,90', ...pairs), '--threshold', '50')).toContain(
      'no stranger passed in 60 tries (so at most 1 in 21, one-sided 95 %; 1 in 5.9 if each of the 16 people counts once);',
    );
    const chain = times(10, (i) => `impostor,p${i},p${i + 1},10`);
    expect(await sentenceOf(lines(head, 'genuine,g,g,90', ...chain), '--threshold', '50')).toContain(
      'no stranger passed in 10 tries (so at most 1 in 3.9, one-sided 95 %);',
    );
  });

  it('says who must retake and who goes to a person, if any', async () => {
    const rows = [
      judged('genuine', 'pass', 90),
      judged('genuine', 'retake', null),
      judged('genuine', 'review', null),
      judged('genuine', 'spoof', null),
      judged('impostor', 'mismatch', 10),
    ];
    expect(await sentenceOfRows(rows)).toContain(
      '; 25 % of your users are turned away (0.63 to 80.6), 25 % must retake, 25 % go to a person.',
    );
    expect(await sentenceOfRows([judged('genuine', 'pass', 90), judged('genuine', 'mismatch', 10)])).toMatch(
      /; 50 % of your users are turned away \(1\.3 to 98\.7\)\.$/,
    );
  });

  it.each([
    ['label,score\ngenuine,90\n', 'no stranger was tested'],
    ['label,score\nimpostor,10\n', 'no genuine user was tested'],
    ['label,verdict,score\ngenuine,mismatch,\nimpostor,pass,90\n', 'how many of your users are turned away is not known'],
    ['label,verdict,score\nimpostor,mismatch,\ngenuine,pass,90\n', 'how many strangers pass is not known'],
  ])('of %j says that %s', async (csv, wanted) => {
    expect(await sentenceOf(csv, '--threshold', '50')).toContain(wanted);
  });

  it('says where the threshold comes from', async () => {
    expect(await sentenceOf(scoresCsv([90], [10]))).toMatch(/^No threshold was named; at 90, picked on these same rows: /);
    expect(await sentenceOf(scoresCsv([90], []))).toBe('These rows lead to no threshold: no stranger was tested.');
    expect(await sentenceOf('label,score\ngenuine,90\nimpostor,\n')).toBe('These rows lead to no threshold: name one with --threshold.');
    const split = lines('label,split,subject,score', 'genuine,dev,a,9', 'impostor,dev,b,1', 'genuine,eval,c,9', 'impostor,eval,d,1');
    expect(await sentenceOf(split, '--choose', 'eer')).toMatch(/^At 9, chosen on dev and judged on eval: no stranger passed in 1 try /);
    expect(
      await sentenceOfRows([judged('genuine', 'pass', 90, { threshold: 70 }), judged('impostor', 'mismatch', 10, { threshold: 70 })]),
    ).toMatch(/^At 70: /);
    expect(await sentenceOfRows([judged('genuine', 'pass', 90), judged('impostor', 'mismatch', 10)])).toMatch(/^As the service decided: /);
  });

  it('begins with a note when rows are from the sandbox', async () => {
    const rows = [judged('genuine', 'pass', 90, { sandbox: true }), judged('impostor', 'mismatch', 10)];
    expect(await sentenceOfRows(rows)).toMatch(/^Sandbox rows, no face was compared\. As the service decided: /);
    expect(await sentenceOfRows([{ label: 'genuine', score: 9, sandbox: true }])).toMatch(
      /^Sandbox rows, .*\. These rows lead to no threshold/,
    );
  });

  it('counts transactions if they were asked for', async () => {
    const csv = lines('label,transaction,score', 'genuine,t,10', 'genuine,t,90', 'impostor,u,10', 'impostor,v,10');
    const flags = ['--threshold', '50', '--unit', 'transaction'];
    expect(await sentenceOf(csv, ...flags)).toMatch(
      /^At 50: no stranger passed in 2 transactions \(.*\); none of 1 transaction of your users is turned away/,
    );
    expect(await sentenceOf(csv.replace('genuine,t,90', 'impostor,w,60'), ...flags)).toContain(
      '1 of 3 transactions of strangers passed (33.3 %; 95 %: 1 in 119 to 90.6 %)',
    );
  });
});

describe('the promise of the vendor', () => {
  const rowsWith = (passed: number, impostors: number) => [
    { ...judged('genuine', 'pass', 90), threshold: 70, action: 'CompareFaceLiveness' },
    ...times(impostors, String).map((i) => ({
      ...judged('impostor', Number(i) < passed ? 'pass' : 'mismatch', Number(i) < passed ? 80 : 10),
      threshold: 70,
      action: 'CompareFaceLiveness',
    })),
  ];

  it.each([
    [0, 2994, "The vendor's 1 in 1,000 is not contradicted, but not shown: 2,995 tries without an error would."],
    [0, 2995, "The vendor's 1 in 1,000 is shown."],
    [1, 4741, "The vendor's 1 in 1,000 is not contradicted, but not shown: 4,742 tries with no more than 1 error would."],
    [1, 4742, "The vendor's 1 in 1,000 is shown."],
    [3, 100, "The vendor's 1 in 1,000 is contradicted: here it is 1 in 33."],
  ])('after %d of %d strangers passed', async (passed, impostors, wanted) => {
    expect(await sentenceOfRows(rowsWith(passed, impostors))).toMatch(new RegExp(`\\. ${wanted.replaceAll('.', '\\.')}$`));
  });

  it('is not compared at another threshold, without strangers, or for transactions', async () => {
    expect(await sentenceOfRows(rowsWith(0, 5), '--threshold', '71')).not.toContain('vendor');
    expect(await sentenceOfRows(rowsWith(0, 0))).not.toContain('vendor');
    const transactions = rowsWith(0, 5).map((row, i) => ({ ...row, transaction: `t${i}` }));
    expect(await sentenceOfRows(transactions)).toContain('vendor');
    expect(await sentenceOfRows(transactions, '--unit', 'transaction')).not.toContain('vendor');
  });

  it('takes pairs of different people to show, if people repeat', async () => {
    const rows = rowsWith(0, 5).map((row) => ({ ...row, subject: 'a', reference: row.label === 'genuine' ? 'a' : 'b' }));
    expect(await sentenceOfRows(rows)).toContain('2,995 tries without an error, each about different people, would.');
  });
});

describe('the sentence of liveness', () => {
  const csv = (...rows: readonly string[]): string => lines('label,species,score', ...rows);

  it('names the species that gets through most often', async () => {
    const rows = ['bona fide,,90', 'attack,mask,60', 'attack,mask,10', 'attack,print,70', 'attack,print,70', 'attack,print,10'];
    expect(await sentenceOf(csv(...rows), '--threshold', '50')).toBe(
      'At 50: of the attacks, print gets through liveness most often, 2 of 3 (66.7 %, 9.4 to 99.2); 0 % of real users are refused (0 to 97.5).',
    );
  });

  it('names the species with the highest bound when no attack got through, and counts all presentations', async () => {
    const rows = [
      'bona fide,,90',
      'bona fide,,',
      'attack,mask,10',
      'attack,mask,20',
      'attack,print,10',
      'attack,screen,1',
      'attack,screen,',
    ];
    expect(await sentenceOf(csv(...rows), '--threshold', '50')).toBe(
      'At 50: no attack got through liveness in 4 presentations (of print at most 95 %, one-sided 95 %); 0 % of real users are refused (0 to 97.5), 50 % must retake.',
    );
  });

  it('says which side was not tested', async () => {
    expect(await sentenceOf(csv('attack,mask,10'), '--threshold', '50')).toMatch(/; no real user was tested\.$/);
    expect(await sentenceOf(csv('bona fide,,10'), '--threshold', '50')).toBe(
      'At 50: no attack was tested; 100 % of real users are refused (2.5 to 100).',
    );
  });

  it('follows that of a comparison with attacks', async () => {
    const rows = [
      judged('genuine', 'pass', 90),
      judged('attack', 'spoof', null, { species: 'mask' }),
      judged('attack', 'pass', 80, { species: 'print' }),
    ];
    expect(await sentenceOfRows(rows)).toMatch(
      /\. Of the attacks, print gets through liveness most often, 1 of 1 \(100 %, 2\.5 to 100\)\.$/,
    );
    expect(await sentenceOfRows(rows.slice(0, 2))).toMatch(
      /\. No attack got through liveness in 1 presentation \(of mask at most 95 %, one-sided 95 %\)\.$/,
    );
    expect(await sentenceOfRows([judged('genuine', 'pass', 90), judged('attack', 'retake', null)])).not.toContain('iveness');
  });
});
