// Pairs with the number of the row in their picture, so that a service can count the calls for each row.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const fixture = (name) => join(import.meta.dirname, '../../fixtures', name);

/** Writes `pairs.csv` and its files into a folder. The picture is small, so that the disk does not limit the speed. */
export async function makeRows(folder, rows) {
  const portrait = await readFile(fixture('portrait.jpg'));
  await mkdir(join(folder, 'media'), { recursive: true });
  await writeFile(join(folder, 'media/clip.mp4'), await readFile(fixture('selfie-3s.mp4')));
  for (let row = 1; row <= rows; row += 1) {
    const comment = Buffer.from([0xff, 0xfe, 0, 10, ...Buffer.from(String(row).padStart(8, '0'))]);
    await writeFile(join(folder, `media/${row}.jpg`), Buffer.concat([portrait.subarray(0, 2), comment, portrait.subarray(2)]));
  }
  const lines = Array.from({ length: rows }, (_, index) => `row-${index + 1},media/${index + 1}.jpg,media/clip.mp4`);
  const path = join(folder, 'pairs.csv');
  await writeFile(path, `id,image,video\n${lines.join('\n')}\n`);
  return path;
}

/** How the rows ended, according to the counts of the service and to the results. */
export function verdictOf(rows, calls, results) {
  const byRow = new Map(results.map((result) => [Number(result.id.slice('row-'.length)), result]));
  const figures = { rows, paidTwice: 0, answered: 0, unsure: 0, unsurePaid: 0, lost: 0, forgotten: 0, inventedAnswers: 0 };
  for (let row = 1; row <= rows; row += 1) {
    const paid = calls.get(row) ?? 0;
    const result = byRow.get(row);
    if (paid > 1) figures.paidTwice += 1;
    if (!result) figures.forgotten += 1;
    else if (result.unsure) {
      figures.unsure += 1;
      if (paid > 0) figures.unsurePaid += 1;
    } else if (result.verdict !== null) {
      figures.answered += 1;
      if (paid === 0) figures.inventedAnswers += 1;
    } else if (paid > 0) figures.lost += 1;
  }
  return figures;
}
