import { z } from 'zod';
import { FORM_CODES, type FormCode } from './forms.ts';
import { THEME_CODES, type ThemeCode } from './themes.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const count = z.number().int().min(0).max(100_000);
const words = z.string().max(2_000);

/**
 * One communication session as a team reports it (domain research §1.4). Only the first four are asked of everybody;
 * null means "not said", 0 means that zero was said.
 */
export const reportFieldsSchema = z.object({
  /** Day of the session, local date; the session counts by it. */
  date: isoDate,
  forms: z.array(z.enum(FORM_CODES as [FormCode, ...FormCode[]])).min(1),
  themes: z.array(z.enum(THEME_CODES as [ThemeCode, ...ThemeCode[]])).min(1),
  total: count,
  female: count.nullable(),
  male: count.nullable(),
  /** People of ethnic minorities: a count, never a person's ethnicity. */
  dtts: count.nullable(),
  /** Children under 16. */
  children: count.nullable(),
  startTime: z
    .string()
    .regex(/^\d{2}:\d{2}$/)
    .nullable(),
  durationMinutes: count.nullable(),
  place: words.nullable(),
  title: words.nullable(),
  linkedTo: z.enum(['hop_thon', 'chi_hoi', 'le_hoi', 'rieng']).nullable(),
  language: z.enum(['kinh', 'raglai', 'cham', 'co_ho', 'khac']).nullable(),
  leaflets: count.nullable(),
  /** Slugs of content items that were used. */
  contentUsed: z.array(z.string()),
  results: words.nullable(),
  difficulties: words.nullable(),
  proposals: words.nullable(),
});

export type ReportFields = z.infer<typeof reportFieldsSchema>;

/** The one question on photos: recognisable faces, children, consent (domain research §6.2). */
export const photoConsentSchema = z.object({
  faces: z.enum(['none', 'adults', 'children']),
  asked: z.boolean(),
});

export type PhotoConsent = z.infer<typeof photoConsentSchema>;

const FACES = photoConsentSchema.shape.faces.options;

/** What holds for photos of two answers together: the most that can be seen, and asked only where each of them was. */
export function bothConsents(one: PhotoConsent | null, other: PhotoConsent): PhotoConsent {
  const seen = [one, other].filter((each) => each !== null && each.faces !== 'none') as PhotoConsent[];
  const rank = Math.max(0, ...seen.map(({ faces }) => FACES.indexOf(faces)));
  return { faces: FACES[rank] ?? 'children', asked: seen.length > 0 && seen.every(({ asked }) => asked) };
}

/** Everything not said: the start of a draft. */
export const UNSAID: Omit<ReportFields, 'date' | 'forms' | 'themes' | 'total'> = {
  female: null,
  male: null,
  dtts: null,
  children: null,
  startTime: null,
  durationMinutes: null,
  place: null,
  title: null,
  linkedTo: null,
  language: null,
  leaflets: null,
  contentUsed: [],
  results: null,
  difficulties: null,
  proposals: null,
};

/** What each field is called where people read it. */
export const REPORT_FIELD_NAMES: Readonly<Record<keyof ReportFields, string>> = {
  date: 'Ngày',
  forms: 'Hình thức',
  themes: 'Chủ đề',
  total: 'Số người',
  female: 'Nữ',
  male: 'Nam',
  dtts: 'DTTS',
  children: 'Trẻ em',
  startTime: 'Giờ bắt đầu',
  durationMinutes: 'Thời lượng',
  place: 'Địa điểm',
  title: 'Tên buổi',
  linkedTo: 'Gắn với',
  language: 'Ngôn ngữ',
  leaflets: 'Tờ rơi',
  contentUsed: 'Tài liệu',
  results: 'Kết quả',
  difficulties: 'Khó khăn',
  proposals: 'Đề xuất',
};

/** Fields that hold people's own words; they go when their writer asks for erasure, while counts stay. */
export const WORD_FIELDS = ['place', 'title', 'results', 'difficulties', 'proposals'] as const;

/** True when no part is larger than the whole, and women and men together are everybody. */
export function countsFit(
  report: Pick<ReportFields, 'total' | 'female' | 'male' | 'dtts' | 'children'>,
): boolean {
  const { total, female, male, dtts, children } = report;
  const sexesFit = female === null || male === null || female + male === total;
  return sexesFit && [female, male, dtts, children].every((part) => part === null || part <= total);
}
