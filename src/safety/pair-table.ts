/** Numbers of words are below this, so that two of them are one key of 30 bits. */
export const MAX_WORDS = 2 ** 15;

const WORD_BITS = 15;
const KEY_BITS = 32;
const FIRST_CAPACITY = 1024;
/** At most half of the places are taken, so that a pair is found within a few steps. */
const MAX_FILLED = 0.5;
/** Spreads keys over the places (Knuth's multiplier). */
const SPREAD = 0x9e3779b1;

/**
 * A number for each of many pairs of words; 0 for every other pair. Two flat arrays instead of a map in a map: each word
 * of each message is looked up here, and what is spread over the memory costs more to reach than to work out.
 */
export class PairTable {
  private keys = new Int32Array(FIRST_CAPACITY);
  private values = new Int32Array(FIRST_CAPACITY);
  private used = 0;

  /**
   * @param first - From 1; it may be four times as large as a word's number.
   * @param value - Other than 0.
   * @throws {Error} when it is larger: another pair would have its key.
   */
  set(first: number, second: number, value: number): void {
    if (first >= 2 ** (KEY_BITS - WORD_BITS)) throw new Error(`a table of pairs cannot hold number ${first}`);
    if (this.used >= this.keys.length * MAX_FILLED) this.grow();
    const at = this.placeOf(keyOf(first, second));
    if (this.keys[at] === 0) this.used++;
    this.keys[at] = keyOf(first, second);
    this.values[at] = value;
  }

  get(first: number, second: number): number {
    return this.values[this.placeOf(keyOf(first, second))] as number;
  }

  /** Where the key stands, or the free place where it would. */
  private placeOf(key: number): number {
    const last = this.keys.length - 1;
    let at = (Math.imul(key, SPREAD) >>> WORD_BITS) & last;
    while (this.keys[at] !== 0 && this.keys[at] !== key) at = (at + 1) & last;
    return at;
  }

  private grow(): void {
    const { keys, values } = this;
    this.keys = new Int32Array(keys.length * 2);
    this.values = new Int32Array(keys.length * 2);
    for (let n = 0; n < keys.length; n++) {
      if (keys[n] === 0) continue;
      const at = this.placeOf(keys[n] as number);
      this.keys[at] = keys[n] as number;
      this.values[at] = values[n] as number;
    }
  }
}

function keyOf(first: number, second: number): number {
  return (first << WORD_BITS) | second;
}
