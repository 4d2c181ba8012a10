/** One unit of time in smaller ones, so that no bare number stands in the code: `5 * Minute.ms`. */
export const Second = { ms: 1_000 } as const;
export const Minute = { ms: 60_000, seconds: 60 } as const;
export const Hour = { ms: 3_600_000, seconds: 3_600, minutes: 60 } as const;
export const Day = { ms: 86_400_000, seconds: 86_400, hours: 24 } as const;
