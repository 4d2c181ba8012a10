/**
 * Adds the other platforms' optional packages that `npm install` left out of package-lock.json, and takes out
 * registry addresses, so that `npm ci` accepts the lock everywhere. Run it after each `npm install`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type Lock, missingEntries } from './lock/missing-entries.ts';

const path = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(path, 'utf8')) as Lock;
const missing = missingEntries(lock);

const entries = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => (a < b ? -1 : 1));
for (const [, entry] of entries) delete entry.resolved;
writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(entries) }, null, 2)}\n`);
console.log(`package-lock.json: ${Object.keys(missing).length} entries added`);
