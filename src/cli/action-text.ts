import type { ActionFace } from './action-face.ts';
import type { ParamFace } from './param-face.ts';
import { factsOf } from './param-facts.ts';

const lines = (rows: readonly string[]): string => rows.map((row) => `${row}\n`).join('');

/** A heading and what is under it; nothing where that is nothing. */
const block = (heading: string, rows: readonly string[]): string[] => (rows.length === 0 ? [] : [`${heading}\n${lines(rows)}`]);

/** Flags first, then wire name and type; under it what it means and its limits, then its members, further in. */
function paramRows(face: ParamFace, indent = '  '): string[] {
  const { name, flag, aliases = [], positional, type, required, members = [], entry = [], help } = face;
  const typed = [...(positional ? [`<${name}>`] : []), ...(flag === null ? [] : [flag]), ...aliases].join(', ');
  const facts = factsOf(face).join('; ');
  return [
    `${indent}${typed === '' ? '' : `${typed}  `}${name}, ${type}${required ? ', required' : ''}`,
    `${indent}    ${help}`,
    ...(facts === '' ? [] : [`${indent}    ${facts}`]),
    ...[...members, ...entry].flatMap((member) => paramRows(member, `${indent}  `)),
  ];
}

const fieldRows = (fields: ActionFace['output'], indent = '  '): string[] => fields.map(({ name, type }) => `${indent}${name}  ${type}`);

const versions = (products: Readonly<Record<string, string>>): string =>
  Object.entries(products)
    .map(([product, version]) => `${product} ${version}`)
    .join(', ');

function headOf({ name, provider, product, version, products, summary, command, examples, since, retired }: ActionFace): string[] {
  const age = [...(since ? [`Since ${since}`] : []), ...(retired ? [`Retired by the vendor on ${retired}`] : [])];
  return [
    lines([`${name}  (${provider} ${product} ${version})`, summary]),
    lines([`Command: ${command}`, ...(products ? [`The same action elsewhere: ${versions(products)}`] : []), ...age]),
    ...block(
      'Examples',
      examples.map((example) => `  ${example}`),
    ),
  ];
}

/** Everything that the catalogue has of an action, for people. */
export function actionText(face: ActionFace): string {
  const { uploads = [], rules, commonParams, output, types, refusal, regions, requestsPerSecond, verdicts, errors } = face;
  const typeRows = Object.entries(types).flatMap(([type, fields]) => [`  ${type}`, ...fieldRows(fields, '    ')]);
  return [
    ...headOf(face),
    ...block(
      'Parameters',
      face.params.flatMap((param) => paramRows(param)),
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
      'In every request besides',
      commonParams.map(({ name, type, required, help }) => `  ${name}  ${type}${required ? ', required' : ''}: ${help}`),
    ),
    ...block('Output', fieldRows(output)),
    ...block('Types', typeRows),
    ...block('In every refusal', fieldRows(refusal)),
    lines([`Regions: ${regions.join(', ') || 'any'}`, `Requests a second: ${requestsPerSecond ?? 'not published'}`]),
    ...block(
      'Verdicts',
      verdicts.map((row) => `  ${('verdict' in row ? row.verdict : row.failure).padEnd(8)}  ${row.member} = ${row.code}`),
    ),
    ...block(
      'Errors (besides the common ones)',
      errors.flatMap(({ code, meaning }) => [`  ${code}`, ...(meaning === null ? [] : [`      ${meaning}`])]),
    ),
    lines([face.docsUrl]),
  ].join('\n');
}
