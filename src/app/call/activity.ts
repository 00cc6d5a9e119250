import type { World } from './world.ts';

/** What a call does while it lasts, for whoever watches. */
export interface Activity {
  /** False where nothing moves on the screen: then a line from time to time says what goes on. */
  animated: boolean;
  update(text: string): void;
  notice(text: string): void;
  stop(): void;
}

/** What can be told of an exchange while nothing comes back. */
export interface Underway {
  timeoutMs: number;
  /** Of the request, as far as this machine has handed it on. */
  sentBytes(): number;
}

/** For the transport, which says how its count of bytes is asked. */
export const countInto =
  (underway: Underway) =>
  (count: () => number): void => {
    underway.sentBytes = count;
  };

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;

/** `CompareFaceLiveness at HOST: 12 s, 4.1 MB sent, time-out 60 s`. */
export function stateOf(text: string, elapsedMs: number, underway: Underway | undefined): string {
  const sent = underway?.sentBytes() ?? 0;
  const facts = [
    `${Math.floor(elapsedMs / 1000)} s`,
    ...(sent > 0 ? [`${megabytes(sent)} sent`] : []),
    ...(underway ? [`time-out ${underway.timeoutMs / 1000} s`] : []),
  ];
  return `${text}: ${facts.join(', ')}`;
}

/** In CI and in pipes a job that says nothing looks dead. */
const plainLineEveryMs = 10_000;

/** One line every ten seconds, where nothing turns. */
export function plainLines(
  { nowMs, every, notice, underway }: Pick<World, 'nowMs' | 'every' | 'notice'> & { underway?: Underway | undefined },
  text: string,
): Activity {
  const startedMs = nowMs();
  const stop = every(plainLineEveryMs, () => notice(stateOf(text, nowMs() - startedMs, underway)));
  return { notice, update: stop, animated: false, stop };
}

/** Tells whoever watches that something begins. */
export const begin = async (world: World, text: string): Promise<Activity> => (await world.begin?.(text)) ?? plainLines(world, text);
