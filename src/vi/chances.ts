/** A hundred points are one step on the scale of chances (log odds). */
export const POINTS_PER_UNIT = 100;

/** The chances that sums of points stand for; they add up to one. */
export function chancesOf(sums: readonly number[]): number[] {
  const top = Math.max(...sums);
  const odds = sums.map((sum) => Math.exp((sum - top) / POINTS_PER_UNIT));
  const whole = odds.reduce((sum, each) => sum + each, 0);
  return odds.map((each) => each / whole);
}
