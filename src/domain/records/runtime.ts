import { z } from 'zod';
import { recordSpec } from '../record-spec.ts';

/** A flow version that some conversation may still be on. The id is its content hash. */
export const flowVersionSchema = z.object({
  slug: z.string(),
  /** The compiled flow as JSON text; read back by the flow room. */
  compiled: z.string(),
  firstSeenAtMs: z.number(),
});

export type FlowVersion = z.infer<typeof flowVersionSchema>;

export const flowVersionRecords = recordSpec<FlowVersion>({
  name: 'flow_versions',
  schema: flowVersionSchema,
  indexes: { bySlug: ['slug', 'firstSeenAtMs'] },
});

/** A token pair of a channel account, sealed. The id is `<channel>:<accountId>`. */
export const channelTokenSchema = z.object({ sealed: z.string() });

export type ChannelToken = z.infer<typeof channelTokenSchema>;

export const channelTokenRecords = recordSpec<ChannelToken>({
  name: 'channel_tokens',
  schema: channelTokenSchema,
  indexes: {},
});

/** An upload that a platform still remembers. The id is `<channel>:<accountId>:<sha256>`. */
export const uploadSchema = z.object({ attachmentId: z.string(), uploadedAtMs: z.number() });

export type Upload = z.infer<typeof uploadSchema>;

export const uploadRecords = recordSpec<Upload>({
  name: 'uploads',
  schema: uploadSchema,
  indexes: { byAge: ['uploadedAtMs'] },
});

/** A token bucket that all workers share. The id is `<channel>:<accountId>`. */
export const bucketSchema = z.object({ tokens: z.number(), updatedAtMs: z.number() });

export type Bucket = z.infer<typeof bucketSchema>;

export const bucketRecords = recordSpec<Bucket>({ name: 'buckets', schema: bucketSchema, indexes: {} });

/** Whether an account may send. The id is `<channel>:<accountId>`. */
export const accountStateSchema = z.object({
  stopped: z.boolean(),
  reason: z.string().nullable(),
  sinceMs: z.number(),
  /** Throttled: nothing before this. */
  notBeforeMs: z.number(),
});

export type AccountState = z.infer<typeof accountStateSchema>;

export const accountStateRecords = recordSpec<AccountState>({
  name: 'account_states',
  schema: accountStateSchema,
  indexes: {},
});

/** A recipient whom the platform refused; until they write again. The id is the conversation's id. */
export const blockedRecipientSchema = z.object({ atMs: z.number() });

export type BlockedRecipient = z.infer<typeof blockedRecipientSchema>;

export const blockedRecipientRecords = recordSpec<BlockedRecipient>({
  name: 'blocked_recipients',
  schema: blockedRecipientSchema,
  indexes: {},
});

/** How often the safety card was raised: all that stays of it. The id is `<day>:<channel>:<level>`. */
export const safetyCountSchema = z.object({ day: z.string(), count: z.number() });

export type SafetyCount = z.infer<typeof safetyCountSchema>;

export const safetyCountRecords = recordSpec<SafetyCount>({
  name: 'safety_counts',
  schema: safetyCountSchema,
  indexes: { byDay: ['day'] },
});

/** A bearer token of the API. The id is the SHA-256 of the secret, which is shown once and never kept. */
export const apiTokenSchema = z.object({
  name: z.string(),
  scopes: z.array(z.string()),
  /** The subtree it may see; null for the province. */
  unitId: z.string().nullable(),
  createdAtMs: z.number(),
  revokedAtMs: z.number().nullable(),
});

export type ApiToken = z.infer<typeof apiTokenSchema>;

export const apiTokenRecords = recordSpec<ApiToken>({
  name: 'api_tokens',
  schema: apiTokenSchema,
  indexes: { byAge: ['createdAtMs'] },
});
