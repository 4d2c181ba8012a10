const MAX_URL_CHARS = 2_048;

/** NFC text without broken characters; undefined when nothing is left. */
export function cleanText(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  // Half of a surrogate pair is valid in JSON, but no text.
  const clean = text.normalize('NFC').toWellFormed();
  return clean.trim() === '' ? undefined : clean;
}

/** {@link cleanText}, cut to at most `maxChars` code points. */
export function cleanWord(text: string | undefined, maxChars: number): string | undefined {
  const clean = cleanText(text);
  return clean === undefined ? undefined : Array.from(clean).slice(0, maxChars).join('');
}

/** The address when it is an absolute one of the web; platforms also send relative and empty ones. */
export function webUrl(url: string | undefined): string | undefined {
  if (url === undefined || url.length > MAX_URL_CHARS || !/^https?:\/\/[^\s]+$/i.test(url)) return undefined;
  return URL.canParse(url) ? url : undefined;
}
