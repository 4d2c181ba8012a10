import { z } from 'zod';
import { recordSpec } from '../record-spec.ts';

/**
 * Somebody's data being erased. The id is the code that its state can be asked for with. While it is `open` it names what
 * is still to go; afterwards nothing in it leads to a person.
 */
export const erasureSchema = z.object({
  /** `chat`: XÓA DỮ LIỆU. `platform`: the person withdrew on the platform. `meta`: Meta's data-deletion callback. */
  source: z.enum(['chat', 'platform', 'meta']),
  /** `nothing`: nobody was found by this id. */
  state: z.enum(['open', 'done', 'nothing']),
  /** Emptied when it is done. */
  conversationIds: z.array(z.string()),
  /** Outbox row of the last message; the rest waits until it has gone out. */
  farewellId: z.string().nullable(),
  requestedAtMs: z.number(),
  doneAtMs: z.number().nullable(),
});

export type Erasure = z.infer<typeof erasureSchema>;

export const erasureRecords = recordSpec<Erasure>({
  name: 'erasures',
  schema: erasureSchema,
  indexes: { byState: ['state', 'requestedAtMs'], byAge: ['requestedAtMs'] },
});

/** A conversation that was erased; the id is its keyed hash, so that an old webhook delivered again starts nothing. */
export const tombstoneSchema = z.object({
  /** Events up to this order time are old, Unix ms. */
  untilMs: z.number(),
  atMs: z.number(),
  /** The person wrote again by themselves. */
  begunAnew: z.boolean(),
});

export type Tombstone = z.infer<typeof tombstoneSchema>;

export const tombstoneRecords = recordSpec<Tombstone>({
  name: 'tombstones',
  schema: tombstoneSchema,
  indexes: { byAge: ['atMs'] },
});
