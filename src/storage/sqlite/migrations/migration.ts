/** One numbered change of the database. Once shipped it is never edited: write the next one instead. */
export interface Migration {
  number: number;
  name: string;
  statements: readonly string[];
}
