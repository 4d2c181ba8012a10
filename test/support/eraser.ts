import { createConsentProofs } from '../../src/services/consent-proofs.ts';
import { createEraser, type EraserDeps } from '../../src/services/erase/eraser.ts';
import { createTombstones } from '../../src/services/erase/tombstones.ts';
import { createLinkCodes } from '../../src/services/links/link-codes.ts';

/** Real proofs of consent, with the key of tests. */
export function testConsents(context: Pick<EraserDeps, 'stores' | 'clock'>) {
  return createConsentProofs({ ...context, secretKey: 'a key of tests' });
}

/** Real codes between chats, with the key of tests. */
export function testLinkCodes(context: Pick<EraserDeps, 'stores' | 'clock'>) {
  return createLinkCodes({ ...context, secretKey: 'a key of tests' });
}

/** A real eraser over real stores; only photos' bytes lie nowhere. */
export function testEraser(context: Pick<EraserDeps, 'stores' | 'storage' | 'clock' | 'ids'>) {
  const tombstones = createTombstones({ ...context, secretKey: 'a key of tests' });
  return createEraser({
    ...context,
    linkCodes: testLinkCodes(context),
    tombstones,
    consents: testConsents(context),
    blobs: { remove: async () => true },
  });
}
