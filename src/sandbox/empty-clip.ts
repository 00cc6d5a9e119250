/** An FLV of three seconds with one empty picture and no sound: the smallest clip that counts as one. */
export const emptyClip = (): Buffer =>
  Buffer.from('464c56 01 01 00000009 00000000 09 000001 000bb8 00 000000 17 0000000c'.replaceAll(' ', ''), 'hex');
