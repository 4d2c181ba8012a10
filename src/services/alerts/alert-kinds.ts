/** Every condition that operators are told of: what is wrong, and what to do about it. In English, nothing personal. */
export const ALERT_KINDS = {
  'subscription-lost': {
    what: 'The platform no longer delivers all kinds of webhooks.',
    todo: 'The server has asked for them again. If this stays, save the webhook anew in the settings of the app.',
  },
  'channel-silent': {
    what: 'No webhook has come for hours in the daytime.',
    todo: 'Write to the account yourself. If nothing comes, check the address and the webhook in the settings of the app: platforms switch it off after an outage.',
  },
  'webhooks-missed': {
    what: 'Messages are found in the account that no webhook told of; the server reads them back every quarter of an hour.',
    todo: 'Save the webhook anew in the settings of the app: the platform has probably switched it off after an outage.',
  },
  'token-refused': {
    what: 'The platform refuses the access token; nothing can be sent.',
    todo: 'Zalo: let an administrator of the OA open the address that `loa zalo login` prints. Messenger: put a new MESSENGER_PAGE_TOKEN and restart.',
  },
  'turns-parked': {
    what: 'Messages were put aside after failing five times.',
    todo: 'List them with `loa inbox list`, mend the cause (see the log), then `loa inbox retry <key>`.',
  },
  'account-stopped': {
    what: 'Nothing is sent through this account until somebody releases it.',
    todo: 'Mend what the platform complains of, then `loa account release <channel> <accountId>`.',
  },
  'quota-exhausted': {
    what: 'The account has used up the messages that it may send; everything waits in the outbox.',
    todo: 'Zalo: see the quota of the OA in its manager (package, Zalo Cloud Account), buy more or wait for the next month, then `loa account release <channel> <accountId>`: what still makes sense is sent, replies older than 12 hours are given when people write again.',
  },
  'disk-low': {
    what: 'The disk of DATA_DIR is nearly full; a full disk stops the acceptance of messages.',
    todo: 'Free space or enlarge the disk.',
  },
  'clock-skew': {
    what: 'The clock of this machine differs from the clock of the platform.',
    todo: 'Switch on time synchronisation (NTP) on this machine.',
  },
  'journal-unwritable': {
    what: 'The journal cannot be written; webhooks are answered 503 until it can.',
    todo: 'Check the disk and the permissions of DATA_DIR/journal.',
  },
  'journal-lag': {
    what: 'Accepted messages wait on disk because the database does not take them.',
    todo: 'Check that the database answers; the log says why it does not.',
  },
} as const;

export type AlertKind = keyof typeof ALERT_KINDS;

/** One look at one condition. */
export interface Finding {
  kind: AlertKind;
  /** A channel, or `server`. */
  subject: string;
  isBad: boolean;
  /** Figures, in English, without anything personal. */
  detail: string;
}

/**
 * Looks at one condition for all subjects. No finding leaves the alert as it is: not known, or between the two limits
 * that keep an alert from flapping. Throws when it cannot look.
 */
export type Probe = () => Promise<Finding[]>;
