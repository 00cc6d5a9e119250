export type Point = readonly [number, number];

export interface Panel {
  title: string;
  xName: string;
  yName: string;
  series: readonly { name: string; points: readonly Point[] }[];
}

export function straightLine(points: readonly Point[]): { slope: number; start: number; explained: number };
export function linePlot(panels: readonly Panel[]): string;
