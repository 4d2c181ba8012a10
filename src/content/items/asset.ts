import { existsSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { ContentAsset, VariantFields } from './content-item.ts';

/** What cheap phones and weak networks can take (domain research §4.2): pictures 300 KB, recordings and clips 5 MB. */
const LIMITS = {
  image: { types: { '.jpg': 'image/jpeg', '.png': 'image/png' }, maxBytes: 300_000 },
  audio: { types: { '.mp3': 'audio/mpeg', '.m4a': 'audio/mp4' }, maxBytes: 5_000_000 },
  video: { types: { '.mp4': 'video/mp4' }, maxBytes: 5_000_000 },
} as const;

const KINDS = Object.keys(LIMITS) as (keyof typeof LIMITS)[];

/** The files that a variant names, each with what it is. Faults are told to `fault` by the key that names the file. */
export function assetsOf(
  fields: VariantFields,
  dir: string,
  fault: (path: readonly PropertyKey[], message: string) => void,
): ContentAsset[] {
  return KINDS.flatMap((kind) => {
    const name = fields[kind];
    if (name === undefined) return [];
    const { types, maxBytes } = LIMITS[kind];
    const path = join(dir, name);
    const contentType = (types as Record<string, string>)[extname(name)];
    if (!contentType) {
      fault([kind], `${name} should end with ${Object.keys(types).join(' or ')}`);
    } else if (!existsSync(path)) {
      fault([kind], `${name} is not there`);
    } else {
      const { size } = statSync(path);
      if (size <= maxBytes) return [{ kind, path, name, contentType, sizeBytes: size }];
      fault([kind], `${name} has ${size} bytes; at most ${maxBytes} load on a weak network`);
    }
    return [];
  });
}
