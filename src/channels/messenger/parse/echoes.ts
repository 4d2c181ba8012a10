import type { InboundValue, ParsedEvent } from '../../../domain/activity.ts';
import { cleanText } from '../../clean-text.ts';
import { withoutUndefined } from '../../without-undefined.ts';
import { MAX_METADATA_CHARS } from '../limits.ts';
import { isInbox, isOurApp } from './app-id.ts';
import { foundEvent, ignored, type Reading } from './event.ts';
import type { MessengerMessage } from './read-item.ts';

/**
 * What left the Page: by us, by a human in the inbox, or by another app. Our `metadata` proves a send whose answer was
 * lost. What humans wrote to each other is not ours to keep.
 */
export function readEcho(reading: Reading, message: MessengerMessage): ParsedEvent {
  const { event, appId, pageId } = reading;
  const userId = event.recipient?.id;
  if (!userId || userId === pageId) return ignored('echo', 'malformed');
  const echoOf = authorOf(message, appId);
  const isOwn = echoOf === 'self';
  return foundEvent(reading, {
    kind: 'echo',
    type: 'event',
    userId,
    from: 'account',
    messageId: message.mid,
    time: event.timestamp,
    details: {
      text: isOwn ? cleanText(message.text) : undefined,
      value: withoutUndefined({ echoOf, metadata: isOwn ? metadataOf(message) : undefined }),
    },
  });
}

function authorOf(message: MessengerMessage, appId: string): InboundValue['echoOf'] {
  if (isOurApp(message.app_id, appId)) return 'self';
  return isInbox(message.app_id) ? 'human' : 'other-app';
}

function metadataOf({ metadata }: MessengerMessage): string | undefined {
  return metadata !== undefined && metadata.length <= MAX_METADATA_CHARS ? metadata : undefined;
}
