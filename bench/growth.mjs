// Measures how processor time grows with the number of calls and with the size of a body: writes docs/performance-growth.svg and its
// chapter of docs/performance.md. Run by hand: npm run build && node bench/growth.mjs
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { linePlot, straightLine } from './draw/line-plot.mjs';
import { writeChapter } from './draw/page-chapter.mjs';
import { run, startLoopback } from './measure/children.mjs';
import { tableOf } from './measure/figures.mjs';
import { jpegOf, mediaIn, mp4Of } from './measure/sized-media.mjs';
import { checkout, client, withWorkspace } from './measure/workspace.mjs';
import { callersOf } from './tables/many-calls.mjs';

const counts = [1, 10, 100, 250, 500, 750, 1000];
/** The size of the body. As base64, a file is a third larger. The fixtures make a body of 0.24 MB. */
const megabytes = [0.24, 0.5, 1, 2.5, 5, 7.5, 9.9];
const repeats = 12;
/** The service accepts no larger photo. */
const mostPhotoBytes = 2_200_000;

/** Processor time of one run, in milliseconds: the mean of several runs, because the time of a single run is rounded to 10 ms. */
async function cpuOf(args, workspace, times) {
  let sum = 0;
  for (let time = 0; time < times; time += 1) sum += (await run(args, workspace)).cpuMs;
  return sum / times;
}

/** A photo and a clip which together make a body of this size. */
async function pairOf(folder, size) {
  const bytes = Math.round(size * 1e6 * 0.75);
  const photo = Math.min(mostPhotoBytes, Math.round(bytes * 0.4));
  return [await jpegOf(folder, photo), await mp4Of(folder, bytes - photo)];
}

async function byCount(port, at) {
  const media = await mediaIn(at.folder);
  const callers = await callersOf(media.small, port, { ...at, installed: checkout });
  const series = ['idv, app/call', 'a bare loop'].map((name) => ({ name, points: [], caller: callers.find((each) => each.name === name) }));
  for (const count of counts)
    for (const { points, caller } of series)
      points.push([count, (await cpuOf(await caller.argsOf(count), at.plain, count < 100 ? repeats : 2)) / 1000]);
  return { title: 'Calls of 2.1 MB, 16 in flight', xName: 'calls', yName: 'processor time, s', series };
}

async function bySize(port, { folder, plain }) {
  const series = [
    {
      name: 'idv compare',
      points: [],
      argsOf: ([image, video]) => [
        checkout,
        'compare',
        '--image',
        image,
        '--video',
        video,
        '--endpoint',
        `http://127.0.0.1:${port}`,
        '--json',
      ],
    },
    { name: 'a bare script', points: [], argsOf: (pair) => [client('bare-call.cjs'), ...pair, port] },
  ];
  for (const size of megabytes) {
    const pair = await pairOf(folder, size);
    for (const { points, argsOf } of series) points.push([size, await cpuOf(argsOf(pair), plain, repeats)]);
  }
  return { title: 'One call', xName: 'body, MB', yName: 'processor time, ms', series };
}

await withWorkspace(async (workspace) => {
  const service = await startLoopback();
  try {
    const panels = [await byCount(service.printed, workspace), await bySize(service.printed, workspace)];
    await writeFile(join(import.meta.dirname, '../docs/performance-growth.svg'), linePlot(panels));
    const rows = panels.flatMap(({ title, xName, series }) =>
      series.map(({ name, points }) => {
        const { slope, explained } = straightLine(points);
        const isCalls = xName === 'calls';
        return [`${title}: ${name}`, `${(slope * (isCalls ? 1000 : 1)).toFixed(1)} ms`, isCalls ? 'call' : 'MB', explained.toFixed(4)];
      }),
    );
    const lines = tableOf(['processor time', 'grows by', 'for each', 'straight'], rows);
    await writeChapter('growth', lines);
    console.log(lines.join('\n'));
  } finally {
    await service.close();
  }
});
