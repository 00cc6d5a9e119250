// Measures single commands, each next to its base: A B A B, so that a machine that slows down slows both of a pair.
import { peakMiB, run } from '../measure/children.mjs';
import { judged, median, ratioOf, shownGoal, tableOf } from '../measure/figures.mjs';
import { checkout } from '../measure/place.mjs';

/** The ways in which a case is run: idv as installed and as built here, and both environments. Another program has no installation. */
function waysOf({ words, args }, { installed, plain, certified }) {
  if (args) return [{ way: 'plain', args, place: plain }];
  return [
    { way: 'plain', args: [installed, ...words], place: plain },
    { way: 'checkout', args: [checkout, ...words], place: plain },
    { way: 'certified', args: [installed, ...words], place: certified },
  ];
}

/** Pairs of a base and what is measured, by way. The first run of each, which writes code caches, does not count. */
async function pairsOf(wanted, at, rounds) {
  const ways = waysOf(wanted, at);
  for (const { args, place } of ways) await run(args, place);
  const pairs = Object.fromEntries(ways.map(({ way }) => [way, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const { way, args, place } of ways) pairs[way].push({ base: await run(wanted.base, place), measured: await run(args, place) });
  return pairs;
}

const wallOf = (pairs) => pairs.map(({ base, measured }) => ({ base: base.wallMs, measured: measured.wallMs }));
const sumOfCpu = (runs) => runs.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
/** Of sums: the time of a single process is known to 10 ms alone. */
const cpuRatio = (pairs) => sumOfCpu(pairs.map(({ measured }) => measured)) / sumOfCpu(pairs.map(({ base }) => base));

/** Of the fastest run of each: what other programs take of the machine does not count, nor does luck with memory. */
const fastestRatio = (pairs) => Math.min(...pairs.map(({ measured }) => measured)) / Math.min(...pairs.map(({ base }) => base));

async function rowOf(wanted, at, rounds) {
  const { plain, checkout: own, certified } = await pairsOf(wanted, at, rounds);
  const [{ args, place }] = waysOf(wanted, at);
  const ratio = ratioOf(wallOf(plain));
  const peak = await peakMiB(args, place);
  const verdicts = [
    judged(ratio, wanted.goal),
    wanted.peakGoal ? `memory ${shownGoal(wanted.peakGoal)}: ${judged(peak, wanted.peakGoal)}` : '',
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
