// Prints how fast idv is, compared with the lower bound, the vendors' clients and the goals. Run by hand, on a machine that does little
// else: npm run build && npm run bench [-- ROUNDS [--write]]. `--write` puts the tables into docs/performance.md.
import { cpus, loadavg } from 'node:os';
import { writeChapter } from './draw/page-chapter.mjs';
import { startLoopback } from './measure/children.mjs';
import { installIn } from './measure/installed.mjs';
import { mediaIn } from './measure/sized-media.mjs';
import { withWorkspace } from './measure/workspace.mjs';
import { chaptersOf } from './tables/cases.mjs';
import { commandTables } from './tables/commands.mjs';
import { manyCallsTable } from './tables/many-calls.mjs';
import { sandboxTable } from './tables/sandbox-rate.mjs';

const rounds = Number(process.argv[2] ?? 25);
const tables = [];
const load = () => loadavg()[0].toFixed(1);

function show(text) {
  tables.push(text);
  console.log(text);
}

await withWorkspace(async ({ folder, plain, certified }) => {
  show(`Node ${process.versions.node}, ${cpus()[0]?.model}, ${rounds} pairs for each figure, load ${load()} at the beginning\n`);
  const media = await mediaIn(folder);
  const at = { installed: await installIn(folder), folder, plain, certified };
  const service = await startLoopback();
  try {
    for await (const table of commandTables(chaptersOf(media, service.printed), at, rounds)) show(table);
    show(await manyCallsTable(media.small, service.printed, at));
  } finally {
    await service.close();
  }
  show(await sandboxTable(media.small, at));
  show(`Load ${load()} at the end.`);
});
if (process.argv.includes('--write')) await writeChapter('table', tables);
