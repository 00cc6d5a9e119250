/** How far a request's time may be from ours, either way. */
export const clockWindowMs = 15 * 60 * 1000;
