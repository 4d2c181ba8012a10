import { createHash } from 'node:crypto';
import { parseJson } from '../../lib/json.ts';
import type { TransferRow } from '../../storage/transfer.ts';
import {
  BACKUP_FORMAT,
  type BackupFooter,
  type BackupHeader,
  type BackupLine,
  BackupUnusable,
  backupLine,
} from './backup-lines.ts';

/** What a backup says at its beginning and its end. */
export interface BackupReport {
  header: BackupHeader;
  footer: BackupFooter;
}

/** What is done with a backup's content while it is read. */
export interface BackupSink {
  header(header: BackupHeader): Promise<void>;
  rows(store: string, rows: readonly TransferRow[]): Promise<void>;
  blob(sha256: string, bytes: Buffer): Promise<void>;
}

/** Rows handed on at once. */
const PAGE_ROWS = 200;

/**
 * Reads a whole backup: every line must fit, every blob must be what its name says, and the last line must agree with
 * all before it. The sink has seen everything by then; whoever writes must be able to throw it away.
 *
 * @throws {BackupUnusable}
 */
export async function readBackup(lines: AsyncIterable<string>, sink: BackupSink): Promise<BackupReport> {
  const reading = new Reading(sink);
  for await (const text of lines) if (text !== '') await reading.take(text);
  return reading.end();
}

class Reading {
  private readonly sink: BackupSink;
  private readonly hash = createHash('sha256');
  private readonly counted: Record<string, number> = {};
  private blobs = 0;
  private header: BackupHeader | null = null;
  private footer: BackupFooter | null = null;
  private page: { store: string; rows: TransferRow[] } | null = null;

  constructor(sink: BackupSink) {
    this.sink = sink;
  }

  async take(text: string): Promise<void> {
    if (this.footer) throw damaged('something follows its last line');
    const line = parsed(text);
    if (!this.header && line.kind !== 'header') throw damaged('it does not begin like one');
    if (line.kind !== 'footer') this.hash.update(text).update('\n');
    if (line.kind === 'row') return this.row(line);
    await this.flush();
    if (line.kind === 'header') await this.begin(line);
    else if (line.kind === 'blob') await this.blob(line);
    else this.footer = line;
  }

  end(): BackupReport {
    const { header, footer } = this;
    if (!header || !footer) throw new BackupUnusable('cut-off', 'The backup ends too early: it was cut off.');
    const agrees =
      footer.sha256 === this.hash.digest('hex') &&
      footer.blobs === this.blobs &&
      JSON.stringify(footer.rows) === JSON.stringify(this.counted);
    if (!agrees) throw damaged('its last line does not agree with what stands before it');
    return { header, footer };
  }

  private async begin(line: BackupHeader): Promise<void> {
    if (line.format > BACKUP_FORMAT) {
      throw new BackupUnusable(
        'newer-format',
        `The backup was written by version ${line.program}; restore it with that version or a newer one.`,
      );
    }
    this.header = line;
    for (const store of line.stores) this.counted[store] = 0;
    await this.sink.header(line);
  }

  private async row({ store, id, row }: Extract<BackupLine, { kind: 'row' }>): Promise<void> {
    const count = this.counted[store];
    if (count === undefined) throw damaged(`it has a row of an unknown store ${store}`);
    this.counted[store] = count + 1;
    if (this.page && (this.page.store !== store || this.page.rows.length >= PAGE_ROWS)) await this.flush();
    this.page ??= { store, rows: [] };
    this.page.rows.push({ id, row });
  }

  private async blob({ sha256, base64 }: Extract<BackupLine, { kind: 'blob' }>): Promise<void> {
    const bytes = Buffer.from(base64, 'base64');
    if (createHash('sha256').update(bytes).digest('hex') !== sha256)
      throw damaged('a file in it has changed');
    this.blobs++;
    await this.sink.blob(sha256, bytes);
  }

  private async flush(): Promise<void> {
    if (this.page) await this.sink.rows(this.page.store, this.page.rows);
    this.page = null;
  }
}

function parsed(text: string): BackupLine {
  const json = parseJson(text);
  const line = backupLine.safeParse(json.ok ? json.value : null);
  if (!line.success) throw damaged('a line in it cannot be read');
  return line.data;
}

function damaged(what: string): BackupUnusable {
  return new BackupUnusable('damaged', `The backup is damaged: ${what}.`);
}
