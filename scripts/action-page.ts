import type { Action } from '../src/core/action.ts';
import { type CodeTable, findCode } from '../src/core/codes.ts';
import { flagOf, isMedia, isObject, type Param } from '../src/core/params.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

function limitsOf(param: Param): string {
  const facts: string[] = [];
  if (isMedia(param)) {
    const { formats, maxBase64Bytes, minDurationMs } = param.media;
    facts.push(formats.join(', '), `${maxBase64Bytes / 2 ** 20} MB as base64`);
    if (minDurationMs !== undefined) facts.push(`${minDurationMs / 1000} s or more`);
  }
  if ('values' in param && param.values)
    facts.push(
      Object.entries(param.values)
        .map(([wire, [friendly]]) => (friendly ? `${wire} = ${friendly}` : wire))
        .join(', '),
    );
  if ('maxLength' in param && param.maxLength !== undefined) facts.push(`${param.maxLength} characters`);
  if ('minimum' in param && param.minimum !== undefined) facts.push(`from ${param.minimum}`);
  if ('maximum' in param && param.maximum !== undefined) facts.push(`to ${param.maximum}`);
  if (param.default !== undefined) facts.push(`service’s default ${param.default}`);
  if ('fallback' in param && param.fallback !== undefined) facts.push(`idv sends ${param.fallback} by itself`);
  if (param.since) facts.push(`since ${param.since}`);
  if (param.retired) facts.push(`retired ${param.retired}`);
  return facts.join('; ');
}

function paramRows(params: readonly Param[], prefix: string): string[][] {
  return params.flatMap((param) => {
    const flag = `${prefix}${flagOf(param)}`;
    const aliases = (param.aliases ?? []).map((alias) => `, \`--${prefix}${alias}\``).join('');
    const shown = param.positional ? `\`<${param.name}>\`, \`--${flag}\`` : `\`--${flag}\`${aliases}`;
    const row = [shown, param.name, param.type, param.required ? 'yes' : 'no', param.help, limitsOf(param)];
    return [row, ...(isObject(param) ? paramRows(param.members, `${flag}.`) : [])];
  });
}

const verdictRows = ({ judgement }: Action, codes: CodeTable): string[][] =>
  judgement
    ? [
        [String(judgement.decision.success), 'pass', ''],
        ...judgement.decision.results.map((code) => {
          const entry = judgement.decision.codes?.[code] ?? findCode(codes, code);
          const effect = entry?.effect;
          return [
            code,
            effect ? ('verdict' in effect ? effect.verdict : `none: the service ${effect.category}`) : 'unknown',
            entry?.meaning ?? '',
          ];
        }),
      ]
    : [];

/** The documentation page of one action, as Markdown, from its declaration alone. */
export function actionPage(action: Action, codes: CodeTable): string {
  const { name, command, provider, product, version, summary, retired, since } = action;
  const positional = action.params.find((param) => param.positional);
  const parts = [
    `# ${name}`,
    `\`idv ${command.join(' ')}${positional ? ` <${positional.name}>` : ''}\` — ${provider} ${product} ${version}${since ? `, since ${since}` : ''}${retired ? `, retired by the vendor ${retired}` : ''}`,
    `${summary}.`,
    `\`\`\`text\n${action.examples.join('\n')}\n\`\`\``,
    `## Parameters\n\n${table(['flag', 'parameter', 'type', 'required', 'meaning', 'limits'], paramRows(action.params, ''))}`,
  ];
  if (action.uploads)
    parts.push(
      `## Local files\n\n${table(
        ['flag', 'fills', 'meaning'],
        action.uploads.map((upload) => [`\`--${upload.flag}\``, `${upload.url}, ${upload.md5}`, upload.help]),
      )}`,
    );
  if (action.rules) parts.push(`## Rules\n\n${action.rules.map((rule) => `- ${rule.help}.`).join('\n')}`);
  parts.push(
    `## Result\n\n${table(
      ['member', 'type', 'file in `--save-dir`'],
      action.output.map((field) => [field.name, field.type, field.file ?? '']),
    )}`,
  );
  const verdicts = verdictRows(action, codes);
  if (verdicts.length > 0)
    parts.push(`## Verdicts\n\n\`${action.judgement?.decision.path}\` decides.\n\n${table(['value', 'verdict', 'meaning'], verdicts)}`);
  parts.push(
    `## Errors of its own\n\n${
      action.errors.length === 0
        ? 'None besides the common ones.'
        : table(
            ['code', 'meaning'],
            action.errors.map((code) => [code, findCode(codes, code)?.meaning ?? '']),
          )
    }`,
  );
  const regions = action.regions.length === 0 ? 'any' : action.regions.join(', ');
  parts.push(`Regions: ${regions}. Requests a second: ${action.requestsPerSecond ?? 'not published'}. ${action.docsUrl}`);
  return `${parts.join('\n\n')}\n`;
}
