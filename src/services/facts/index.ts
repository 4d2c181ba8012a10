import { type FactRequest, factKey, type LoadedFacts } from '../../domain/fact.ts';
import { loadDraftPhotos } from './draft-photos.ts';
import type { FactContext, FactDeps, LoadFact } from './fact-context.ts';
import { loadJoinCode } from './join-code.ts';
import { loadLinkCode } from './link-code.ts';
import { loadLinkOffer } from './link-offer.ts';
import { loadMyData } from './my-data.ts';
import { loadOfficer } from './officer.ts';
import { loadQuarter } from './quarter.ts';
import { loadMyReports, loadReport } from './report.ts';
import { loadReportCode } from './report-code.ts';
import { loadSeatByName } from './seat-by-name.ts';
import { loadSimilarReports } from './similar-reports.ts';

export { loadMe } from './me.ts';

const LOAD: { [N in FactRequest['name']]: LoadFact<N> } = {
  'join-code': loadJoinCode,
  'seat-by-name': loadSeatByName,
  'report-code': loadReportCode,
  'similar-reports': loadSimilarReports,
  quarter: loadQuarter,
  officer: loadOfficer,
  'draft-photos': loadDraftPhotos,
  report: loadReport,
  'my-reports': loadMyReports,
  'my-data': loadMyData,
  'link-code': loadLinkCode,
  'link-offer': loadLinkOffer,
};

/** Loads (or reserves) what a turn needs. */
export async function loadFacts(
  requests: readonly FactRequest[],
  context: FactContext,
  deps: FactDeps,
): Promise<LoadedFacts> {
  const loaded: LoadedFacts = {};
  await Promise.all(
    requests.map(async (request) => {
      const load = LOAD[request.name] as LoadFact<FactRequest['name']>;
      loaded[factKey(request)] = await load(request, context, deps);
    }),
  );
  return loaded;
}
