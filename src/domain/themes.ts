/** Themes of a communication session, in the order in which the bot offers them (domain research §1.3). */
export const THEMES = {
  binh_dang_gioi: 'Bình đẳng giới, việc nhà',
  blgd: 'Bạo lực gia đình, bạo lực giới',
  xam_hai: 'Xâm hại trẻ em',
  mua_ban_nguoi: 'Mua bán người',
  tao_hon: 'Tảo hôn',
  can_huyet: 'Hôn nhân cận huyết',
  thien_tai: 'Thiên tai, khí hậu',
  skss: 'Sức khỏe sinh sản, chăm sóc trẻ',
  kinh_te: 'Làm ăn, tiết kiệm, vay vốn',
  phap_luat: 'Chính sách, pháp luật',
  an_toan_mang: 'An toàn trên mạng',
  khac: 'Chủ đề khác',
} as const;

export type ThemeCode = keyof typeof THEMES;

export const THEME_CODES = Object.keys(THEMES) as ThemeCode[];
