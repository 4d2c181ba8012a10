import express, { type Router } from 'express';
import { RECORDINGS_PATH } from '../services/recording-shelf.ts';

/** Phones of one village share a slow line: a recording does not change under its name. */
const MAX_AGE = '1d';

/** Serves the recordings of `content/recordings` to everybody; they say nothing about anyone. */
export function recordingPages(dir: string): Router {
  const router = express.Router();
  router.use(RECORDINGS_PATH, express.static(dir, { index: false, dotfiles: 'ignore', maxAge: MAX_AGE }));
  return router;
}
