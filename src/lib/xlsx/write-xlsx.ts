import { buffer } from 'node:stream/consumers';
import { fixedParts } from './parts.ts';
import type { Sheet } from './sheet.ts';

/** Twice as fast as zlib's usual 6, for a tenth more bytes. */
const COMPRESSION_LEVEL = 3;

/** The parts of a workbook have no time of their own; the same table makes the same file. This is ZIP's first day. */
const NO_TIME = new Date(1980, 0, 1);

/**
 * The sheet as the bytes of an XLSX file. Compressing happens in Node's thread pool, beside the event loop.
 *
 * We compose the few parts of such a file ourselves over a ZIP library: the libraries that write XLSX take ten times as long
 * for a thousand rows, all of it on the event loop.
 */
export async function writeXlsx(sheet: Sheet, sheetName: string): Promise<Buffer> {
  // By its default: a package in the old module format has no other export once it is bundled.
  const { default: yazl } = await import('yazl');
  const zip = new yazl.ZipFile();
  const parts = {
    ...fixedParts(sheetName),
    'xl/worksheets/sheet1.xml': sheet.sheetXml(),
    'xl/sharedStrings.xml': sheet.textsXml(),
  };
  const options = { mtime: NO_TIME, compressionLevel: COMPRESSION_LEVEL, forceDosTimestamp: true };
  for (const [path, xml] of Object.entries(parts)) zip.addBuffer(Buffer.from(xml), path, options);
  zip.end();
  return buffer(zip.outputStream);
}
