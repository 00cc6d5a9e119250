// Prints how many seconds longer `idv eval` takes than `idv --version`, and how much memory it needs. Most of the time is counting.
// Run by hand: npm run build && node bench/eval.mjs
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { peakMiB, run } from './measure/children.mjs';
import { goalText, median, shownGoal, tableOf } from './measure/figures.mjs';
import { checkout, withWorkspace } from './measure/workspace.mjs';

/**
 * A labelled set in the form of batch rows, in which people occur several times: a tenth of the rows is genuine, and the scores of both
 * classes overlap.
 */
async function labelledSet(folder, rows, people) {
  let state = 12345;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const lines = ['label,subject,reference,score'];
  for (let row = 0; row < rows; row += 1) {
    const genuine = row % 10 === 0;
    const subject = Math.floor(random() * people);
    const reference = genuine ? subject : (subject + 1 + Math.floor(random() * (people - 1))) % people;
    const score = (genuine ? 80 : 40) + 20 * (random() + random() + random() - 1.5);
    lines.push(`${genuine ? 'genuine' : 'impostor'},p${subject},p${reference},${score.toFixed(4)}`);
  }
  const path = join(folder, `${rows}.csv`);
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

const evaluations = [
  { name: '20,000 rows, 2,000 resamples', rows: 20_000, people: 500, flags: [], goal: { most: 1 }, peakGoal: { most: 150 }, rounds: 5 },
  {
    name: '1,000,000 rows, no bootstrap',
    rows: 1_000_000,
    people: 5000,
    flags: ['--resamples', '0'],
    goal: { most: 5 },
    peakGoal: {},
    rounds: 3,
  },
];

async function rowOf({ name, rows, people, flags, goal, peakGoal, rounds }, { folder, plain }) {
  const args = [checkout, 'eval', await labelledSet(folder, rows, people), '--threshold', '70', '--json', ...flags];
  const seconds = [];
  for (let round = 0; round < rounds; round += 1) {
    const version = await run([checkout, '--version'], plain);
    seconds.push(((await run(args, plain)).wallMs - version.wallMs) / 1000);
  }
  const peak = await peakMiB(args, plain);
  const took = median(seconds);
  return [
    name,
    took.toFixed(2),
    shownGoal(goal, ' s'),
    goalText(took, goal),
    peak.toFixed(0),
    shownGoal(peakGoal),
    goalText(peak, peakGoal),
  ];
}

await withWorkspace(async (workspace) => {
  const rows = [];
  for (const each of evaluations) rows.push(await rowOf(each, workspace));
  for (const line of tableOf(['idv eval', 'seconds', 'goal', '', 'MiB', 'goal', ''], rows)) console.log(line);
});
