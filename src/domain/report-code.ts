/** Digits of a report code; it grows when they run out. */
const CODE_DIGITS = 4;

/** `BC-0412`: the code of the report with this number. */
export function reportCode(number: number): string {
  return `BC-${String(number).padStart(CODE_DIGITS, '0')}`;
}

/** The code that an officer means by `bc-0412`, `BC 412` or `412`; anything else comes back in capitals. */
export function reportCodeOf(typed: string): string {
  const text = typed.trim().toUpperCase();
  const digits = /^(?:BC)?[\s\-–]*(\d{1,9})$/.exec(text)?.[1];
  return digits === undefined ? text : reportCode(Number(digits));
}
