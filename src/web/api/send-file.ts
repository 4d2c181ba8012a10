import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { FileAnswer } from './route.ts';

/** Sends a file while it is being made, as fast as the other side reads. */
export async function sendFile({ name, contentType, chunks }: FileAnswer, response: Response): Promise<void> {
  response.type(contentType);
  response.set('content-disposition', `attachment; filename="${name}"`);
  await pipeline(Readable.from(chunks), response);
}
