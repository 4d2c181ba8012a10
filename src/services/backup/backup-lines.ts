import { z } from 'zod';

/** Version of the lines of a backup. A newer one is refused, an older one is read. */
export const BACKUP_FORMAT = 1;

/** The first line: what this is. */
const headerLine = z.strictObject({
  kind: z.literal('header'),
  format: z.number().int(),
  /** Version of the program that wrote it. */
  program: z.string(),
  /** Moment that the backup shows, Unix ms. */
  atMs: z.number(),
  engine: z.enum(['sqlite', 'mongo']),
  stores: z.array(z.string()),
  /** Opens the channel tokens in the backup; without it they are worthless. */
  secretKey: z.string(),
});

const rowLine = z.strictObject({
  kind: z.literal('row'),
  store: z.string(),
  id: z.string(),
  row: z.unknown(),
});

/** A photo or another file, by its content. */
const blobLine = z.strictObject({ kind: z.literal('blob'), sha256: z.string(), base64: z.string() });

/** The last line: a backup without it was cut off. */
const footerLine = z.strictObject({
  kind: z.literal('footer'),
  /** Rows of each store. */
  rows: z.record(z.string(), z.number()),
  blobs: z.number(),
  /** SHA-256 over the lines before, in hex. */
  sha256: z.string(),
});

export const backupLine = z.discriminatedUnion('kind', [headerLine, rowLine, blobLine, footerLine]);

export type BackupHeader = z.infer<typeof headerLine>;
export type BackupFooter = z.infer<typeof footerLine>;
export type BackupLine = z.infer<typeof backupLine>;

/** Why a backup cannot be used, in a sentence for operators. */
export class BackupUnusable extends Error {
  readonly code: 'missing' | 'cut-off' | 'damaged' | 'newer-format' | 'wrong-passphrase';

  constructor(code: BackupUnusable['code'], message: string) {
    super(message);
    this.name = 'BackupUnusable';
    this.code = code;
  }
}
