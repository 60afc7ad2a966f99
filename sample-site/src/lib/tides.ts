/** A made-up tide table: Pebblewick's sea rises every twelve hours and twenty-five minutes. */

const period = (12 * 60 + 25) * 60 * 1000;
const firstHighWater = Date.UTC(2026, 0, 1, 4, 40);

/** The first high water after `moment`. */
export function nextHighWater(moment: Date): Date {
  const periods = Math.ceil((moment.getTime() - firstHighWater) / period);
  return new Date(firstHighWater + periods * period);
}
