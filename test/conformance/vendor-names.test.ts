import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { declaredVendors } from '../../src/vendors/catalogue.ts';

const src = join(import.meta.dirname, '../../src');

/** The lists of vendors. They only say that a vendor exists; everything else about it is in its folder. */
const lists = ['vendors/catalogue.ts', 'vendors/registry.ts', 'sandbox/handler.ts'];

const isOf = (path: string, vendor: string): boolean => path.startsWith(`vendors/${vendor}/`) || path.startsWith(`sandbox/${vendor}/`);

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path: relative(src, join(src, path)), code: withoutComments(readFileSync(join(src, path), 'utf8')) }));

const isImport = (line: string): boolean => /^(import|export) .* from '|^} from '|import\('/.test(line.trim());

/** `ACME_CLOUD` for `ACME_CLOUD_ID` and `ACME_CLOUD_SECRET`. */
function beginningOf([first = '', ...others]: readonly string[]): string {
  let words = first.split('_').slice(0, -1);
  while (words.length > 1 && !others.every((other) => other.startsWith(`${words.join('_')}_`))) words = words.slice(0, -1);
  return words.join('_');
}

/** Words with which a comparison, a type or a text would refer to one vendor. */
const wordsOf = ({ name, title, credentials: { variables, ownCli } }: (typeof declaredVendors)[number]): string[] => [
  name,
  title.split(' ')[0] ?? title,
  beginningOf([variables.id, variables.secret, variables.region, ...variables.tokens]),
  ...(ownCli ? [ownCli.profileVariable] : []),
];

it('the sources are found', () => {
  expect(sources.length).toBeGreaterThan(100);
  for (const { name } of declaredVendors) expect(sources.filter(({ path }) => isOf(path, name)).length).toBeGreaterThan(1);
});

it.each(declaredVendors.map((vendor) => vendor.name))('no code outside its folders names %s', (name) => {
  const vendor = declaredVendors.find((each) => each.name === name) as (typeof declaredVendors)[number];
  const words = new RegExp(`\\b(${wordsOf(vendor).join('|')})(_|\\b)`, 'i');
  const naming = sources
    .filter(({ path }) => !isOf(path, name) && path !== 'vendors/registry.ts')
    .flatMap(({ path, code }) =>
      code.split('\n').flatMap((line) => (!isImport(line) && words.test(line) ? [`${path}: ${line.trim()}`] : [])),
    );
  expect(naming).toEqual([]);
});

it.each(declaredVendors.map((vendor) => vendor.name))(
  'no code outside its folders and the lists imports from the folders of %s',
  (name) => {
    const importing = sources.filter(({ path, code }) => !isOf(path, name) && new RegExp(`['"][^'"]*/${name}/`).test(code));
    expect(importing.map(({ path }) => path).filter((path) => !lists.includes(path))).toEqual([]);
  },
);
