import { readFileSync } from 'node:fs';
import { loadSafetyLexicon } from '../src/content/safety-phrases.ts';
import { createSafety } from '../src/safety/create-safety.ts';
import { raisesCard, type SafetyContext, type SafetyLevel } from '../src/safety/safety.ts';

interface Row {
  id: string;
  text: string;
  level: SafetyLevel;
  context: SafetyContext;
  also?: SafetyLevel[];
  debatable?: boolean;
}

const safety = createSafety(loadSafetyLexicon('content/phrases/safety'));
const misses = process.argv.includes('--misses');

for (const path of process.argv.slice(2).filter((arg) => !arg.startsWith('--'))) {
  const rows: Row[] = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const t: Record<string, [number, number]> = {};
  const add = (key: string, ok: boolean) => {
    const c = (t[key] ??= [0, 0]);
    c[1]++;
    if (ok) c[0]++;
  };
  for (const row of rows) {
    const got = safety.assess(row.text, row.context);
    const right = [row.level, ...(row.also ?? [])];
    const kinds = row.debatable ? ['all'] : ['all', 'sure'];
    const anyRaise = right.some(raisesCard);
    let bad = '';
    for (const k of kinds) {
      if (raisesCard(row.level)) {
        const ok = raisesCard(got.level) || !right.every(raisesCard);
        add(`${k} (a) caught`, ok);
        add(`${k} (a) caught ${row.context}`, ok);
        if (!ok) bad = 'MISS ';
      }
      if (row.level === 'imminent') {
        const ok = got.level === 'imminent' || right.includes(got.level);
        add(`${k} (b) imminent`, ok);
        if (!ok) bad ||= 'IMMI ';
      }
      if (row.level === 'none') {
        const fa = raisesCard(got.level) && !anyRaise;
        add(`${k} (c) false alarm`, fa);
        add(`${k} (c) false alarm ${row.context}`, fa);
        if (fa) bad = 'FALSE';
      }
      if (row.level === 'disclosure')
        add(`${k} (d) taken for imminent`, got.level === 'imminent' && !right.includes('imminent'));
    }
    if (row.level === 'disclosure' && got.level === 'imminent' && !right.includes('imminent'))
      bad ||= 'over ';
    if (misses && bad)
      console.log(bad, row.id, row.context, '|', row.text, '|', got.level, got.rules.join(' '));
  }
  console.log(path);
  for (const [k, [n, of]] of Object.entries(t).sort())
    console.log('  ', k.padEnd(40), `${n}/${of}`, ((100 * n) / of).toFixed(1));
}
