// `npm run chaos [-- ROWS [KILLS]]`: kills what can be killed while rows are called, and counts what was paid. One line of JSON a mode.
import { embeddedChaos } from './embedded.mjs';

const [rows = 2000, kills = 20] = process.argv.slice(2).map(Number);
const figures = await embeddedChaos({ rows, kills });
console.log(JSON.stringify(figures));
const { paidTwice, lost, forgotten, inventedAnswers } = figures;
process.exitCode = paidTwice + lost + forgotten + inventedAnswers > 0 ? 1 : 0;
