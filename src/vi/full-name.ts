import { fold } from './fold.ts';

/** "dạ không phải, em tên là": what people write before their name. */
const BEFORE =
  /^(?:(?:dạ|vâng|không phải|không|sai rồi|chưa đúng)[\s,.:;-]*)*(?:(?:em|tôi|tui|mình|chị|anh|cô|bác|cháu)\s+)?(?:họ\s+(?:và\s+)?)?tên(?:\s+(?:thật|đúng|của\s+(?:em|tôi|chị|anh|mình)))?(?:\s+là|\s*:)?\s+|^(?:tôi|em|mình)\s+là\s+/iu;

const WORD = /^\p{L}[\p{L}\p{M}'’.-]*$/u;
const MIN_WORDS = 2;
const MAX_WORDS = 7;
const MAX_CHARS = 80;

/** Words of answers: written large they may still be no name. */
const NO_NAME = new Set(
  'khong phai dung sai roi vang da co chua menu sua huy bo thoi ok oke ten khac nao gi ai nay do'.split(' '),
);

/** First words of family names among Kinh, Raglai and Chăm people: tell a name in small letters from a sentence. */
const FAMILY = new Set(
  'nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly mai dinh truong cao chamalea kator pi pinang patau mau chau kieu'.split(
    ' ',
  ),
);

/**
 * The full name that a message is, or null: two to seven words of letters, perhaps after "em tên là". A single word is no
 * name here: it may be an answer.
 *
 * @example fullNameIn('không, em tên là Chamaléa Thị Lánh') // 'Chamaléa Thị Lánh'
 */
export function fullNameIn(text: string): string | null {
  const said = text.replace(/\s+/g, ' ').trim();
  const introduced = BEFORE.test(said);
  const name = said
    .replace(BEFORE, '')
    .replace(/(?:\s+(?:ạ|nhé|nha|nghe|em))+$|[.,!…]+$/giu, '')
    .trim();
  const words = name.split(' ');
  if (words.length < MIN_WORDS || words.length > MAX_WORDS || name.length > MAX_CHARS) return null;
  if (!words.every((word) => WORD.test(word))) return null;
  const folded = words.map(fold);
  if (folded.every((word) => NO_NAME.has(word))) return null;
  const isWritten = words.every((word) => /^\p{Lu}/u.test(word));
  const isFamily = FAMILY.has(folded[0] ?? '') || folded.indexOf('thi') > 0;
  return introduced || isWritten || isFamily ? name : null;
}
