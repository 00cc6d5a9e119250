import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../../src/app/eval/report.ts';
import { runEval, testFolder } from './eval-run.ts';

/** One element inside a picture; no such element has children. */
export interface Drawn {
  name: string;
  at: Readonly<Record<string, string>>;
  text: string;
}

/** A picture of the page with the table of its numbers. */
export interface Picture {
  width: number;
  height: number;
  elements: readonly Drawn[];
  description: string;
  /** The entries above the picture. */
  legend: readonly string[];
  table: readonly (readonly string[])[];
}

export interface PageRun {
  page: string;
  report: Report;
  /** The lines of the `--curve` file: its first two columns under `from` and `to`, the others under their own names. */
  curve: readonly Readonly<Record<string, number | undefined>>[];
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, unescaped(value)]));

const textOf = (markup: string): string => unescaped(markup.replace(/<[^>]*>/g, ''));

/** The elements of a piece of markup that have no children. */
export const elementsOf = (markup: string): Drawn[] =>
  [...markup.matchAll(/<(\w+)((?: [\w-]+="[^"]*")*)(?:\/>|>([^<]*)<\/\1>)/g)].map(([, name = '', attributes = '', text = '']) => ({
    name,
    at: attributesOf(attributes),
    text: unescaped(text),
  }));

/** The cells of a table as text, row by row. */
export const cellsOf = (table: string): string[][] =>
  [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => textOf(cell)),
  );

/** The picture with this id; undefined if the page has none. */
export function pictureOf(page: string, id: 'histogram' | 'rates' | 'det' | 'species'): Picture | undefined {
  const figure = [...page.matchAll(/<figure>.*?<\/figure>/gs)].map(([found]) => found).find((found) => found.includes(`id="${id}-title"`));
  if (figure === undefined) return undefined;
  const svg = /<svg[^>]* role="img".*?<\/svg>/s.exec(figure)?.[0] ?? '';
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
  const legend = /<ul class="legend">(.*?)<\/ul>/s.exec(figure)?.[1] ?? '';
  return {
    width: Number(width),
    height: Number(height),
    elements: elementsOf(svg),
    description: unescaped(/<desc[^>]*>(.*?)<\/desc>/s.exec(svg)?.[1] ?? ''),
    legend: [...legend.matchAll(/<li>(.*?)<\/li>/gs)].map(([, entry = '']) => textOf(entry)),
    table: cellsOf(/<table>.*<\/table>/s.exec(figure)?.[0] ?? ''),
  };
}

/** The same, for a page that must have the picture. */
export function drawnOn({ page }: PageRun, id: Parameters<typeof pictureOf>[1]): Picture {
  const found = pictureOf(page, id);
  if (!found) throw new Error(`the page has no picture ${id}`);
  return found;
}

/** Elements of a picture by name and exact class. */
export const those = ({ elements }: Pick<Picture, 'elements'>, name: string, className: string): Drawn[] =>
  elements.filter((each) => each.name === name && each.at['class'] === className);

function curveOf(csv: string): PageRun['curve'] {
  const [head = '', ...lines] = csv.trimEnd().split('\n');
  const names = ['from', 'to', ...head.split(',').slice(2)];
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ? Number(cells[index]) : undefined]));
  });
}

/** Runs `idv eval FILE … --html --curve --json` and reads all that it wrote. `rows` is the text of a CSV file. */
export async function evalPage(rows: string, ...flags: readonly string[]): Promise<PageRun> {
  const folder = await testFolder();
  const [input, html, curve] = ['rows.csv', 'page.html', 'curve.csv'].map((name) => join(folder, name)) as [string, string, string];
  await writeFile(input, rows);
  const { report, err } = await runEval(input, ...flags, '--html', html, '--curve', curve);
  if (!report) throw new Error(err);
  return { page: await readFile(html, 'utf8'), report, curve: curveOf(await readFile(curve, 'utf8')) };
}
