import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { inBoth } from '../lib/both-languages.ts';

/** A file cannot be written as asked; the message says why in both languages. */
export class OutFileRefused extends Error {
  constructor(vi: string, en: string) {
    super(inBoth({ vi, en }));
    this.name = 'OutFileRefused';
  }
}

/**
 * What kind of file is asked for, by how its name ends.
 *
 * @param kinds - Endings without the dot. @throws {OutFileRefused} for any other: nothing else would open it.
 */
export function kindOfFile<K extends string>(file: string, kinds: readonly K[]): K {
  const ending = extname(file).slice(1).toLowerCase();
  const kind = kinds.find((one) => one === ending);
  if (kind !== undefined) return kind;
  const endings = (or: string) => kinds.map((one) => `.${one}`).join(or);
  throw new OutFileRefused(
    `Tên tệp cần có đuôi ${endings(' hoặc ')}: ${file}`,
    `The name of the file must end in ${endings(' or ')}.`,
  );
}

/**
 * Writes a file that an officer asked for, in the place of an older one unless it must be `new`.
 *
 * @throws {OutFileRefused} where the system does not let it, or a file that must be new is there.
 */
export async function writeOutFile(
  file: string,
  content: string | Uint8Array,
  which: 'new' | 'any' = 'any',
): Promise<void> {
  try {
    await writeFile(file, content, { flag: which === 'new' ? 'wx' : 'w' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new OutFileRefused(
        `Đã có tệp ${file} nên không ghi đè lên. Chọn tên khác.`,
        'The file is there already and is not written over. Choose another name.',
      );
    throw new OutFileRefused(
      `Không ghi được tệp ${file}. Kiểm tra thư mục có sẵn chưa, và đóng tệp nếu đang mở.`,
      'The file cannot be written. Check that its folder exists, and close the file where it is open.',
    );
  }
}
