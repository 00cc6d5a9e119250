import type { Mistake } from './mistake.ts';

/**
 * Signatures in the vendors' documents that no key makes: an HMAC fits only one text, but these appear under several requests or under
 * another vendor's. Their first characters are enough to recognise them; some pages mask the rest.
 */
const printed: readonly { start: string; where: string }[] = [
  {
    start: '582c400e06b5924a',
    where: 'the JSON and the multipart example of the chapter on common parameters, with one signature for two bodies',
  },
  { start: '37ac2f4fde00b0ac', where: 'the HmacSHA256 example of the chapter on common parameters, in hex where base64 belongs' },
  { start: 'fe5f80f77d5fa3be', where: 'the Authorization example of the chapter on common parameters' },
  { start: 'Pc5WB8gokVn0xfeu', where: 'the request example of the Visual Intelligence API and of many other products' },
];

export const printedPlaceholder: Mistake = {
  id: 'printed-placeholder',
  cause: "this signature is a placeholder of the vendor's document; no key makes it",
  fix: 'compare with a sample whose key is printed, or with the signature of your own code',
};

/** Recognises a signature that is only a placeholder in a document. */
export function printedSample(signature: string): Mistake | undefined {
  const sample = printed.find(({ start }) => signature.startsWith(start));
  return (
    sample && {
      ...printedPlaceholder,
      cause: `this signature is a placeholder of the vendor's document: it is in ${sample.where}; no key makes it`,
    }
  );
}

/** True if the second is the first without some characters in one place. */
export function isCutOut(whole: string, part: string): boolean {
  if (part.length >= whole.length || part.length === 0) return false;
  let same = 0;
  while (same < part.length && whole[same] === part[same]) same += 1;
  return whole.endsWith(part.slice(same));
}

export const cutHash: Mistake = {
  id: 'hash-cut',
  cause: 'the hash has fewer than 64 digits: some were lost, as in the StringToSign sample of the manual, which has 60',
  fix: 'copy all 64 hex digits, or compute the hash',
};
