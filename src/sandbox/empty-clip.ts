/** The header of an FLV, then six pictures of 16 x 16 grey pixels half a second apart (Sorenson H.263), each with its length after it. */
const tags = `
  464c5601010000000900000000
  0900000f00000000000000 120000840008081fa6fcfcfcfdfffe 0000001a
  090000090001f400000000 220000843c08083fa0 00000014
  090000090003e800000000 220000847808083fa0 00000014
  090000090005dc00000000 22000084b408083fa0 00000014
  090000090007d000000000 22000084f008083fa0 00000014
  090000090009c400000000 220000852c08083fa0 00000014
`;

/** An FLV of three seconds without sound: the smallest clip that players play. */
export const emptyClip = (): Buffer => Buffer.from(tags.replace(/\s/g, ''), 'hex');
