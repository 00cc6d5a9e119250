import { type ActionFace, actionFace, type FieldFace, judgedValues } from '../src/cli/catalogue/action-face.ts';
import type { ParamFace } from '../src/cli/catalogue/param-face.ts';
import { agesOf, factsOf } from '../src/cli/catalogue/param-facts.ts';
import { passingScore } from '../src/cli/catalogue/threshold-help.ts';
import { lifetimeInWords } from '../src/cli/catalogue/validity.ts';
import type { Action } from '../src/core/declare/action.ts';
import type { CodeTable } from '../src/core/declare/codes.ts';
import { rateInWords } from '../src/core/judge/judgement.ts';
import type { Vendor } from '../src/vendors/vendor.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

function paramRows(params: readonly ParamFace[]): string[][] {
  return params.flatMap((face) => {
    const { name, flag, aliases = [], positional, type, required, members = [], entry = [], either = [], help } = face;
    const typed = [...(positional ? [`<${name}>`] : []), ...(flag === null ? [] : [flag, ...aliases])];
    const row = [typed.map((word) => `\`${word}\``).join(', '), name, type, required ? 'yes' : 'no', help, factsOf(face).join('; ')];
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

function headOf({ name, command, provider, product, version, products, summary, examples, params, since, retired }: ActionFace): string[] {
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

function inputOf({ params, uploads, rules }: ActionFace): string[] {
  const parts = [`## Parameters\n\n${table(['flag', 'parameter', 'type', 'required', 'meaning', 'limits'], paramRows(params))}`];
  if (uploads) {
    const rows = uploads.map(({ flag, fills, help }) => [`\`${flag}\``, fills.join(', '), help]);
    parts.push(`## Local files\n\n${table(['flag', 'fills', 'meaning'], rows)}`);
  }
  if (rules.length > 0) parts.push(`## Rules\n\n${rules.map((rule) => `- ${rule}.`).join('\n')}`);
  return parts;
}

const meaningOf = (field: FieldFace): string => [field.help, ...agesOf(field)].join('; ');

function resultOf({ output, types = {} }: Action, face: ActionFace): string[] {
  const files = new Map(output.map(({ name, file = '' }) => [name, file]));
  const rows = face.output.map((field) => [field.name, field.type, meaningOf(field), files.get(field.name) ?? '']);
  const ofType = (type: string): string =>
    `### ${type}\n\n${table(
      ['member', 'type', 'meaning'],
      (face.types[type] ?? []).map((field) => [field.name, field.type, meaningOf(field)]),
    )}`;
  return [`## Result\n\n${table(['member', 'type', 'meaning', 'file in `--save-dir`'], rows)}`, ...Object.keys(types).map(ofType)];
}

function factsOfResult({ score, validity }: ActionFace): string[] {
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
  const face = actionFace(action, vendor, codes);
  const parts = [...headOf(face), ...inputOf(face), ...resultOf(action, face), ...factsOfResult(face)];
  const verdicts = verdictRows(action, codes);
  if (verdicts.length > 0)
    parts.push(
      `## Verdicts\n\n\`${action.judgement?.decision.path}\` decides.\n\n${table(['member', 'value', 'verdict', 'meaning'], verdicts)}`,
    );
  const errors = face.errors.map(({ code, meaning }) => [code, meaning ?? '']);
  parts.push(`## Errors of its own\n\n${errors.length === 0 ? 'Only the common ones.' : table(['code', 'meaning'], errors)}`);
  parts.push(
    `Regions: ${face.regions.join(', ') || 'any'}. Requests per second: ${face.requestsPerSecond ?? 'not published'}. ${face.docsUrl}`,
  );
  return `${parts.join('\n\n')}\n`;
}
