import type { Hotlines } from '../safety/hotline.ts';

/** The numbers that matter to everybody, as one line of the help text. */
export function hotlineLine({ hotlines, order }: Hotlines): string {
  const shown = order.imminent.violence.concat(order.disclosure.child);
  const lines = hotlines.filter(({ number }) => shown.includes(number)).map(({ lines }) => lines.vi ?? '');
  return lines
    .filter((line) => line !== '')
    .map((line) => line[0]?.toLowerCase() + line.slice(1))
    .join('; ');
}
