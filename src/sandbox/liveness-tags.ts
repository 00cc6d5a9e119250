/** Which tag of `LivenessInfoTag` goes with a failed liveness check, by its code; a code that is not here has none. */
type TagsByCode = Readonly<Record<string, string>>;

/** `idv explain LivenessInfoTag` says what they mean. */
export const appTags: TagsByCode = { 1002: '03', 1004: '11', 1005: '04', 1201: '12' };

/** A page numbers them differently. */
export const pageTags: TagsByCode = {
  ...{ 1002: '03', 1003: '04', 1004: '09', 1005: '11', 1102: '14', 1201: '09', 1202: '09' },
  ...{ 1203: '10', 1205: '10', 1207: '02', 1208: '02', 1209: '02', 1301: '12', 1302: '13', 1401: '07' },
};

export const tagsOf = (tags: TagsByCode, code: string): string[] => {
  const tag = Object.hasOwn(tags, code) ? tags[code] : undefined;
  return tag === undefined ? [] : [tag];
};
