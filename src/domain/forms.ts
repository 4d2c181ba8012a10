/** Forms of a communication session, in the order in which the bot offers them (domain research §1.2). */
export const FORMS = {
  truc_tiep: 'Truyền thông trực tiếp tại cộng đồng',
  hop_thon: 'Lồng ghép họp thôn',
  chi_hoi: 'Lồng ghép sinh hoạt chi hội',
  san_khau: 'Tiểu phẩm, văn nghệ',
  doi_thoai: 'Sinh hoạt, đối thoại nhóm',
  ho_gia_dinh: 'Đến từng hộ',
  loa: 'Loa phát thanh, loa kéo',
  le_hoi: 'Dịp lễ hội',
  ngay_hoi: 'Ngày hội truyền thông',
  anh_ke_chuyen: 'Kể chuyện qua ảnh',
  truong_hoc: 'Tại trường học',
  hoi_thi: 'Hội thi, giao lưu',
  so: 'Zalo, Facebook, Fanpage',
  khac: 'Hình thức khác',
} as const;

export type FormCode = keyof typeof FORMS;

export const FORM_CODES = Object.keys(FORMS) as FormCode[];

/** Forms that reach people without gathering them: they do not count toward the quarter (domain research §1.2). */
const NOT_A_GATHERING: readonly FormCode[] = ['so', 'loa'];

/** True when at least one form brings people together, so that the session counts for the quarter. */
export function isGathering(forms: readonly FormCode[]): boolean {
  return forms.some((form) => !NOT_A_GATHERING.includes(form));
}
