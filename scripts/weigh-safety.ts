/**
 * Works out how many points each sign of a text has (`content/phrases/safety/points.json`) from the corpora that are
 * there to be looked at: never from an unseen one. Deterministic: the same corpora give the same table.
 *
 *   tsx scripts/weigh-safety.ts
 */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadSafetyLexicon } from '../src/content/safety-phrases.ts';
import { compileRulebook } from '../src/safety/rulebook.ts';
import { talkRows, tradeRows } from './safety-lessons.ts';
import { exampleMaker, pointsFrom } from './safety-points.ts';
import { safetyRows } from './score-safety.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const TABLE = join(ROOT, 'content/phrases/safety/points.json');

const book = compileRulebook(loadSafetyLexicon(join(ROOT, 'content/phrases/safety')));
const table = pointsFrom(talkRows(safetyRows('seen'), safetyRows('weigh')), tradeRows(), exampleMaker(book));
const lines = Object.entries(table).map(
  ([sign, [danger, urgent]]) => `  ${JSON.stringify(sign)}: [${danger}, ${urgent}]`,
);
writeFileSync(TABLE, `{\n${lines.join(',\n')}\n}\n`);
console.log(`${lines.length} signs`);
