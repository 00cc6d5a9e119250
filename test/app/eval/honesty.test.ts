import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evalJson, evalText, fileOf, runEval, runEvalText, scoresCsv, setPath, testFolder } from '../../support/eval-run.ts';

const lines = (head: string, ...rows: string[]): string => [head, ...rows].join('\n');
const codesOf = ({ report }: Awaited<ReturnType<typeof runEval>>): string[] => report.warnings.map(({ code }) => code);

/** Ways to make an evaluation look better than it is. */
describe('an evaluation report', () => {
  it('does not depend on the order of the rows', async () => {
    const rows = (await readFile(setPath('06-subjects'), 'utf8')).trim().split('\n').slice(1);
    const head = 'label,subject,reference,score';
    const few = rows.filter((_, index) => index % 12 === 0);
    const flags = ['--threshold', '65', '--resamples', '200'];
    const figuresOf = async (order: readonly string[]) => {
      const { report } = await evalText(lines(head, ...order), ...flags);
      return { at: report.atThresholds, figures: report.figures, sentence: report.sentence };
    };
    const wanted = await figuresOf(few);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(few, { minLength: few.length }), async (order) => {
        expect(await figuresOf(order)).toEqual(wanted);
      }),
      { numRuns: 5 },
    );
  });

  it('claims nothing about other people after it saw only one person', async () => {
    const rows = Array.from({ length: 500 }, (_, i) => `genuine,a,a,${i < 20 ? 50 : 90}`);
    const { report } = await evalText(
      lines('label,subject,reference,score', ...rows, 'impostor,b,c,10'),
      '--threshold',
      '70',
      '--max-fnmr',
      '10%',
    );
    expect(report.atThresholds[0]?.fnmr).toMatchObject({
      k: 20,
      n: 500,
      interval: [0, 1],
      upper: 1,
      method: 'none: all rows are about one person',
    });
    expect(report.gate?.answer).toBe('not shown');
  });

  it('does not count ten rows of each person as ten people', async () => {
    const people = Array.from({ length: 40 }, (_, i) => `p${i}`);
    const rows = people.flatMap((name, i) => Array.from({ length: 10 }, () => `genuine,${name},${name},${i < 2 ? 50 : 90}`));
    const { report } = await evalText(lines('label,subject,reference,score', ...rows), '--threshold', '70');
    const fnmr = report.atThresholds[0]?.fnmr;
    expect(fnmr).toMatchObject({ k: 20, n: 400 });
    // 2 of 40 people: their exact interval is 0.6 % to 17 %. That of 20 in 400 rows would be 3.1 % to 7.6 %.
    expect(fnmr?.interval[0]).toBeLessThan(0.01);
    expect(fnmr?.interval[1]).toBeGreaterThan(0.12);
  });

  it('counts people who must try again as users', async () => {
    const rows = [...Array.from({ length: 60 }, () => 'genuine,90'), ...Array.from({ length: 40 }, () => 'genuine,'), 'impostor,10'];
    const { report } = await evalText(lines('label,score', ...rows), '--threshold', '70');
    expect(report.operatingPoint).toMatchObject({ fnmr: { k: 0, n: 60 }, frr: { k: 40, n: 100 }, mustRetake: { k: 40, n: 100 } });
    expect(report.sentence).toContain('40 % must retake');
  });

  it('names no threshold of the service when many thresholds fit its verdicts', async () => {
    const wide = await evalText(lines('label,verdict,score', 'genuine,pass,96.3', 'genuine,mismatch,9.21', 'impostor,mismatch,5'));
    expect(wide.report.serviceThreshold).toEqual({ value: null, source: null, values: [] });
    expect(wide.report.sentence).toMatch(/^As the service decided: /);
    expect(wide.report.vendorClaims).toEqual([]);
    // A threshold between the best refusal and the worst pass can be used: it is known that refusals are below the pass.
    expect((await runEval(setPath('05-verdicts'))).report.serviceThreshold).toMatchObject({ value: 70, source: 'verdicts' });
  });

  it('does not apply the claims of a vendor about one action to another action', async () => {
    const of = async (action: string, threshold: number) => {
      const row = (label: string, verdict: string, score: number) => ({ label, verdict, score, threshold, action });
      return (await evalJson([row('genuine', 'pass', 90), row('impostor', 'mismatch', 10)])).report.vendorClaims;
    };
    expect((await of('CompareFace', 69)).map((claim) => [claim.threshold, claim.falseAcceptRate])).toEqual([
      [61, 1e-3],
      [69, 1e-4],
      [75, 1e-5],
    ]);
    expect(await of('VideoLivenessCompare', 70)).toMatchObject([
      { provider: 'tencent', threshold: 70, falseAcceptRate: 1e-3 },
      { threshold: 80, falseAcceptRate: 1e-4 },
    ]);
    expect(await of('ExecuteRequest', 70)).toEqual([]);
    expect(await of('OfAnotherVendor', 70)).toEqual([]);
  });

  it('gives no figures of a comparison when only liveness was decided', async () => {
    const rows = [
      'bona fide,,pass',
      'bona fide,,pass',
      'bona fide,,spoof',
      'bona fide,,retake',
      'attack,mask,pass',
      'attack,mask,spoof',
      'attack,print,spoof',
    ];
    const csv = lines('label,species,verdict', ...rows);
    const { report } = await evalText(csv);
    expect(report.kind).toBe('liveness');
    expect(report.operatingPoint).toMatchObject({
      fmr: null,
      fnmr: null,
      liveness: { apcer: { mask: { k: 1, n: 2 }, print: { k: 0, n: 1 } }, bpcer: { k: 1, n: 3 }, worstSpecies: 'mask' },
    });
    expect(report.sentence).toBe(
      'As the service decided: of the attacks, mask gets through liveness most often, 1 of 2 (50 %, 1.3 to 98.7); 33.3 % of real users are refused (0.84 to 90.6), 25 % must retake.',
    );
    expect(await evalText(csv, '--threshold', '50')).toMatchObject({ exitCode: 2, err: expect.stringContaining('"no-threshold"') });
  });

  it('says that a bound is one-sided when there was no error', async () => {
    const rows = (label: string, score: number) => Array.from({ length: 60 }, () => `${label},${score}`);
    const { report } = await evalText(lines('label,score', ...rows('genuine', 90), ...rows('impostor', 10)), '--threshold', '50');
    expect(report.sentence).toContain('none of 60 tries of your users is turned away (so at most 4.9 %, one-sided 95 %)');
    expect(report.sentence).toContain('no stranger passed in 60 tries (so at most 1 in 21, one-sided 95 %)');
    const liveness = lines('label,species,verdict', 'bonafide,,pass', ...Array.from({ length: 60 }, () => 'attack,mask,spoof'));
    expect((await evalText(liveness)).report.sentence).toContain('(of mask at most 4.9 %, one-sided 95 %)');
  });

  it('does not say that liveness caught an attack that the comparison stopped', async () => {
    const attack = (verdict: string, checked: string[]) => ({ label: 'attack', species: 'screen', verdict, score: null, checked });
    const both = ['liveness', 'comparison'];
    const { report } = await evalJson([
      { label: 'genuine', verdict: 'pass', score: 90, checked: both },
      attack('spoof', both),
      attack('mismatch', both),
      attack('pass', both),
      attack('retake', both),
      // Liveness was not checked here, so no figure of liveness counts this attack.
      attack('mismatch', ['comparison']),
    ]);
    expect(report.liveness).toMatchObject({
      apcer: { screen: { k: 2, n: 3 } },
      attackNonResponse: { screen: { k: 1, n: 5 } },
      iapar: { screen: { k: 1, n: 5 } },
    });
  });

  it('gives no APCER for scores that compare faces', async () => {
    const { report } = await evalText(
      lines('label,species,score', 'genuine,,90', 'impostor,,10', 'attack,mask,85', 'attack,mask,20'),
      '--threshold',
      '70',
    );
    expect(report.operatingPoint?.liveness).toMatchObject({ apcer: { mask: null }, iapar: { mask: { k: 1, n: 2 } }, bpcer: null });
    const { exitCode, err } = await evalText(lines('label,score', 'bona fide,90', 'impostor,10'));
    expect(exitCode).toBe(4);
    expect(JSON.parse(err).error.message).toContain('one column of scores');
  });

  it('gives no mean of all attacks, which would hide the species that gets through', async () => {
    const { report, out } = await runEval(setPath('08-species'), '--threshold', '70');
    expect(report.sentence).toContain('mask-3d gets through liveness most often, 18 of 55');
    // The rate of all attacks together would be 23 of 475.
    expect(out).not.toContain('0.048421');
  });

  it('refuses a bootstrap with too few resamples', async () => {
    for (const [resamples, confidence] of [
      ['10', '95'],
      ['199', '95'],
      ['999', '99'],
    ] as const) {
      const { exitCode, err } = await runEval(setPath('06-subjects'), '--resamples', resamples, '--confidence', confidence);
      expect(exitCode).toBe(2);
      expect(err).toContain('too few');
    }
  });

  it('counts a pair as repeated only if both images are the same', async () => {
    const head = 'label,subject,reference,image,score';
    const { report } = await evalText(
      lines(head, 'impostor,a,b,a1.jpg,10', 'impostor,a,c,a1.jpg,12', 'genuine,a,a,a1.jpg,90', 'genuine,a,a,a1.jpg,91'),
    );
    expect(report.input).toMatchObject({ rows: 4, setAside: { duplicates: 0 } });
    const two = await evalText(
      lines('label,image-a,image_b,score', 'impostor,a.jpg,b.jpg,10', 'impostor,a.jpg,b.jpg,10', 'impostor,a.jpg,c.jpg,10'),
    );
    expect(two.report.input).toMatchObject({ rows: 2, setAside: { duplicates: 1 } });
  });

  it('refuses a number that is too large for JSON', async () => {
    const { exitCode, err } = await runEval(await fileOf('{"label":"genuine","score":1e999}\n', 'rows.ndjson'));
    expect(exitCode).toBe(4);
    expect(JSON.parse(err).error.problems[0].message).toBe('a number that is too large');
  });

  it('gives the exact threshold that it used', async () => {
    const rows = [
      'label,split,subject,score',
      'genuine,dev,a,0.12345678901234',
      'impostor,dev,b,0.1',
      'genuine,eval,c,0.5',
      'impostor,eval,d,0.12345678901233',
    ];
    const { report } = await evalText(rows.join('\n'), '--choose', 'fmr<=0');
    expect(report.chosen?.choices[0]?.threshold).toBe(0.12345678901234);
    expect(report.sentence).toMatch(/^At 0\.12345678901234, chosen on dev/);
  });

  it('names no person without --show-pii', async () => {
    const rows = ['label,subject,reference,score', 'genuine,jane,jane,90', 'genuine,john,john,20', 'impostor,jane,john,95'];
    const paths = [
      await fileOf(rows.join('\n'), 'of-jane.csv'),
      await fileOf(lines('label,subject,reference,score', 'genuine,jane,jane,99', 'impostor,john,jane,99'), 'of-john.csv'),
    ];
    const html = join(await testFolder(), 'report.html');
    const { out } = await runEvalText(...paths, '--threshold', '50', '--html', html);
    for (const text of [out, await readFile(html, 'utf8')]) expect(/.{0,40}j(ane|ohn)/.exec(text)?.[0]).toBeUndefined();
    const grouped = await runEval(...paths, '--group', 'subject');
    expect(grouped.exitCode).toBe(2);
    expect(JSON.parse(grouped.err).error.message).toContain('names people');
    expect((await runEval(...paths, '--group', 'subject', '--threshold', '50', '--show-pii')).exitCode).toBe(0);
  });

  it('contains no control sequence that a terminal would obey', async () => {
    const { out } = await runEvalText(
      await fileOf(lines('label,species,score', 'bona fide,,90', 'attack,"\u001b[31mmask\u001b]0;x\u0007",10')),
      '--threshold',
      '50',
    );
    expect(out).not.toContain('\u001b');
  });

  it('warns about a threshold below that of the service, which no call can use', async () => {
    const run = await runEval(setPath('05-verdicts'), '--threshold', '60');
    expect(run.report.operatingPoint).toMatchObject({ byScoreAlone: true });
    expect(codesOf(run)).toContain('by-score-alone');
  });

  it('does not separate people with equal scores', async () => {
    const run = await evalText(scoresCsv(new Array(50).fill(100), new Array(50).fill(100)), '--max-fmr', '1%');
    expect(run.report.figures?.maxFmr.at(-1)).toMatchObject({
      name: 'zeroFMR',
      threshold: { above: 100, upTo: null },
      fnmr: { k: 50, n: 50 },
    });
    expect(codesOf(run)).toContain('one-score');
    expect(run.exitCode).toBe(40);
  });

  it('gives no rates by verdict for rows without verdicts', async () => {
    const csv = lines('label,device,score,score_new', 'genuine,phone,90,91', 'genuine,laptop,80,10');
    const { report } = await evalText(csv, '--group', 'device', '--field', 'baseline=score_new');
    expect(report).toMatchObject({ operatingPoint: null, byGroup: null, againstBaseline: { baseline: null, fnmr: null, fmr: null } });
  });

  it('leaves out of the groups the half on which the threshold was chosen', async () => {
    const { report } = await runEval(setPath('07-two-systems'), '--field', 'score=score_a', '--choose', 'fmr<=0.01', '--group', 'split');
    expect(report.byGroup?.map(({ group, fnmr }) => [group, fnmr?.n])).toEqual([['eval', 300]]);
  });

  it('does not confirm the claim of a vendor after one error among few people', async () => {
    const pairs = Array.from(
      { length: 9000 },
      (_, i) => `impostor,p${i % 95},q${Math.floor(i / 95)},${i === 7 ? 80 : 10},${i === 7 ? 'pass' : 'mismatch'},70`,
    );
    const csv = lines('label,subject,reference,score,verdict,threshold', 'genuine,g,g,90,pass,70', ...pairs);
    const { report } = await evalText(csv, '--max-fmr', '0.1%');
    expect(report.operatingPoint?.fmr?.upper).toBeLessThan(0.001);
    expect(report.sentence).toContain('not contradicted, but not shown: 4,742 tries with no more than 1 error');
    expect(report.gate?.answer).toBe('not shown');
  });

  it('refuses standard input that is given twice', async () => {
    const { exitCode, err } = await runEval('-', '-');
    expect(exitCode).toBe(2);
    expect(err).toContain('standard input is read twice');
  });
});
