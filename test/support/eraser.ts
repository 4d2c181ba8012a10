import { createEraser, type EraserDeps } from '../../src/services/erase/eraser.ts';
import { createTombstones } from '../../src/services/erase/tombstones.ts';

/** A real eraser over real stores; only photos' bytes lie nowhere. */
export function testEraser(context: Pick<EraserDeps, 'stores' | 'storage' | 'clock' | 'ids'>) {
  const tombstones = createTombstones({ ...context, secretKey: 'a key of tests' });
  return createEraser({ ...context, tombstones, blobs: { remove: async () => true } });
}
