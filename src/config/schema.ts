import { z } from 'zod';
import {
  address,
  baseUrl,
  digits,
  flag,
  hostList,
  oneOf,
  optional,
  secret,
  text,
  timeOfDay,
  timeZone,
  variable,
  whole,
} from './fields.ts';
import { OPERATION_VARIABLES } from './operation-variables.ts';

const SERVER = 'Server';
const STORAGE = 'Storage and queue';
const ZALO = 'Zalo OA';
const MESSENGER = 'Facebook Messenger';
const TRIAL = 'Trying out';
const RULES = 'Rules of the programme';
const MEDIA = 'Pictures and files';
const RETENTION = 'Keeping and erasing';

/** Least characters of a key that protects stored tokens. */
export const MIN_SECRET_KEY_CHARS = 32;
const MIN_PLATFORM_SECRET_CHARS = 8;
const MIN_MEDIA_BYTES = 65_536;
const MAX_MEDIA_BYTES = 104_857_600;

const FROM_ZALO_APP = 'See the settings of your app at developers.zalo.me.';
const FROM_ZALO_WEBHOOK = 'See the webhook settings of your app at developers.zalo.me.';
const FROM_META_APP = 'See the basic settings of your app at developers.facebook.com.';

/** Every variable that the server reads: value rules, default, unit and sentence in one place. */
export const environmentSchema = z.object({
  HOST: variable(text(), {
    group: SERVER,
    default: '127.0.0.1',
    sentence: 'Address to listen on; 0.0.0.0 opens the server to the network.',
  }),
  PORT: variable(whole(0, 65_535), {
    group: SERVER,
    default: '3000',
    sentence: 'Port to listen on; 0 takes any free one.',
  }),
  PUBLIC_URL: optional(baseUrl(), {
    group: SERVER,
    sentence: 'How the server is reached from outside; links in messages begin with it.',
    obtain: 'The https address that your reverse proxy serves.',
  }),
  DATA_DIR: variable(text(), {
    group: SERVER,
    default: './data',
    sentence: 'Folder of the journal, the embedded database, pictures and the generated secret key.',
  }),
  LOA_SECRET_KEY: optional(secret(MIN_SECRET_KEY_CHARS), {
    group: SERVER,
    defaultNote: 'generated into `DATA_DIR` when neither `MONGODB_URI` nor `REDIS_URL` is set',
    sentence: 'Encrypts channel tokens and signs sessions; the same in every process.',
    obtain: 'Make one with: openssl rand -base64 32',
  }),
  TZ_DISPLAY: variable(timeZone(), {
    group: SERVER,
    default: 'Asia/Ho_Chi_Minh',
    sentence: 'Time zone of every quarter, date and quiet-hour rule.',
  }),

  MONGODB_URI: optional(address('mongodb:', 'mongodb+srv:'), {
    group: STORAGE,
    defaultNote: 'SQLite in `DATA_DIR`',
    sentence: 'Keeps everything in this MongoDB, so that several processes can work together.',
  }),
  REDIS_URL: optional(address('redis:', 'rediss:'), {
    group: STORAGE,
    defaultNote: 'queue in memory',
    sentence: 'Rings work through this Redis; the store still holds the work itself.',
  }),

  ZALO_APP_ID: optional(digits(), { group: ZALO, sentence: 'Id of the Zalo app.', obtain: FROM_ZALO_APP }),
  ZALO_APP_SECRET: optional(secret(MIN_PLATFORM_SECRET_CHARS), {
    group: ZALO,
    sentence: 'Secret of the Zalo app; refreshes tokens.',
    obtain: FROM_ZALO_APP,
  }),
  ZALO_OA_ID: optional(digits(), {
    group: ZALO,
    sentence: 'Id of the Official Account that this server speaks for.',
    obtain: 'See the account information of your OA at oa.zalo.me.',
  }),
  ZALO_OA_SECRET_KEY: optional(secret(MIN_PLATFORM_SECRET_CHARS), {
    group: ZALO,
    sentence: 'Key that proves that a webhook comes from Zalo.',
    obtain: FROM_ZALO_WEBHOOK,
  }),
  ZALO_REFRESH_TOKEN: optional(secret(MIN_PLATFORM_SECRET_CHARS), {
    group: ZALO,
    sentence: 'First refresh token; afterwards the stored pair wins until this value changes.',
    obtain: 'Grant the app the right to act for the OA at developers.zalo.me.',
  }),
  ZALO_VERIFIER_CODE: optional(text(), {
    group: ZALO,
    sentence: 'Code of the domain check page /zalo_verifier….html; works without the other settings.',
    obtain: 'See the domain verification of your app at developers.zalo.me.',
  }),
  ZALO_WEBHOOK_BOOTSTRAP: variable(flag(), {
    group: ZALO,
    default: '0',
    sentence: 'Answers unsigned Zalo requests with 200, unread and unkept, while the webhook is being saved.',
  }),
  ZALO_OA_CODE_VERIFIER: optional(text(), {
    group: ZALO,
    sentence: 'PKCE verifier, when the app has a fixed code challenge for granting tokens.',
  }),
  ZALO_APPSECRET_PROOF: variable(flag(), {
    group: ZALO,
    default: '0',
    sentence: 'Adds a proof of the app secret to each call, when the app demands it.',
  }),
  ZALO_API_URL: variable(baseUrl(), {
    group: ZALO,
    default: 'https://openapi.zalo.me',
    sentence: 'Base address of the OA API.',
  }),
  ZALO_OAUTH_URL: variable(baseUrl(), {
    group: ZALO,
    default: 'https://oauth.zaloapp.com',
    sentence: 'Base address that grants and refreshes tokens.',
  }),
  ZALO_BUSINESS_URL: variable(baseUrl(), {
    group: ZALO,
    default: 'https://business.openapi.zalo.me',
    sentence: 'Base address of template messages.',
  }),

  MESSENGER_PAGE_ID: optional(digits(), {
    group: MESSENGER,
    sentence: 'Id of the Page that this server speaks for.',
    obtain: 'See the transparency section of the Page.',
  }),
  MESSENGER_APP_ID: optional(digits(), {
    group: MESSENGER,
    sentence: 'Id of the Meta app.',
    obtain: FROM_META_APP,
  }),
  MESSENGER_APP_SECRET: optional(secret(MIN_PLATFORM_SECRET_CHARS), {
    group: MESSENGER,
    sentence: 'Secret of the Meta app; proves that a webhook comes from Meta.',
    obtain: FROM_META_APP,
  }),
  MESSENGER_PAGE_TOKEN: optional(secret(MIN_PLATFORM_SECRET_CHARS), {
    group: MESSENGER,
    sentence: 'Long-lived access token of the Page.',
    obtain: 'See the Messenger settings of your app at developers.facebook.com.',
  }),
  MESSENGER_VERIFY_TOKEN: optional(secret(MIN_PLATFORM_SECRET_CHARS), {
    group: MESSENGER,
    sentence: 'Word of your own choice that Meta repeats when the webhook is saved.',
    obtain: 'Make one with: openssl rand -hex 16',
  }),
  GRAPH_API_URL: variable(baseUrl(), {
    group: MESSENGER,
    default: 'https://graph.facebook.com',
    sentence: 'Base address of the Graph API.',
  }),
  GRAPH_API_VERSION: variable(z.string().regex(/^v\d+\.\d+$/, 'must be a version such as v26.0'), {
    group: MESSENGER,
    default: 'v26.0',
    sentence: 'Version of the Graph API, sent with every call.',
  }),

  SIMULATOR: optional(oneOf(['on', 'off']), {
    group: TRIAL,
    defaultNote: '`on` in the embedded set-up when no channel is configured, else `off`',
    sentence:
      'Page at /simulator on which the bot can be tried; on, it lets anyone who reaches it act as a member.',
  }),

  REPORT_PERIOD: variable(oneOf(['quarter', 'month']), {
    group: RULES,
    default: 'quarter',
    sentence: 'How often each team must hold a session.',
  }),
  CONFIRM_GRACE_DAYS: variable(whole(0, 90), {
    group: RULES,
    unit: 'days',
    default: '10',
    sentence: 'A confirmation is on time until so long after the period has ended.',
  }),
  DUE_FROM_DAY: variable(whole(1, 28), {
    group: RULES,
    unit: 'day of the month',
    default: '15',
    sentence: 'From this day of its last month a period without a session counts as due.',
  }),
  QUIET_FROM: variable(timeOfDay(), {
    group: RULES,
    unit: 'time of day',
    default: '20:30',
    sentence: 'From then on nothing is pushed; replies to people who write are never delayed.',
  }),
  QUIET_TO: variable(timeOfDay(), {
    group: RULES,
    unit: 'time of day',
    default: '07:00',
    sentence: 'End of the quiet hours.',
  }),

  MEDIA_HOSTS_ZALO: variable(hostList(), {
    group: MEDIA,
    default: '*',
    sentence:
      'Hosts from which pictures sent on Zalo may be fetched; private addresses are refused in any case.',
  }),
  MEDIA_HOSTS_MESSENGER: variable(hostList(), {
    group: MEDIA,
    default: '*.fbcdn.net,*.fbsbx.com,lookaside.fbsbx.com',
    sentence: 'Hosts from which pictures sent on Messenger may be fetched.',
  }),
  MEDIA_MAX_BYTES: variable(whole(MIN_MEDIA_BYTES, MAX_MEDIA_BYTES), {
    group: MEDIA,
    unit: 'bytes',
    default: '15728640',
    sentence: 'A larger file is not kept.',
  }),
  MEDIA_TIMEOUT_MS: variable(whole(1_000, 120_000), {
    group: MEDIA,
    unit: 'ms',
    default: '20000',
    sentence: 'Time for fetching one file, redirects included.',
  }),

  RETAIN_CHAT_DAYS: variable(whole(1, 90), {
    group: RETENTION,
    unit: 'days',
    default: '60',
    sentence: 'How long the messages that led to a report are kept.',
  }),
  RETAIN_DRAFT_DAYS: variable(whole(1, 365), {
    group: RETENTION,
    unit: 'days',
    default: '30',
    sentence: 'How long an unfinished report waits.',
  }),
  RETAIN_PHOTO_YEARS: variable(whole(0, 10), {
    group: RETENTION,
    unit: 'years after the year of the session',
    default: '1',
    sentence: 'How long an unpublished photo is kept.',
  }),
  RETAIN_CONSENT_YEARS: variable(whole(1, 10), {
    group: RETENTION,
    unit: 'years after the person has left',
    default: '2',
    sentence: 'How long the proof of a consent is kept.',
  }),
  RETAIN_AUDIT_YEARS: variable(whole(1, 10), {
    group: RETENTION,
    unit: 'years',
    default: '2',
    sentence: 'How long the record of who changed what is kept.',
  }),

  ...OPERATION_VARIABLES,
});

/** The parsed values by variable name. */
export type Environment = z.infer<typeof environmentSchema>;

export type VariableName = keyof Environment;

export const VARIABLE_NAMES = Object.keys(environmentSchema.shape) as VariableName[];
