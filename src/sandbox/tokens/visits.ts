/** What the person did at a hosted page: `waiting` has not opened it, `opened` has not clicked. */
export type Visit = 'waiting' | 'opened' | 'pass' | 'fail' | 'leave';

export const clicks = ['pass', 'fail', 'leave'] as const;
export type Click = (typeof clicks)[number];

export const isClick = (visit: string | undefined): visit is Click => clicks.some((click) => click === visit);

/** By the id of a token, the oldest first. */
export type Visits = Map<string, Visit>;

const maxVisits = 1000;

export function recordVisit(visits: Visits, tokenId: string, visit: Visit): void {
  const before = visits.get(tokenId);
  // The first click counts; opening the page again is no step back.
  if (isClick(before)) return;
  visits.set(tokenId, visit);
  for (const id of visits.keys()) if (visits.size > maxVisits) visits.delete(id);
}
