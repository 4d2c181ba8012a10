/**
 * What the bot can read out of a Vietnamese message. Pure and explainable: every reading carries `why`.
 * Built by `createVi(lexicon)` in `create-vi.ts`; the lexicon is data from `content/phrases/`.
 */
export interface Vi {
  /** The day a message names, relative to `now`. Never guesses silently: unclear days come back as `ask`. */
  readDate(text: string, now: LocalNow): DateReading;
  /** The answer to "how many people?": one number, or null when none or several unclear ones are said. */
  readNumber(text: string): NumberReading;
  /** An hour of the day as `HH:MM`, or null: "7 giờ rưỡi tối", "14h30". */
  readClockTime(text: string): string | null;
  /** Likewise, where the text says nothing but when something began: "7h tối", but not "để 7h tối em gửi". */
  readPlainClockTime(text: string): string | null;
  /** How long something took, in minutes, or null: "1 tiếng rưỡi", "từ 7h đến 9h". */
  readDuration(text: string): number | null;
  /** A day that is still to come, seen from `today` (`YYYY-MM-DD`), or null when none is named. */
  readPlannedDate(text: string, today: string): PlannedDate | null;
  /** Everybody counted in a message: total, sexes, ethnic minority, children, leaflets. */
  readCounts(text: string): CountsReading;
  /** The answer to a yes/no question. `question` is what was just asked ("… 1 Đúng · 2 Sửa"). */
  readYesNo(text: string, question?: string): YesNoReading;
  /** A command or intent of a message that arrives with no step open. */
  readCommand(text: string): CommandReading;
  /** Themes named, as codes of `domain/themes.ts`. */
  readThemes(text: string): CodesReading;
  /** Forms named, as codes of `domain/forms.ts`. */
  readForms(text: string): CodesReading;
  /** A whole report in one message. Fields that are not said are null or empty. */
  readReport(text: string, now: LocalNow): ReportReading;
  /** A village of `roster` in the roster's own spelling, or null. */
  readVillage(text: string, roster: readonly string[]): VillageReading;
  /**
   * The same readers, which take each text apart once, for several readings of one message. They keep what they read:
   * hold them for one message only, never longer.
   */
  sharing(): Vi;
}

/** Local time of the message in Asia/Ho_Chi_Minh. `date` is `YYYY-MM-DD`, `time` is `HH:MM`. */
export interface LocalNow {
  date: string;
  time: string;
}

/** A day that is still to come; `sure` when it was written as a date, not as "Saturday". */
export interface PlannedDate {
  date: string;
  sure: boolean;
}

/** Which rule read which span (UTF-16 offsets into the NFC text). */
export interface Why {
  rule: string;
  start: number;
  end: number;
  text: string;
}

export type DateReading =
  | { kind: 'date'; date: string; why: Why[] }
  | { kind: 'ask'; proposal: string | null; reason: DateAskReason; why: Why[] }
  | { kind: 'none'; why: Why[] };

export type DateAskReason =
  | 'future'
  | 'lunar'
  | 'vague'
  | 'several'
  | 'impossible'
  | 'weekday-conflict'
  | 'same-weekday'
  | 'far-back'
  | 'later-today';

export interface NumberReading {
  value: number | null;
  /** "khoảng", "hơn", a range …: the number is a lower bound or a guess. */
  approximate: boolean;
  /** Nothing is said beside it but manners and how sure it is: "57", "chừng năm mươi ạ". */
  alone: boolean;
  why: Why[];
}

export interface CountsReading {
  total: number | null;
  female: number | null;
  male: number | null;
  dtts: number | null;
  children: number | null;
  leaflets: number | null;
  /** How the total was said; null when it was not. */
  totalBy: TotalBy | null;
  approximate: boolean;
  /** People of several sessions are counted, each by itself ("sáng 20 người, chiều 30 người"), which tells no total of one. */
  severalSessions: boolean;
  why: Why[];
}

/**
 * `count`: the people were counted as such ("50 người"); `parts`: by counting words of one sex or people, or added up
 * from parts ("30 nữ 20 nam", "25 chị"); `bare`: a number with nothing beside it.
 */
export type TotalBy = 'count' | 'parts' | 'bare';

export interface YesNoReading {
  answer: 'yes' | 'no' | 'unclear';
  why: Why[];
}

export type Command =
  | 'report'
  | 'confirm_quarter'
  | 'content'
  | 'menu'
  | 'help'
  | 'stop'
  | 'resume'
  | 'my_data'
  | 'delete_data'
  | 'cancel'
  | 'edit'
  | 'join'
  | 'greeting'
  | 'none';

export interface CommandReading {
  command: Command;
  /** A theme code, for `content`. */
  topic: string | null;
  /**
   * True when the whole message is nothing but the command word(s) ("menu", "huy", "0"): only then does it
   * interrupt an open step.
   */
  whole: boolean;
  why: Why[];
}

export interface CodesReading {
  codes: string[];
  why: Why[];
}

export interface ReportReading extends Omit<CountsReading, 'why'> {
  date: DateReading;
  themes: string[];
  forms: string[];
  /** Subjects and forms that the text names only to say that they were not, or are of another session. */
  denied: { themes: string[]; forms: string[] };
  why: Why[];
}

export interface VillageReading {
  village: string | null;
  why: Why[];
}
