/** Deeper than any answer that a vendor documents, and shallow enough for whatever walks through one. */
const deepest = 64;

/** True for a value that is nested deeper than anything that may be shown: walking it would end the program. */
export function isTooDeep(value: unknown): boolean {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (next.depth >= deepest) return true;
    const depth = next.depth + 1;
    for (const member of Object.values(next.value)) open.push({ value: member, depth });
  }
  return false;
}
