import type { Vocabulary } from '../../app/result/code-places.ts';
import { explainCode, type PlacedMeaning } from '../../app/result/explain.ts';
import { ownVendor } from '../../app/result/own/own-places.ts';
import { signaturePlaces } from '../../app/result/own/signature-places.ts';
import { allActions } from '../../vendors/catalogue.ts';
import { vendors } from '../../vendors/registry.ts';
import { plainOptions, printValue } from '../flags/plain-options.ts';
import type { Handler } from '../handler.ts';
import { outcomeWords } from './outcome-words.ts';

const who = { you: 'you', person: 'the person in front of the camera', vendor: 'the vendor' } as const;
const when = {
  now: 'yes, a repeat is safe',
  reading: 'yes, if the call only reads; otherwise it may have been done and billed',
  fixed: 'after fixing the cause',
  never: 'no',
} as const;

function textOf({ code, provider, where, meaning, verdict, category, exitCode, actor, hint, retry, billed }: PlacedMeaning): string {
  const alone = provider === ownVendor ? [] : ['  ends in   no verdict'];
  const endsIn = exitCode === undefined ? alone : [`  ends in   ${verdict ?? category}, exit ${exitCode}`];
  return [
    `${code}  (${provider})`,
    ...(where.length > 0 ? [`  where     ${where.join(', ')}`] : []),
    `  means     ${meaning}`,
    ...endsIn,
    `  who acts  ${who[actor]}: ${hint}`,
    ...(retry === undefined ? [] : [`  retry     ${when[retry]}`]),
    ...(billed === null ? [] : [`  billed    ${billed ? 'yes' : 'no'}`]),
    '',
  ].join('\n');
}

/** Printed once for all meanings, because most codes have no row in a vendor's billing table. */
function billingNote(meanings: readonly PlacedMeaning[]): string {
  const ofVendors = meanings.filter(({ provider }) => provider !== ownVendor);
  const unknown = ofVendors.filter(({ exitCode, billed }) => exitCode !== undefined && billed === null);
  if (unknown.length === 0) return '';
  return unknown.length === meanings.length ? '\nbilled: not documented\n' : '\nbilled: not documented unless a line above says it\n';
}

async function vocabularies(): Promise<Vocabulary[]> {
  return Promise.all(
    vendors.map(async ({ name, loadCodes, loadMemberValues }) => ({
      vendor: name,
      codes: await loadCodes(),
      values: (await loadMemberValues?.()) ?? [],
    })),
  );
}

/** `idv explain`: what a code means, who must act, whether to try again, and whether it is billed. */
export const explain: Handler = async ({ runtime, options: raw, args }) => {
  const options = plainOptions(raw, runtime);
  const action = typeof raw.action === 'string' ? raw.action : undefined;
  const query = args[0] ?? '';
  const words = { more: signaturePlaces(), synonyms: outcomeWords(query) };
  const meanings = explainCode(query, await vocabularies(), allActions, action, words);
  const texts = meanings.filter(({ code }) => code === meanings[0]?.code).map(({ meaning }) => meaning);
  const narrower = meanings.some(({ provider }) => provider !== ownVendor) ? '; --action NAME shows one of them' : '';
  const several = new Set(texts).size > 1 ? `${query} means different things${narrower}\n\n` : '';
  const text = (): string => `${several}${meanings.map(textOf).join('\n')}${billingNote(meanings)}`;
  await printValue(runtime, meanings, text, options);
  return 0;
};
