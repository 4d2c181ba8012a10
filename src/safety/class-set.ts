const BITS_PER_PLACE = 32;

/** Word classes by their numbers, quick to add to and to compare: a message is looked at before anything is written. */
export class ClassSet {
  /** Each class once, in the order in which they came. */
  readonly numbers: number[] = [];
  private readonly places: Int32Array;

  /** @param size - How many classes there are; their numbers are below it. */
  constructor(size: number) {
    this.places = new Int32Array(Math.ceil(size / BITS_PER_PLACE));
  }

  add(number: number): void {
    const place = number >> 5;
    const bit = 1 << (number & 31);
    const before = this.places[place] as number;
    if ((before & bit) !== 0) return;
    this.places[place] = before | bit;
    this.numbers.push(number);
  }

  /** Whether both hold a class. */
  meets(other: ClassSet): boolean {
    const { places } = this;
    for (let n = 0; n < places.length; n++) {
      if (((places[n] as number) & (other.places[n] as number)) !== 0) return true;
    }
    return false;
  }

  clear(): void {
    this.places.fill(0);
    this.numbers.length = 0;
  }
}
