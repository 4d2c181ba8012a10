import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CONTENT_KINDS, type ContentKind } from '../../domain/content-item.ts';
import { refuseFaults } from '../yaml-faults.ts';
import { assetsOf } from './asset.ts';
import {
  type ContentItem,
  type ContentVariant,
  type VariantFields,
  variantSchema,
  vietnameseSchema,
} from './content-item.ts';
import { readFrontMatter } from './front-matter.ts';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LANGUAGE_FILE = /^([a-z]{2,3}(?:-[A-Z][a-z]{3})?)\.md$/;
const VIETNAMESE = 'vi.md';

export interface ItemChecks {
  /** Numbers that an item may show. */
  hotlines: readonly string[];
  /** Drawn pictures may be missing, because they are about to be drawn. */
  draws?: boolean;
}

/**
 * Reads every item of `content/{leaflets,posters,clips,audio,articles}/<slug>/<language>.md`, in the order of the titles.
 *
 * @throws {Error} with one `file:line: what is wrong` a line.
 */
export function loadContentItems(contentDir: string, checks: ItemChecks): ContentItem[] {
  const faults: string[] = [];
  const items: ContentItem[] = [];
  const known = new Map<string, string>();
  for (const [kind, { folder }] of Object.entries(CONTENT_KINDS)) {
    for (const dir of foldersIn(join(contentDir, folder))) {
      const { item, faults: own } = loadItem(dir, kind as ContentKind, checks);
      faults.push(...own);
      const slug = basename(dir);
      const other = known.get(slug);
      if (other) faults.push(`${join(dir, VIETNAMESE)}:1: ${slug} is also the name of ${other}`);
      known.set(slug, dir);
      if (item) items.push(item);
    }
  }
  refuseFaults(faults);
  const vietnamese = new Intl.Collator('vi');
  return items.sort((a, b) => vietnamese.compare(a.title, b.title));
}

function loadItem(dir: string, kind: ContentKind, checks: ItemChecks) {
  const slug = basename(dir);
  const path = join(dir, VIETNAMESE);
  if (!SLUG.test(slug)) return refused(`${path}:1: ${slug} should be small letters, digits and dashes`);
  if (!existsSync(path)) return refused(`${path}:1: is not there; every item has a Vietnamese text`);
  const file = readFrontMatter(path, vietnameseSchema);
  const { data } = file;
  if (!data) return { item: null, faults: file.faults };
  for (const [n, number] of data.hotlines.entries()) {
    if (!checks.hotlines.includes(number))
      file.fault(['hotlines', n], `${number} is not in content/hotlines.yaml`);
  }
  if (data.drawn && data.image !== 'vi.jpg') file.fault(['drawn'], 'a drawn picture is named image: vi.jpg');
  const others = loadOthers(dir);
  const item: ContentItem = {
    slug,
    kind,
    path,
    title: data.title,
    themes: data.themes,
    hotlines: data.hotlines,
    drawn: data.drawn,
    sources: data.sources,
    validUntil: data.valid_until,
    reviewedOn: data.reviewed_on,
    reviewedBy: data.reviewed_by,
    onlyVietnamese: data.only_vietnamese ?? null,
    vi: variantOf('vi', checks.draws ? { ...data, image: undefined } : data, file.body, dir, file.fault),
    others: others.variants,
  };
  return { item, faults: [...file.faults, ...others.faults] };
}

function loadOthers(dir: string) {
  const faults: string[] = [];
  const variants = new Map<string, ContentVariant>();
  for (const name of readdirSync(dir).filter((file) => file.endsWith('.md') && file !== VIETNAMESE)) {
    const path = join(dir, name);
    const [, language] = LANGUAGE_FILE.exec(name) ?? [];
    if (!language) {
      faults.push(`${path}:1: is named by its language, like rog-Latn.md`);
      continue;
    }
    const file = readFrontMatter(path, variantSchema);
    if (file.data) variants.set(language, variantOf(language, file.data, file.body, dir, file.fault));
    faults.push(...file.faults);
  }
  return { variants, faults };
}

function variantOf(
  language: string,
  fields: VariantFields,
  body: string,
  dir: string,
  fault: (path: readonly PropertyKey[], message: string) => void,
): ContentVariant {
  return {
    language,
    title: fields.title,
    points: fields.points,
    body,
    assets: assetsOf(fields, dir, fault),
  };
}

function refused(fault: string) {
  return { item: null, faults: [fault] };
}

function foldersIn(dir: string): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(dir, name))
    .sort();
}
