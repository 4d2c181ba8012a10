/** Zero-width characters, soft hyphens, variation selectors and the key that phones draw around a figure: they break every comparison. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u2060\uFEFF]|\u20E3|[\uFE00-\uFE0F]/g;
/** No-break and typographic spaces that phones and office programs put in. */
const ODD_SPACES = /[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g;
const NEEDS_WORK =
  /[\u00AD\u00A0\u00D0\u00F0\u2000-\u200F\u2028\u2029\u202F\u205F\u2060\u3000\uFEFF\r]|\u20E3|[\uFE00-\uFE0F]/;

/**
 * The text as the rest of the system keeps it: NFC, one kind of space and line break, nothing invisible, and the
 * Icelandic Ð/ð of old files as the Vietnamese Đ/đ. Case, accents and punctuation stay.
 */
export function clean(text: string): string {
  const nfc = text.normalize('NFC');
  if (!NEEDS_WORK.test(nfc)) return nfc;
  return nfc
    .replace(INVISIBLE, '')
    .replace(ODD_SPACES, ' ')
    .replace(/\u00D0/g, 'Đ')
    .replace(/\u00F0/g, 'đ')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .normalize('NFC');
}
