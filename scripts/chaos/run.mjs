// `npm run chaos [-- MODE [ROWS [KILLS [hasty]]]]`: kills processes while rows are called, and counts the paid calls. MODE is `embedded`,
// `workers`, `quota` (three workers at the quota, nothing killed) or `all`. With `hasty`, rows of killed workers come back without waiting
// for the end of their lease. Prints one line of JSON for each mode.
import { distributedChaos } from './distributed.mjs';
import { embeddedChaos } from './embedded.mjs';

const [mode = 'all', rows = '2000', kills = '20', haste] = process.argv.slice(2);
const wanted = { rows: Number(rows), kills: Number(kills), isHasty: haste === 'hasty' };
let wrong = 0;
const modes = {
  embedded: () => embeddedChaos(wanted),
  workers: () => distributedChaos({ ...wanted, rate: 150, serverKills: Math.min(2, wanted.kills) }),
  quota: () => distributedChaos({ ...wanted, kills: 0, serverKills: 0 }),
};
for (const [one, run] of Object.entries(modes)) {
  if (mode !== one && mode !== 'all') continue;
  const figures = await run();
  console.log(JSON.stringify(figures));
  const { paidTwice, lost, forgotten, inventedAnswers } = figures;
  wrong += paidTwice + lost + forgotten + inventedAnswers;
}
process.exitCode = wrong > 0 ? 1 : 0;
