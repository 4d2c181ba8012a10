import { fold } from '../vi/fold.ts';
import type { Vi } from '../vi/vi.ts';
import type { Choice, StepInput } from './step.ts';

/** Polite words around an answer, which say nothing: "dạ gửi nha em". */
const POLITE =
  /(^| )(da|vang|u|uhm|a|nha|nhe|nghe|em|chi|anh|co|bot|di|giup|minh|la|chon|so|cau|muc)(?= |$)/g;

/** The choice that an answer means: its button, its number, its title or words; yes and no last. Null when unclear. */
export function readChoice(
  input: StepInput,
  choices: readonly Choice[],
  vi: Vi,
  question: string,
): Choice | null {
  if (input.tapped !== null) return choices.find(({ value }) => value === input.tapped) ?? null;
  return (
    exactChoice(input.text, choices) ??
    looseChoice(input.text, choices) ??
    yesNo(input.text, choices, vi, question)
  );
}

/** The number or the very title of a choice; strong enough to come before commands. */
export function exactChoice(text: string, choices: readonly Choice[]): Choice | null {
  const said = fold(text);
  const number = /^(?:so |chon |cau |muc )?(\d{1,2})$/.exec(said);
  if (number) return choices[Number(number[1]) - 1] ?? null;
  if (said === '') return null;
  return choices.find((choice) => namesOf(choice).includes(said)) ?? null;
}

/** One of the words and nothing else, manners aside: "gửi", "dạ gửi đi em". */
export function isSaid(text: string, words: readonly string[]): boolean {
  return words.map(fold).includes(withoutPoliteWords(fold(text)));
}

/** Whether one of the words stands somewhere in a sentence: "quý này" in "quý này tổ em làm rồi nha". */
export function isSaidWithin(text: string, words: readonly string[]): boolean {
  const said = fold(text);
  return words.some((word) => contains(said, fold(word)));
}

function withoutPoliteWords(said: string): string {
  return said.replace(POLITE, ' ').replace(/ +/g, ' ').trim();
}

/** "1 Gửi", "dạ gửi nha", a title inside a longer answer, or a part of one ("tổ trưởng" of "Người Mẫu, tổ trưởng"), where no other fits. */
function looseChoice(text: string, choices: readonly Choice[]): Choice | null {
  const said = fold(text);
  const bare = withoutPoliteWords(said);
  const numbered = /^(\d{1,2}) (.+)$/.exec(bare);
  if (numbered) {
    const choice = choices[Number(numbered[1]) - 1];
    if (choice && namesOf(choice).some((name) => name.startsWith(numbered[2] as string))) return choice;
  }
  const named = exactChoice(bare, choices);
  if (named) return named;
  const inside = choices.filter((choice) =>
    namesOf(choice).some((name) => isTelling(choice, name) && contains(said, name)),
  );
  if (inside.length > 0) return inside.length === 1 ? (inside[0] ?? null) : null;
  const partly = choices.filter((choice) =>
    partsOf(choice.title).some((part) => isTelling(choice, part) && contains(said, part)),
  );
  return partly.length === 1 ? (partly[0] ?? null) : null;
}

/** What commas part in a title. */
function partsOf(title: string): string[] {
  return title.split(',').map(fold);
}

function yesNo(text: string, choices: readonly Choice[], vi: Vi, question: string): Choice | null {
  if (!choices.some(({ means }) => means) || isAboutTheQuarter(text, vi, question)) return null;
  const { answer } = vi.readYesNo(text, question);
  // Another figure than the one shown says that something is wrong, but not what: it opens no corrections by itself.
  if (answer === 'no' && plainFigureIn(text, vi) !== null) return null;
  return answer === 'unclear' ? null : (choices.find(({ means }) => means === answer) ?? null);
}

/** "xác nhận quý" to "Gửi báo cáo nhé?" is a wish of its own; "xác nhận" alone, or where the quarter is asked about, is a yes. */
function isAboutTheQuarter(text: string, vi: Vi, question: string): boolean {
  const namesIt = (words: string) => contains(fold(words), 'quy');
  const asked = question.split('\n').at(-1) ?? '';
  return namesIt(text) && !namesIt(asked) && vi.readCommand(text).command === 'confirm_quarter';
}

/** A number and nothing beside it, in figures or words: "57", "chừng năm mươi ạ". Null for anything else. */
export function plainFigureIn(text: string, vi: Vi): number | null {
  const { value, alone } = vi.readNumber(text);
  return alone ? value : null;
}

/** Several choices at once: "1, 3", "1 và 3", titles and words inside the answer. Empty when none is meant. */
export function readChoices(input: StepInput, choices: readonly Choice[]): Choice[] {
  if (input.tapped !== null) return choices.filter(({ value }) => value === input.tapped);
  const said = fold(input.text);
  const bare = withoutPoliteWords(said);
  if (/^\d{1,2}(?: (?:va |voi )?\d{1,2})*$/.test(bare)) {
    const numbers = (bare.match(/\d+/g) ?? []).map(Number);
    const picked = numbers.map((number) => choices[number - 1]);
    return picked.every((choice) => choice !== undefined) ? [...new Set(picked)] : [];
  }
  const exact = exactChoice(said, choices);
  if (exact) return [exact];
  return choices.filter((choice) => namesOf(choice).some((name) => isLong(name) && contains(said, name)));
}

function namesOf({ title, words = [] }: Choice): string[] {
  return [fold(title), ...words.map(fold)];
}

/** "Chưa" stands in "tổ bên chưa chứ tổ tui làm rồi" too: one word of a yes or a no is heard by the reader of answers. */
function isTelling({ means }: Choice, name: string): boolean {
  return isLong(name) && (means === undefined || name.includes(' '));
}

/** Short words ("bo", "co") turn up inside others' sentences by chance. */
function isLong(name: string): boolean {
  return name.length >= 4;
}

function contains(said: string, name: string): boolean {
  return ` ${said} `.includes(` ${name} `);
}
