import { writeFileSync } from 'node:fs';
import { flowJsonSchema, talkJsonSchema } from '../src/flows/json-schema.ts';

/** Renders the JSON Schemas that editors check `flow.yaml` and `*.talk.yaml` with. */
writeFileSync('flows/flow.schema.json', flowJsonSchema());
writeFileSync('flows/talk.schema.json', talkJsonSchema());
