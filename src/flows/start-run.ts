import type { FlowRun, FlowValue } from '../domain/flow-state.ts';
import { attachMedia } from './attach-media.ts';
import type { Done } from './done.ts';
import { OPENING, THEN, WAITING } from './run-keys.ts';
import { isForm, isUntouched, isWorthKeeping, repeat } from './runs.ts';
import type { CompiledFlow } from './spec.ts';
import type { Spoken } from './step.ts';
import type { Turn } from './turn.ts';
import { type WaitingMedia, waitingMedia } from './waiting-media.ts';
import { waitingRefusal } from './waiting-seat.ts';
import { walk } from './walk.ts';

const SECOND_MS = 1_000;

export interface StartOptions {
  before?: Spoken | null;
  /** What the person wrote to open it; the first step may read it. */
  opening?: string;
  /** Photos that came before; a flow with `media` takes them as its own, another keeps them waiting. */
  waiting?: readonly WaitingMedia[];
  /** The flow that was wanted when this one came between. */
  wanted?: string;
}

/** Starts a flow: consent and role first, what is open is put aside, a half-done one of the same kind is offered first. */
export function startRun(turn: Turn, slug: string, options: StartOptions = {}): Done {
  const flow = turn.flows.current(slug);
  if (!flow) {
    turn.note('flow-missing');
    turn.sayCommon('officer-only');
    return;
  }
  if (!admitted(turn, flow, options)) return;
  if (flow.form) forgetUntouched(turn, slug);
  const kept = putAside(turn, flow, options);
  if (flow.form && turn.state.paused.some((run) => run.flow === slug)) {
    return startRun(turn, 'unfinished', { ...options, wanted: slug });
  }
  const run = newRun(turn, flow, options);
  turn.state.active = run;
  turn.note(`started:${slug}`);
  if (flow.media) attachMedia(turn, run, flow, options.waiting ?? []);
  walk(turn, run, flow, flow.start, { before: kept ?? options.before, opening: options.opening });
  putHeldAside(turn);
}

/** True when the person may use the flow; otherwise they have been told, or led to the welcome. */
function admitted(turn: Turn, flow: CompiledFlow, options: StartOptions): boolean {
  if (flow.access === 'anyone') return true;
  if (!turn.consented) {
    consentFirst(turn, flow, options);
    return false;
  }
  const { memberships } = turn.me;
  const fits =
    flow.access === 'consented' ||
    memberships.some(({ role }) => flow.access === 'member' || role !== 'member');
  if (fits) return true;
  turn.note('refused-role');
  const isForMembers = flow.access === 'member' || memberships.length === 0;
  const refusal =
    waitingRefusal(turn) ??
    turn.common(
      turn.state.active?.flow === 'join-team'
        ? 'join-first'
        : isForMembers
          ? 'refused-member'
          : 'refused-reporter',
    );
  if (turn.state.active) repeat(turn, refusal);
  else turn.say(refusal);
  return false;
}

/** The welcome leads on to what was wanted. Who stands in it already is not greeted anew: the question is only asked again. */
function consentFirst(turn: Turn, { slug }: CompiledFlow, options: StartOptions): Done {
  const open = turn.state.active;
  const waiting = [...waitingMedia(open?.answers ?? {}), ...(options.waiting ?? [])];
  if (open?.flow !== 'welcome' || waiting.length > 0) {
    return startRun(turn, 'welcome', { ...options, wanted: slug });
  }
  open.answers[THEN] = slug;
  if (options.opening) open.answers[OPENING] = options.opening;
  else delete open.answers[OPENING];
  open.touchedAtMs = turn.now.ms;
  repeat(turn, turn.common('consent-first'));
}

/** Asked for again before anything was answered, a form simply begins: there is nothing to go on with. */
function forgetUntouched({ state }: Turn, slug: string): void {
  const isOver = (run: FlowRun) => run.flow === slug && isUntouched(run);
  if (state.active && isOver(state.active)) state.active = null;
  state.paused = state.paused.filter((run) => !isOver(run));
}

/** Makes room: an aside holds the open run back, a form is kept for later, anything else is over. */
function putAside(turn: Turn, flow: CompiledFlow, options: StartOptions): Spoken | null {
  const open = turn.state.active;
  turn.state.active = null;
  if (!open) return null;
  const waiting = waitingMedia(open.answers);
  if (flow.aside) {
    if (!turn.held) turn.held = open;
  } else if (takesOver(flow) && waiting.length > 0) {
    options.waiting = [...waiting, ...(options.waiting ?? [])];
    if (isForm(turn, open)) turn.pause(open);
  } else if (isWorthKeeping(turn, open)) {
    turn.pause(open);
    if (flow.form || flow.slug === 'menu') return turn.common('kept-aside', { title: turn.titleOf(open) });
  }
  return null;
}

/** Photos that wait go along to a flow that knows what to do with them. */
function takesOver({ slug, media }: CompiledFlow): boolean {
  return media !== undefined || slug === 'photos' || slug === 'unfinished';
}

/** An aside that asked something itself: what it held back waits like any form. */
function putHeldAside(turn: Turn): Done {
  const { held } = turn;
  turn.held = null;
  if (held && turn.state.active && isWorthKeeping(turn, held)) turn.pause(held);
}

function newRun(turn: Turn, flow: CompiledFlow, options: StartOptions): FlowRun {
  const answers: Record<string, FlowValue> = {};
  if (options.wanted) answers[THEN] = options.wanted;
  if (options.wanted && options.opening) answers[OPENING] = options.opening;
  const waiting = options.waiting ?? [];
  if (!flow.media && waiting.length > 0) answers[WAITING] = waiting.map((item) => ({ ...item }));
  return {
    id: turn.event.key,
    flow: flow.slug,
    hash: flow.hash,
    step: flow.start,
    question: firstQuestion(turn),
    answers,
    returnTo: [],
    startedAtMs: turn.now.ms,
    touchedAtMs: turn.now.ms,
  };
}

/** Question numbers rise from run to run too, so that a button of last week's report never fits today's. */
function firstQuestion({ now, state, held }: Turn): number {
  const open = [...state.paused, ...(held ? [held] : [])].map(({ question }) => question + 1);
  return Math.max(Math.floor(now.ms / SECOND_MS), ...open);
}
