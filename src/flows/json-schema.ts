import { z } from 'zod';
import { flowSchema } from './spec.ts';
import { talkSchema } from './talk-spec.ts';

/**
 * JSON Schema of `flow.yaml` and `*.talk.yaml`, for editors that complete and check while one writes. Published as
 * `flows/flow.schema.json` and `flows/talk.schema.json`; a test keeps them current.
 */
export function flowJsonSchema(): string {
  return schemaText(flowSchema, 'A flow of Loa Thôn');
}

export function talkJsonSchema(): string {
  return schemaText(talkSchema, 'A played talk of Loa Thôn');
}

function schemaText(schema: z.ZodType, title: string): string {
  const json = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ title, ...json }, null, 2)}\n`;
}
