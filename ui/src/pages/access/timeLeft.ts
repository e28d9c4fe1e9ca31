/** How often it is looked at how much time is left, in milliseconds. */
export const LOOK_AGAIN = 60_000;

/** From when on people are warned that their access ends, in minutes. */
export const WARN_MINUTES = 10;

const MINUTE = 60_000;

/** Whole minutes from now to then; 0 when it is over. */
export function minutesLeft(until: number, now: number): number {
  return Math.max(0, Math.ceil((until - now) / MINUTE));
}
