import { explainCode, type Meaning } from '../../app/explain.ts';
import { allActions } from '../../providers/catalogue.ts';
import { providers } from '../../providers/registry.ts';
import type { Handler } from '../handler.ts';
import { machineText, plainOptions } from '../plain-options.ts';

const who = { you: 'you', person: 'the person in front of the camera', vendor: 'the vendor' } as const;
const when = {
  now: 'yes, it is safe',
  reading: 'yes, if the call only reads; another may have been done and billed',
  fixed: 'after that',
  never: 'no',
} as const;
const paid = (billed: boolean | null): string => (billed === null ? 'unknown: nobody publishes it' : billed ? 'yes' : 'no');

const textOf = (meaning: Meaning): string =>
  [
    `${meaning.code}  (${meaning.provider}${meaning.where.length > 0 ? `: ${meaning.where.join(', ')}` : ''})`,
    `  means     ${meaning.meaning}`,
    `  ends in   ${meaning.verdict ?? meaning.category}, exit ${meaning.exitCode}`,
    `  who acts  ${who[meaning.actor]}: ${meaning.hint}`,
    `  again?    ${when[meaning.retry]}`,
    `  billed    ${paid(meaning.billed)}`,
    '',
  ].join('\n');

/** `idv explain`: what a code means, who must act, whether to try again, and whether it is billed. */
export const explain: Handler = async ({ runtime, options: raw, args }) => {
  const options = plainOptions(raw, runtime);
  const tables = await Promise.all(providers.map(async (provider) => ({ provider: provider.name, codes: await provider.loadCodes() })));
  const meanings = explainCode(args[0] ?? '', tables, allActions, typeof raw.action === 'string' ? raw.action : undefined);
  const several = meanings.length > 1 ? `${args[0]} means different things; --action NAME shows one of them\n\n` : '';
  runtime.stdout.write((await machineText(meanings, options)) ?? `${several}${meanings.map(textOf).join('\n')}`);
  return 0;
};
