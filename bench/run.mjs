// Prints how fast idv is, next to what bounds it and next to the vendors' clients, with the goals. Run by hand, on a machine that does
// little else: npm run build && npm run bench [-- ROUNDS]
import { loadavg } from 'node:os';
import { chaptersOf } from './cases.mjs';
import { loopback } from './children.mjs';
import { commandTables } from './commands.mjs';
import { installIn } from './installed.mjs';
import { manyCallsTable } from './many-calls.mjs';
import { withPlace } from './place.mjs';
import { sandboxTable } from './sandbox-rate.mjs';
import { mediaIn } from './sized-media.mjs';

const rounds = Number(process.argv[2] ?? 25);
const load = () => loadavg()[0].toFixed(1);

await withPlace(async ({ folder, plain, certified }) => {
  console.log(`Node ${process.versions.node}, ${rounds} pairs for each figure, load ${load()} at the beginning\n`);
  const media = await mediaIn(folder);
  const at = { installed: await installIn(folder), folder, plain, certified };
  const service = await loopback();
  try {
    for await (const table of commandTables(chaptersOf(media, service.printed), at, rounds)) console.log(table);
    console.log(await manyCallsTable(media.small, service.printed, at));
  } finally {
    await service.close();
  }
  console.log(await sandboxTable(media.small, at));
  console.log(`load ${load()} at the end`);
});
