import { parseJson } from '../../../lib/json.ts';
import { cleanWord } from '../../clean-text.ts';
import { GET_STARTED_PAYLOAD } from '../get-started.ts';
import { MESSENGER_LIMITS } from '../limits.ts';
import { payloadReferralSchema } from '../schema.ts';

const MAX_REF_CHARS = 500;

/** Payloads of our buttons, `#lt:<flow>:<step>:<question>:<value>`. */
const OUR_PAYLOAD = /^#lt:\S/;

/**
 * What a tap means: `tap` on a button of ours, `start` of a conversation (Get Started, m.me link, advertisement), or
 * `foreign`: something that another tool has set up, known by its title only.
 */
export type TapMeaning =
  | { kind: 'tap'; payload: string }
  | { kind: 'start'; ref: string | undefined }
  | { kind: 'foreign' };

/** @param ref - Reference that came beside the payload. */
export function meaningOf(payload: string | undefined, ref: string | undefined): TapMeaning {
  if (payload !== undefined && isOurs(payload)) return { kind: 'tap', payload };
  const innerRef = payload === undefined ? null : refInside(payload);
  if (innerRef === null && ref === undefined && payload !== GET_STARTED_PAYLOAD) return { kind: 'foreign' };
  return { kind: 'start', ref: cleanRef(ref ?? innerRef ?? undefined) };
}

export function cleanRef(ref: string | undefined): string | undefined {
  return cleanWord(ref, MAX_REF_CHARS);
}

function isOurs(payload: string): boolean {
  return payload.length <= MESSENGER_LIMITS.maxPayloadChars && OUR_PAYLOAD.test(payload);
}

/** A welcome button of an advertisement carries its referral as JSON in the payload (platform dossier §1.5). */
function refInside(payload: string): string | null {
  if (!payload.trimStart().startsWith('{')) return null;
  const json = parseJson(payload);
  if (!json.ok) return null;
  const parsed = payloadReferralSchema.safeParse(json.value);
  return parsed.success ? (parsed.data.referral.ref ?? '') : null;
}
