import { type Analysis, whyOf } from './analysis.ts';
import { readCodes, villageMeeting } from './codes.ts';
import type { CodesReading } from './vi.ts';

/** Forms that already say what kind of meeting it was. */
const OTHER_MEETINGS = ['hop_thon', 'chi_hoi', 'doi_thoai'];

/** The forms named in a text. */
export function readForms(a: Analysis): CodesReading {
  const reading = readCodes(a, 'form');
  const meeting = villageMeeting(a);
  if (!meeting || reading.codes.some((code) => OTHER_MEETINGS.includes(code))) return reading;
  return {
    codes: [...reading.codes, 'hop_thon'],
    why: [...reading.why, whyOf(a, 'form.hop_thon', meeting.from, meeting.to)],
  };
}
