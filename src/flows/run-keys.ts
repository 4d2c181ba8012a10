/** Internal answers of a run; the names of flows' own answers never begin with an underscore. */

/** The step that is being corrected. */
export const EDIT = '_edit';
/** What the open step keeps for itself. */
export const SCRATCH = '_scratch';
/** The step answered last. */
export const LAST_STEP = '_last';
/** The flow that was wanted before this one came between, and the text that opened it. */
export const THEN = '_then';
export const OPENING = '_opening';
/** An answer that came days later; given to the question when the run is taken up again. */
export const LATE_ANSWER = '_late';
/** Media that wait until it is known which report they belong to. */
export const WAITING = '_waiting';
/** Media kept with the draft: photos, recordings and clips, and all together. */
export const PHOTOS = '_photos';
export const RECORDINGS = '_recordings';
export const MEDIA = '_media';

/** Which message gave which answer of a report. */
export const TRAIL = '_trail';

/** The fields of a report that were read out of a sentence; flows may ask for it. */
export const UNDERSTOOD = 'understood';

/** These belong to the draft, whatever the version of the flow. */
export const DRAFT_KEYS: readonly string[] = [PHOTOS, RECORDINGS, MEDIA, WAITING, THEN, OPENING, TRAIL];
