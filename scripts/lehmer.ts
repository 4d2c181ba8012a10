/** Lehmer's generator: numbers from 0 to 1 that are the same in every run. */
export function lehmer(): () => number {
  let state = 1;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
