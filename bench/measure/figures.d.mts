export interface Goal {
  most?: number;
  least?: number;
}

export function median(values: readonly number[]): number;
export function ratioOf(pairs: readonly { base: number; measured: number }[]): number;
export function goalText(value: number, goal: Goal): string;
export function shownGoal(goal: Goal, unit?: string): string;
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string[];
