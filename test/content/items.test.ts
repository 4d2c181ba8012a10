import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadMaterial, materialWarnings } from '../../src/content/items/check-material.ts';
import { loadContentItems } from '../../src/content/items/load-items.ts';
import { tempDir } from '../support/temp-dir.ts';

const HOTLINES = ['111', '113'];

/** The shipped content with one file changed or added. */
function changed(path: string, change: (text: string) => string): string {
  const dir = join(tempDir(), 'content');
  cpSync('content', dir, { recursive: true });
  const file = join(dir, path);
  mkdirSync(dirname(file), { recursive: true });
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // A new file.
  }
  const next = change(text);
  expect(next).not.toBe(text);
  writeFileSync(file, next);
  return dir;
}

const LEAFLET = 'leaflets/tao-hon/vi.md';
const inLeaflet = (from: string | RegExp, to: string) => changed(LEAFLET, (text) => text.replace(from, to));
const load = (dir: string) => loadContentItems(dir, { hotlines: HOTLINES });

describe('the material of the project', () => {
  it('has two leaflets at least, each with a picture that loads on a weak network, sources and numbers', () => {
    const { items } = loadMaterial('content');
    const leaflets = items.filter(({ kind }) => kind === 'leaflet');
    expect(leaflets.length).toBeGreaterThanOrEqual(2);
    for (const { vi, sources, hotlines, themes } of leaflets) {
      expect(vi.assets.map(({ kind }) => kind)).toContain('image');
      for (const { sizeBytes } of vi.assets) expect(sizeBytes).toBeLessThanOrEqual(300_000);
      expect(sources).not.toEqual([]);
      expect(hotlines).not.toEqual([]);
      expect(themes).not.toEqual([]);
    }
  });

  it('writes no phone number into its texts: those stand in the table of hotlines alone', () => {
    for (const { vi } of loadMaterial('content').items) {
      for (const { number } of loadMaterial('content').hotlines.hotlines)
        expect(`${vi.points.join('\n')}\n${vi.body}`).not.toMatch(new RegExp(`(^|\\D)${number}(\\D|$)`, 'm'));
    }
  });
});

describe('material with a fault', () => {
  it.each([
    ['a number that is not in the table', /hotlines: .*/, "hotlines: ['999']", /vi\.md:\d+: .*999 is not in/],
    ['a theme that nobody knows', 'themes: [tao_hon]', 'themes: [khong_co]', /vi\.md:3: themes/],
    ['a key that nobody reads', 'drawn: true', 'drwan: true', /vi\.md:\d+: .*drwan/],
    ['a picture that is not there', 'image: vi.jpg', 'image: other.jpg', /other\.jpg is not there/],
    [
      'a picture of another kind',
      'image: vi.jpg',
      'image: vi.webp',
      /vi\.webp should end with \.jpg or \.png/,
    ],
    ['a sentence too long for a phone', /- Con gái .*/, `- ${'Dài '.repeat(60)}`, /vi\.md:5: points\.0/],
    ['no front matter', /^---\n/, '', /vi\.md:1: begins with YAML between two lines of ---/],
    ['a day that is none', 'reviewed_on: 2026-11-27', 'reviewed_on: 2026-02-30', /reviewed_on/],
  ])('is refused with file and line: %s', (_, from, to, message) => {
    expect(() => load(inLeaflet(from, to))).toThrow(message);
  });

  it('is refused when two items have one name', () => {
    const text = readFileSync(`content/${LEAFLET}`, 'utf8').replace(/image:.*\ndrawn:.*\n/, '');
    const dir = changed('posters/tao-hon/vi.md', () => text);
    expect(() => load(dir)).toThrow(/posters\/tao-hon\/vi\.md:1: tao-hon is also the name of/);
  });

  it('is refused when a variant is not named by a language', () => {
    const dir = changed('leaflets/tao-hon/raglai.md', () => '---\ntitle: x\npoints: [x]\n---\n');
    expect(() => load(dir)).toThrow(/raglai\.md:1: is named by its language/);
  });

  it('is refused when a drawn picture shows an older text', () => {
    const dir = inLeaflet('từ đủ 18 tuổi', 'từ đủ mười tám tuổi');
    expect(() => loadMaterial(dir)).toThrow(/vi\.jpg:1: shows an older text; run npm run pictures/);
  });

  it('is refused when a number on a drawn picture has changed in the table', () => {
    const dir = changed('hotlines.yaml', (text) => text.replaceAll('gọi 111 (miễn phí)', 'gọi 111'));
    expect(() => loadMaterial(dir)).toThrow(/shows an older text/);
  });
});

describe('material that somebody should look at', () => {
  const warningsOn = (dir: string, today: string) =>
    materialWarnings(load(dir), today)
      .filter(({ file }) => file.includes('tao-hon'))
      .map(({ message }) => message);

  it('is a draft, or was to be handed out until yesterday, or has no other language and no reason for it', () => {
    const dir = changed(LEAFLET, (text) =>
      text
        .replace('reviewed_by: draft', 'reviewed_by: Hội LHPN tỉnh\nvalid_until: 2026-11-30')
        .replace(/only_.*\n/, ''),
    );
    expect(warningsOn(dir, '2026-11-30')).toEqual(['has no other language; say why with only_vietnamese']);
    expect(warningsOn(dir, '2026-12-01')).toHaveLength(2);
    expect(warningsOn('content', '2026-11-30')).toEqual(['is a draft that nobody has approved yet']);
  });
});

describe('a variant in another language', () => {
  it('stands in a file named by the language, with its own text and recording', () => {
    const dir = changed(
      'leaflets/tao-hon/rog-Latn.md',
      () => '---\ntitle: "(tên)"\npoints: ["(lời)"]\naudio: rog.mp3\n---\n(bài)\n',
    );
    writeFileSync(join(dir, 'leaflets/tao-hon/rog.mp3'), 'sound');
    const item = load(dir).find(({ slug }) => slug === 'tao-hon');
    expect(item?.others.get('rog-Latn')).toMatchObject({
      title: '(tên)',
      body: '(bài)',
      assets: [{ kind: 'audio', contentType: 'audio/mpeg', sizeBytes: 5 }],
    });
  });
});
