/** Writes `.env.example` and `docs/configuration.md` from the configuration schema. */
import { writeFileSync } from 'node:fs';
import { renderConfigDocs, renderEnvExample } from '../src/config/render.ts';

writeFileSync(new URL('../.env.example', import.meta.url), renderEnvExample());
writeFileSync(new URL('../docs/configuration.md', import.meta.url), renderConfigDocs());
console.log('written: .env.example, docs/configuration.md');
