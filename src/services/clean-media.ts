/** Longest side of a kept photo, pixels: sharp enough to print, small enough for a slow line. */
const MAX_SIDE_PX = 1_600;

const JPEG_QUALITY = 80;

/** A decompression bomb is refused before it is unpacked. */
const MAX_INPUT_PIXELS = 50_000_000;

export interface CleanMedia {
  bytes: Buffer;
  contentType: string;
}

/** The bytes are not what was promised. */
export class NotThatMedia extends Error {
  constructor() {
    super('the downloaded bytes are not a picture, sound or film that can be kept');
    this.name = 'NotThatMedia';
  }
}

/**
 * Recognises media by their content and makes photos safe to keep: upright, without EXIF and GPS, of a sane size.
 *
 * @throws {NotThatMedia} for anything else, whatever its name said.
 */
export async function cleanMedia(bytes: Buffer, kind: 'image' | 'audio' | 'video'): Promise<CleanMedia> {
  const { fileTypeFromBuffer } = await import('file-type');
  const type = await fileTypeFromBuffer(bytes);
  if (kind === 'image') return type?.mime.startsWith('image/') ? cleanPhoto(bytes) : refuse();
  // AMR voice notes and MP4 sound are told apart by their content, not by the platform's word.
  const isSound = type?.mime.startsWith('audio/') || type?.mime.startsWith('video/');
  return type && isSound ? { bytes, contentType: type.mime } : refuse();
}

async function cleanPhoto(bytes: Buffer): Promise<CleanMedia> {
  const { default: sharp } = await import('sharp');
  try {
    // Without `withMetadata`, sharp writes no EXIF, no GPS and no colour profile of the camera.
    const clean = await sharp(bytes, { limitInputPixels: MAX_INPUT_PIXELS, failOn: 'error' })
      .rotate()
      .resize({ width: MAX_SIDE_PX, height: MAX_SIDE_PX, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: JPEG_QUALITY })
      .toBuffer();
    return { bytes: clean, contentType: 'image/jpeg' };
  } catch {
    return refuse();
  }
}

function refuse(): never {
  throw new NotThatMedia();
}
