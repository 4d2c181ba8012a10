import type { ApplyEffect } from './effect-context.ts';

/** Notes that a photo or voice note must be fetched; the bell rings for it later. */
export const applyKeepMedia: ApplyEffect<'keep-media'> = async (effect, context, deps) => {
  await deps.stores.draftMedia.insertIfAbsent(`${effect.draftId}:${effect.index}`, {
    draftId: effect.draftId,
    conversationId: context.conversationId,
    kind: effect.kind,
    url: effect.url,
    state: 'fetching',
    heard: effect.kind === 'audio' ? false : null,
    sha256: null,
    contentType: null,
    sizeBytes: null,
    publication: 'internal',
    attempts: 0,
    notBeforeMs: 0,
    failure: null,
    atMs: deps.clock.businessNow(),
  });
};
