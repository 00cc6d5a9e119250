// Measures single commands and their base in turns, A B A B, so that a slow phase of the machine affects both runs of a pair.
import { peakMiB, run } from '../measure/children.mjs';
import { goalText, median, ratioOf, shownGoal, tableOf } from '../measure/figures.mjs';
import { checkout } from '../measure/workspace.mjs';

/** The variants of a case: idv as installed and as built here, in both environments. Another program has no installed variant. */
function variantsOf({ words, args }, { installed, plain, certified }) {
  if (args) return [{ variant: 'plain', args, workspace: plain }];
  return [
    { variant: 'plain', args: [installed, ...words], workspace: plain },
    { variant: 'checkout', args: [checkout, ...words], workspace: plain },
    { variant: 'certified', args: [installed, ...words], workspace: certified },
  ];
}

/** Pairs of the base and the measured command, for each variant. The first run of each does not count, because it writes code caches. */
async function pairsOf(wanted, at, rounds) {
  const variants = variantsOf(wanted, at);
  for (const { args, workspace } of variants) await run(args, workspace);
  const pairs = Object.fromEntries(variants.map(({ variant }) => [variant, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const { variant, args, workspace } of variants)
      pairs[variant].push({ base: await run(wanted.base, workspace), measured: await run(args, workspace) });
  return pairs;
}

const wallOf = (pairs) => pairs.map(({ base, measured }) => ({ base: base.wallMs, measured: measured.wallMs }));
const sumOfCpu = (runs) => runs.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
/** The ratio of sums, because the time of a single process is rounded to 10 ms. */
const cpuRatio = (pairs) => sumOfCpu(pairs.map(({ measured }) => measured)) / sumOfCpu(pairs.map(({ base }) => base));

/** The ratio of the fastest runs, so that other programs and luck with memory do not count. */
const fastestRatio = (pairs) => Math.min(...pairs.map(({ measured }) => measured)) / Math.min(...pairs.map(({ base }) => base));

async function rowOf(wanted, at, rounds) {
  const { plain, checkout: own, certified } = await pairsOf(wanted, at, rounds);
  const [{ args, workspace }] = variantsOf(wanted, at);
  const ratio = ratioOf(wallOf(plain));
  const peak = await peakMiB(args, workspace);
  const verdicts = [
    goalText(ratio, wanted.goal),
    wanted.peakGoal ? `memory ${shownGoal(wanted.peakGoal)}: ${goalText(peak, wanted.peakGoal)}` : '',
  ];
  return [
    wanted.name,
    median(plain.map(({ base }) => base.wallMs)).toFixed(0),
    median(plain.map(({ measured }) => measured.wallMs)).toFixed(0),
    ratio.toFixed(2),
    cpuRatio(plain).toFixed(2),
    fastestRatio(wallOf(plain)).toFixed(2),
    own ? ratioOf(wallOf(own)).toFixed(2) : '',
    certified ? ratioOf(wallOf(certified)).toFixed(2) : '',
    peak.toFixed(0),
    shownGoal(wanted.goal),
    verdicts.filter(Boolean).join(', '),
  ];
}

/** One table for each chapter; `at` says where idv is installed and in which environments it runs. */
export async function* commandTables(chapters, at, rounds) {
  for (const { title, cases } of chapters) {
    const rows = [];
    for (const wanted of cases) rows.push(await rowOf(wanted, at, rounds));
    const head = ['times', 'base ms', 'ms', 'ratio', 'CPU', 'fastest', 'checkout', 'with CA file', 'MiB', 'goal', ''];
    yield [`next to ${title}`, '', ...tableOf(head, rows), ''].join('\n');
  }
}
