import type { Action } from '../../core/action.ts';
import { type CodeTable, findCode } from '../../core/codes.ts';
import { IdvError } from '../../core/errors.ts';
import { flagOf, isMedia, type Param } from '../../core/params.ts';
import { allActions, findProvider } from '../../providers/registry.ts';
import type { Handler } from '../handler.ts';
import { machineText, plainOptions } from '../plain-options.ts';

function paramFace(param: Param): Record<string, unknown> {
  const { name, type, help, aliases, since } = param;
  return {
    name,
    flag: `--${flagOf(param)}`,
    ...(aliases ? { aliases: aliases.map((alias) => `--${alias}`) } : {}),
    type,
    required: param.required ?? false,
    ...(param.default === undefined ? {} : { default: param.default }),
    ...('fallback' in param && param.fallback !== undefined ? { fallback: param.fallback } : {}),
    ...('values' in param && param.values ? { values: param.values } : {}),
    ...(isMedia(param) ? { media: param.media, maxBytes: param.media.maxBase64Bytes } : {}),
    ...(since ? { since } : {}),
    help,
  };
}

function verdictsOf(action: Action, codes: CodeTable): { code: string; verdict: string }[] {
  const { judgement } = action;
  if (!judgement) return [];
  const { decision } = judgement;
  const rows = decision.results.flatMap((code) => {
    const effect = (decision.codes?.[code] ?? findCode(codes, code))?.effect;
    return effect && 'verdict' in effect ? [{ code, verdict: effect.verdict }] : [];
  });
  return [{ code: String(decision.success), verdict: 'pass' }, ...rows];
}

/** The catalogue's machine face. */
async function actionFace(action: Action): Promise<Record<string, unknown>> {
  const codes = (await findProvider(action.provider)?.loadCodes()) ?? {};
  const { name, command, provider, product, version, summary, regions, requestsPerSecond, docsUrl } = action;
  return {
    name,
    command: ['idv', ...command].join(' '),
    provider,
    product,
    version,
    summary,
    params: action.params.map(paramFace),
    rules: (action.rules ?? []).map((rule) => rule.help),
    output: action.output.map((field) => ({ name: field.name, type: field.type })),
    types: Object.fromEntries(
      Object.entries(action.types ?? {}).map(([type, fields]) => [type, fields.map((field) => ({ name: field.name, type: field.type }))]),
    ),
    regions,
    requestsPerSecond,
    errors: action.errors.map((code) => ({ code, meaning: findCode(codes, code)?.meaning ?? null })),
    verdicts: verdictsOf(action, codes),
    docsUrl,
    ...(action.since ? { since: action.since } : {}),
    ...(action.retired ? { retired: action.retired } : {}),
  };
}

export const listActions: Handler = async ({ runtime, options: raw }) => {
  const options = plainOptions(raw, runtime);
  const faces = await Promise.all(allActions.map(actionFace));
  const width = Math.max(...allActions.map((action) => action.name.length));
  const rows = allActions.map(
    (action) => `${action.name.padEnd(width)}  idv ${action.command.join(' ')}\n${' '.repeat(width)}  ${action.summary}\n`,
  );
  runtime.stdout.write((await machineText(faces, options)) ?? rows.join(''));
  return 0;
};

function textFace(face: Awaited<ReturnType<typeof actionFace>>, action: Action): string {
  const param = (p: Param): string => `  --${flagOf(p)}  ${p.name}, ${p.type}${p.required ? ', required' : ''}\n      ${p.help}\n`;
  const verdicts = face.verdicts as { code: string; verdict: string }[];
  const errors = face.errors as { code: string; meaning: string | null }[];
  return [
    `${action.name}  (${action.provider} ${action.product} ${action.version})\n${action.summary}\n`,
    `Command: idv ${action.command.join(' ')}\n`,
    `Parameters\n${action.params.map(param).join('')}`,
    ...(action.rules ? [`Rules\n${action.rules.map((rule) => `  ${rule.help}\n`).join('')}`] : []),
    `Output\n${action.output.map((field) => `  ${field.name}  ${field.type}\n`).join('')}`,
    `Regions: ${action.regions.join(', ')}\nRequests a second: ${action.requestsPerSecond ?? 'not published'}\n`,
    ...(verdicts.length > 0 ? [`Verdicts\n${verdicts.map((row) => `  ${row.verdict.padEnd(8)}  ${row.code}\n`).join('')}`] : []),
    `Errors (besides the common ones)\n${errors.map((row) => `  ${row.code}\n      ${row.meaning ?? ''}\n`).join('')}`,
    `${action.docsUrl}\n`,
  ].join('\n');
}

export const showAction: Handler = async ({ runtime, options: raw, args }) => {
  const [name = ''] = args;
  const action = allActions.find((known) => known.name.toLowerCase() === name.toLowerCase());
  if (!action) {
    throw new IdvError('usage', `there is no action '${name}' in the catalogue`, {
      code: 'unknown-action',
      hint: 'idv actions lists them; idv call sends any other',
    });
  }
  const face = await actionFace(action);
  runtime.stdout.write((await machineText(face, plainOptions(raw, runtime))) ?? textFace(face, action));
  return 0;
};
