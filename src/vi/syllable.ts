import { spell } from './spelling.ts';

const ONSETS = 'b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x'.split(' ').concat('');

const RIMES = (
  'a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây ' +
  'e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng êc i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu ' +
  'o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong op ot ' +
  'ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uê uêch uênh uc ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyt uyu uyn ' +
  'ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu'
).split(' ');

const onsets = new Set(ONSETS);
const rimes = new Set(RIMES);
const foldedRimes = new Set(RIMES.map((rime) => spell(rime).fold));
const LONGEST_ONSET = 3;
const LONGEST_SYLLABLE = 7;

/** True when `base` (lower case, without tone) can be a Vietnamese syllable with its marks as written. */
export function isSyllable(base: string): boolean {
  return splits(base, onsets, rimes);
}

/** True when `fold` (no marks at all) can be a Vietnamese syllable typed without accents. */
export function isFoldedSyllable(fold: string): boolean {
  return splits(fold, onsets, foldedRimes);
}

function splits(word: string, heads: ReadonlySet<string>, tails: ReadonlySet<string>): boolean {
  if (word.length > LONGEST_SYLLABLE) return false;
  for (let cut = 0; cut <= LONGEST_ONSET && cut < word.length; cut++) {
    if (heads.has(word.slice(0, cut)) && tails.has(word.slice(cut))) return true;
  }
  return false;
}
