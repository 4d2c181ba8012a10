/** What a token may do. Reading and writing are apart, so that a viewer's token cannot change anything. */
export const SCOPES = [
  'read:units',
  'read:teams',
  'read:sessions',
  'read:quarters',
  'read:indicators',
  'read:codes',
  'read:seats',
  'read:conversations',
  'read:audit',
  'read:data-requests',
  'write:teams',
  'write:codes',
  'write:seats',
  'write:sessions',
  'write:indicators',
  'write:notices',
  'write:data-requests',
] as const;

export type Scope = (typeof SCOPES)[number];

const VIEWER: readonly Scope[] = [
  'read:units',
  'read:teams',
  'read:sessions',
  'read:quarters',
  'read:indicators',
];

/** The state of conversations, the audit record, and the register of requests on paper. */
const PROVINCE_ONLY: readonly Scope[] = [
  'read:conversations',
  'read:audit',
  'read:data-requests',
  'write:data-requests',
];

/** Whose token it is, in one word. What lies outside a token's unit stays closed whatever its role. */
export const TOKEN_ROLES = {
  /** Everything, of the whole network or of one unit. */
  province: SCOPES,
  /** What the officer of one commune does. */
  commune: SCOPES.filter((scope) => !PROVINCE_ONLY.includes(scope)),
  /** Looks and changes nothing; join codes stay hidden, because they open a team's reports. */
  viewer: VIEWER,
} as const satisfies Record<string, readonly Scope[]>;

export function isTokenRole(text: string): text is keyof typeof TOKEN_ROLES {
  return Object.hasOwn(TOKEN_ROLES, text);
}
