/** What stays a package of its own beside the build: native ones, and those of a larger set-up. */
export const EXTERNAL = ['libsql', 'sharp', 'mongoose'];
