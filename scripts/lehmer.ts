/**
 * Lehmer's generator: numbers from 0 to 1 that are the same in every run.
 * @param seed - A whole number from 1 up; another one gives other numbers.
 */
export function lehmer(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
