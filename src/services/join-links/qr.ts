import { encodeQR } from 'qr';

/** Blank modules around the code: readers need four (ISO/IEC 18004). */
const QUIET_MODULES = 4;

/** A QR code as an SVG drawing that scales without blur; black on white, for weak printers and weak cameras. */
export function qrSvg(text: string): string {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET_MODULES });
  const side = modules.length;
  // One path of runs: cheap to print, and no hair lines between neighbouring squares.
  const path = modules.flatMap((row, y) =>
    runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`),
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">` +
    `<rect width="${side}" height="${side}" fill="#fff"/><path fill="#000" d="${path.join('')}"/></svg>`
  );
}

/** Pixels of one module in a PNG: sharp on any phone, small to send. */
const PX_A_MODULE = 12;

/** The same as PNG. */
export async function qrPng(text: string): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  const side = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET_MODULES }).length * PX_A_MODULE;
  return sharp(Buffer.from(qrSvg(text)), { density: 300 })
    .resize(side, side, { kernel: 'nearest' })
    .flatten({ background: '#fff' })
    .grayscale()
    .png({ palette: true, colours: 2 })
    .toBuffer();
}

/** Start and length of each run of dark modules. */
function runsOf(row: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = [];
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    const start = x;
    while (row[x + 1]) x++;
    runs.push([start, x - start + 1]);
  }
  return runs;
}
