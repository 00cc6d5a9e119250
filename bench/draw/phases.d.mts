export interface Profile {
  nodes: readonly { id: number; callFrame: { functionName: string; url: string }; children?: readonly number[] }[];
  samples: readonly number[];
  timeDeltas: readonly number[];
}

export const phases: readonly string[];
export function phaseOfSource(path: string): string | undefined;
export function phasesByName(root: string): Promise<Map<string, string | undefined>>;
export function timesOf(profile: Profile, byName: ReadonlyMap<string, string | undefined>): Record<string, number>;
