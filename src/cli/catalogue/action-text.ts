import { Help } from '../commander.ts';
import type { ActionDescription, FieldDescription } from './action-description.ts';
import type { ParamDescription } from './param-description.ts';
import { datesOf, factsOf } from './param-facts.ts';
import { oddsOfAll, passingScore } from './threshold-help.ts';
import { lifetimeInWords } from './validity.ts';

const lines = (rows: readonly string[]): string => rows.map((row) => `${row}\n`).join('');

/** A heading with its rows; nothing if there are no rows. */
const block = (heading: string, rows: readonly string[]): string[] => (rows.length === 0 ? [] : [`${heading}\n${lines(rows)}`]);

/** Flags first, then wire name and type. Below are its meaning and limits, and then its members, indented. */
function paramRows(description: ParamDescription, indent = '  '): string[] {
  const { name, flag, aliases = [], positional, type, required, members = [], entry = [], either = [], help } = description;
  const typed = [...(positional ? [`<${name}>`] : []), ...(flag === null ? [] : [flag]), ...aliases].join(', ');
  const facts = factsOf(description).join('; ');
  return [
    `${indent}${typed === '' ? '' : `${typed}  `}${name}, ${type}${required ? ', required' : ''}`,
    `${indent}    ${help}`,
    ...(facts === '' ? [] : [`${indent}    ${facts}`]),
    ...[...members, ...entry, ...either].flatMap((member) => paramRows(member, `${indent}  `)),
  ];
}

/** Names in one column, meanings in the next, wrapped at `width`. */
function columns(rows: readonly (readonly [string, string])[], width: number, indent = ''): string[] {
  const help = new Help();
  help.helpWidth = width - indent.length;
  const nameWidth = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.flatMap(([name, meaning]) =>
    help
      .formatItem(name, nameWidth, meaning, help)
      .split('\n')
      .map((line) => `${indent}${line}`),
  );
}

const fieldRows = (fields: readonly FieldDescription[], width: number, indent?: string): string[] =>
  columns(
    fields.map((field) => [field.name, `${field.help} (${[field.type, ...datesOf(field)].join('; ')})`]),
    width,
    indent,
  );

function scoreRows({ score }: ActionDescription): string[] {
  if (!score) return [];
  const { member, threshold } = score;
  const odds = oddsOfAll(score);
  return [`  ${member}, 0 to 100: ${passingScore(threshold)}`, ...(odds === '' ? [] : [`  ${odds}`])];
}

const versions = (products: Readonly<Record<string, string>>): string =>
  Object.entries(products)
    .map(([product, version]) => `${product} ${version}`)
    .join(', ');

function headOf({ name, provider, product, version, products, summary, command, examples, since, retired }: ActionDescription): string[] {
  const age = [...(since ? [`Since ${since}`] : []), ...(retired ? [`Retired by the vendor on ${retired}`] : [])];
  return [
    lines([`${name}  (${provider} ${product} ${version})`, summary]),
    lines([`Command: ${command}`, ...(products ? [`The same action in other products: ${versions(products)}`] : []), ...age]),
    ...block(
      'Examples',
      examples.map((example) => `  ${example}`),
    ),
  ];
}

/** What goes into a request. */
const inputOf = ({ params, uploads = [], rules, commonParams }: ActionDescription): string[] => [
  ...block(
    'Parameters',
    params.flatMap((param) => paramRows(param)),
  ),
  ...block(
    'Local files, uploaded first',
    uploads.flatMap(({ flag, fills, help }) => [`  ${flag}  fills ${fills.join(', ')}`, `      ${help}`]),
  ),
  ...block(
    'Rules',
    rules.map((rule) => `  ${rule}`),
  ),
  ...block(
    'Also in every request',
    commonParams.map(({ name, type, required, help }) => `  ${name}  ${type}${required ? ', required' : ''}: ${help}`),
  ),
];

/** The members of an answer, and how long they are valid. */
function answerOf(description: ActionDescription, width: number): string[] {
  const { output, types, refusal, validity = [] } = description;
  const typeRows = Object.entries(types).flatMap(([type, fields]) => [`  ${type}`, ...fieldRows(fields, width, '  ')]);
  const validityRows = validity.map(({ what, seconds }) => [lifetimeInWords(seconds), what] as const);
  return [
    ...block('Output', fieldRows(output, width)),
    ...block('Types', typeRows),
    ...block('In every refusal', fieldRows(refusal, width)),
    ...block('Valid for', columns(validityRows, width)),
    ...block('Score', scoreRows(description)),
  ];
}

/** Everything that the catalogue knows about an action, as text; `width` is the width of the terminal in characters. */
export function actionText(description: ActionDescription, width: number): string {
  const { regions, requestsPerSecond, verdicts, errors } = description;
  return [
    ...headOf(description),
    ...inputOf(description),
    ...answerOf(description, width),
    lines([`Regions: ${regions.join(', ') || 'any'}`, `Requests per second: ${requestsPerSecond ?? 'not published'}`]),
    ...block(
      'Verdicts',
      verdicts.map((row) => `  ${('verdict' in row ? row.verdict : row.failure).padEnd(8)}  ${row.member} = ${row.code}`),
    ),
    ...block(
      'Errors (in addition to the common ones)',
      errors.flatMap(({ code, meaning }) => [`  ${code}`, ...(meaning === null ? [] : [`      ${meaning}`])]),
    ),
    lines([description.docsUrl]),
  ].join('\n');
}
