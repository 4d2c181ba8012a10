/** The address of `path` (with its leading slash) under a base address, which may end with a slash or not. */
export function underUrl(base: string, path: string): string {
  return base.replace(/\/+$/, '') + path;
}
