/**
 * What the project itself says: texts of the flows and paragraphs of the leaflets. People send them back, quote them and
 * paste them, so the safety check is tried on them and learns that they are no calls for help.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { SafetyRow } from './score-safety.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** What the bot says of itself, with a name where a template stands; keys, conditions and single words are left out. */
const SPOKEN = new Set(['text', 'title', 'caption', 'again', 'retry', 'nothing', 'empty', 'summary']);
const CONTEXTS = ['free', 'report_step', 'content_request'] as const;

/** Every text of the flows, with a name where a template stands. */
export function flowTexts(): string[] {
  return filesNamed('flows', 'flow.yaml').flatMap((file) => spokenIn(parse(file)));
}

/** Each leaflet as it stands in its file. */
export function leafletFiles(): string[] {
  return filesNamed('content/leaflets', '.md');
}

/**
 * The parts of the leaflets that somebody may paste: title, points, each section with its heading, each paragraph and
 * list in it, each line of a list. Headings alone are left out: "Em đang bị ép cưới thì làm gì?" is a call for help.
 */
export function leafletParts(): string[] {
  const parts = leafletFiles().flatMap((file) => {
    const [, head = '', body = ''] = file.split(/^---$/m);
    const { title, points } = parse(head) as { title: string; points: string[] };
    const sections = body.split(/^## /m).map((section) => section.trim());
    const blocks = sections.flatMap((section) => section.split('\n\n').slice(1));
    const items = blocks.flatMap((block) => block.split(/^(?:- |\d+\. )/m));
    return [title, ...points, ...sections, ...blocks, ...items];
  });
  const tidy = parts.map((part) => part.replace(/\*\*/g, '').trim()).filter((part) => part !== '');
  return [...new Set(tidy)];
}

/** All of them as rows without danger, for working the points out. */
export function ownRows(): SafetyRow[] {
  return [...flowTexts(), ...leafletParts()].flatMap((text, n) =>
    CONTEXTS.map((context) => ({ id: `own${n}-${context}`, text, context, level: 'none' as const })),
  );
}

function spokenIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return SPOKEN.has(key) ? [value.replace(/\{\{.*?\}\}/g, 'Mẫu 01')] : [];
  if (Array.isArray(value)) return value.flatMap((item) => spokenIn(item, key));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, item]) => spokenIn(item, name));
}

function filesNamed(folder: string, ending: string): string[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => readFileSync(join(ROOT, folder, file), 'utf8'));
}
