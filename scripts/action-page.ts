import { type ActionDescription, describeAction, type FieldDescription, judgedValues } from '../src/cli/catalogue/action-description.ts';
import type { ParamDescription } from '../src/cli/catalogue/param-description.ts';
import { datesOf, factsOf } from '../src/cli/catalogue/param-facts.ts';
import { passingScore } from '../src/cli/catalogue/threshold-help.ts';
import { lifetimeInWords } from '../src/cli/catalogue/validity.ts';
import type { Action } from '../src/core/declare/action.ts';
import type { CodeTable } from '../src/core/declare/codes.ts';
import { rateInWords } from '../src/core/judge/judgement.ts';
import type { Vendor } from '../src/vendors/vendor.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

function paramRows(params: readonly ParamDescription[]): string[][] {
  return params.flatMap((description) => {
    const { name, flag, aliases = [], positional, type, required, members = [], entry = [], either = [], help } = description;
    const typed = [...(positional ? [`<${name}>`] : []), ...(flag === null ? [] : [flag, ...aliases])];
    const row = [typed.map((word) => `\`${word}\``).join(', '), name, type, required ? 'yes' : 'no', help, factsOf(description).join('; ')];
    return [row, ...paramRows([...members, ...entry, ...either])];
  });
}

function verdictRows(action: Action, codes: CodeTable): string[][] {
  if (!action.judgement) return [];
  const { path, success } = action.judgement.decision;
  const rows = judgedValues(action, codes).map(({ member, code, entry }) => {
    const effect = entry?.effect;
    const verdict = effect && ('verdict' in effect ? effect.verdict : `none: the service ${effect.category}`);
    return [`\`${member}\``, code, verdict ?? 'unknown', entry?.meaning ?? ''];
  });
  return [[`\`${path}\``, String(success), 'pass', ''], ...rows];
}

function headOf({
  name,
  command,
  provider,
  product,
  version,
  products,
  summary,
  examples,
  params,
  since,
  retired,
}: ActionDescription): string[] {
  const positional = params.find((param) => param.positional);
  const others = Object.entries(products ?? {}).map((other) => `, ${other.join(' ')}`);
  const age = `${since ? `, since ${since}` : ''}${retired ? `, retired by the vendor ${retired}` : ''}`;
  return [
    `# ${name}`,
    `\`${command}${positional ? ` <${positional.name}>` : ''}\` — ${provider} ${product} ${version}${others.join('')}${age}`,
    `${summary}.`,
    `\`\`\`text\n${examples.join('\n')}\n\`\`\``,
  ];
}

function inputOf({ params, uploads, rules }: ActionDescription): string[] {
  const parts = [`## Parameters\n\n${table(['flag', 'parameter', 'type', 'required', 'meaning', 'limits'], paramRows(params))}`];
  if (uploads) {
    const rows = uploads.map(({ flag, fills, help }) => [`\`${flag}\``, fills.join(', '), help]);
    parts.push(`## Local files\n\n${table(['flag', 'fills', 'meaning'], rows)}`);
  }
  if (rules.length > 0) parts.push(`## Rules\n\n${rules.map((rule) => `- ${rule}.`).join('\n')}`);
  return parts;
}

const meaningOf = (field: FieldDescription): string => [field.help, ...datesOf(field)].join('; ');

function resultOf({ output, types = {} }: Action, description: ActionDescription): string[] {
  const files = new Map(output.map(({ name, file = '' }) => [name, file]));
  const rows = description.output.map((field) => [field.name, field.type, meaningOf(field), files.get(field.name) ?? '']);
  const ofType = (type: string): string =>
    `### ${type}\n\n${table(
      ['member', 'type', 'meaning'],
      (description.types[type] ?? []).map((field) => [field.name, field.type, meaningOf(field)]),
    )}`;
  return [`## Result\n\n${table(['member', 'type', 'meaning', 'file in `--save-dir`'], rows)}`, ...Object.keys(types).map(ofType)];
}

function factsOfResult({ score, validity }: ActionDescription): string[] {
  const parts: string[] = [];
  if (validity) {
    const rows = validity.map(({ what, seconds }) => [what, lifetimeInWords(seconds)]);
    parts.push(`## Valid for\n\n${table(['what', 'how long'], rows)}`);
  }
  if (score) {
    const { member, threshold, thresholds } = score;
    parts.push(`## Score\n\n\`${member}\`, 0 to 100: ${passingScore(threshold)}.`);
    const rows = thresholds.map((published) => [String(published.score), rateInWords(published)]);
    if (rows.length > 0) parts.push(table(['threshold', 'who passes by chance'], rows));
  }
  return parts;
}

/** The documentation page of one action, as Markdown. Everything on it comes from the declaration. */
export function actionPage(action: Action, vendor: Pick<Vendor, 'common' | 'actions'>, codes: CodeTable): string {
  const description = describeAction(action, vendor, codes);
  const parts = [...headOf(description), ...inputOf(description), ...resultOf(action, description), ...factsOfResult(description)];
  const verdicts = verdictRows(action, codes);
  if (verdicts.length > 0)
    parts.push(
      `## Verdicts\n\n\`${action.judgement?.decision.path}\` decides.\n\n${table(['member', 'value', 'verdict', 'meaning'], verdicts)}`,
    );
  const errors = description.errors.map(({ code, meaning }) => [code, meaning ?? '']);
  parts.push(`## Errors of its own\n\n${errors.length === 0 ? 'Only the common ones.' : table(['code', 'meaning'], errors)}`);
  parts.push(
    `Regions: ${description.regions.join(', ') || 'any'}. Requests per second: ${description.requestsPerSecond ?? 'not published'}. ${description.docsUrl}`,
  );
  return `${parts.join('\n\n')}\n`;
}
