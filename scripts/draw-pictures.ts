/**
 * Draws the pictures of leaflets from their texts, with a Chromium of this machine: `npm run pictures`.
 * CHROMIUM names another browser than `chromium` on the PATH.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { loadHotlines } from '../src/content/hotlines.ts';
import { drawnPictures, PICTURES_FILE } from '../src/content/items/drawn-pictures.ts';
import { loadContentItems } from '../src/content/items/load-items.ts';
import { PICTURE_SIZE } from '../src/content/items/picture-page.ts';

const CONTENT_DIR = 'content';
const WEIGHTS = [500, 600, 800];
const SCRIPTS = ['vietnamese', 'latin-ext', 'latin'];
/** Readable letters at well under the 300 KB that weak networks take. */
const JPEG_QUALITY = 82;

const hotlines = loadHotlines(join(CONTENT_DIR, 'hotlines.yaml'));
const numbers = hotlines.hotlines.map(({ number }) => number);
const items = loadContentItems(CONTENT_DIR, { hotlines: numbers, draws: true });
const pictures = drawnPictures(items, hotlines, CONTENT_DIR);
const profile = mkdtempSync(join(tmpdir(), 'loa-pictures-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim(),
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
  viewport: PICTURE_SIZE,
});
try {
  const page = await context.newPage();
  for (const { path, page: html } of pictures) {
    await page.setContent(html.replace('<style>', `<style>${fontFaces()}`));
    await page.evaluate('document.fonts.ready');
    const overflows = await page.evaluate('document.documentElement.scrollHeight > innerHeight');
    if (overflows) throw new Error(`${path}: the text is too long for the picture`);
    await page.screenshot({ path, type: 'jpeg', quality: JPEG_QUALITY });
    console.log(path);
  }
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
const hashes = Object.fromEntries(pictures.map(({ name, hash }) => [name, hash]));
writeFileSync(join(CONTENT_DIR, PICTURES_FILE), `${JSON.stringify(hashes, null, 2)}\n`);

/** The letters go along inside the page: pictures look the same whatever fonts the machine has. */
function fontFaces(): string {
  const dir = dirname(fileURLToPath(import.meta.resolve('@fontsource/be-vietnam-pro/index.css')));
  return WEIGHTS.flatMap((weight) =>
    SCRIPTS.map((script) => {
      const css = readFileSync(join(dir, `${script}-${weight}.css`), 'utf8');
      return css.replace(/src: url\((\.\/files\/[^)]+\.woff2)\)[^;]*;/g, (_, file: string) => {
        const font = readFileSync(join(dir, file)).toString('base64');
        return `src: url(data:font/woff2;base64,${font}) format("woff2");`;
      });
    }),
  ).join('\n');
}
