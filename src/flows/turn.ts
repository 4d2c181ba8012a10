import type { ContentShelf } from '../domain/content-item.ts';
import type { Effect } from '../domain/effect.ts';
import { type FactRequest, type FactValues, factKey, type MeFact } from '../domain/fact.ts';
import { type FlowRun, type FlowState, MAX_PAUSED_RUNS } from '../domain/flow-state.ts';
import type { Media } from '../domain/message.ts';
import { clean } from '../vi/clean.ts';
import type { Vi } from '../vi/vi.ts';
import type { CommonText } from './common-texts.ts';
import type { EngineEvent, EngineInput, EngineNow, FlowLibrary } from './contract.ts';
import type { Done } from './done.ts';
import { FactMissing } from './fact-needs.ts';
import { writePayload } from './payload.ts';
import { scopeOf } from './scope.ts';
import type { CompiledFlow } from './spec.ts';
import type { Choice, Spoken } from './step.ts';
import { fill } from './template.ts';
import { type Text, variantOf } from './texts.ts';

/** More choices than this, or longer titles, become numbered lines: no platform shows them as buttons. */
export const MAX_BUTTONS = 5;
export const MAX_BUTTON_TITLE_CHARS = 20;

/** What the engine is built with. */
export interface EngineTools {
  vi: Vi;
  /** Recorded audio of a language variant, by content id; null when it is not there. */
  asset?(contentId: string): Media | null;
  /** What can be handed out; nothing by default. */
  content?: ContentShelf;
  /** Told of every edge that is walked: for the coverage of talks. */
  onEdge?(flow: string, step: string, edge: string): void;
  /** One line of emergency numbers, for the help text. */
  hotlines?: string;
  /** The privacy text in force; by default the `consent.version` of the welcome flow. */
  consentTextVersion?: string;
}

/** One run of the engine: the state as it becomes, and what is to happen. */
export class Turn {
  readonly state: FlowState;
  readonly event: EngineEvent;
  readonly now: EngineNow;
  readonly flows: FlowLibrary;
  readonly tools: EngineTools;
  readonly effects: Effect[] = [];
  readonly notes: string[] = [];
  /** Changes with the effects of this turn: whoever has just joined is a member for the rest of it. */
  me: MeFact;
  readonly consentVersion: string;
  /** Ids of runs that were put aside in this very turn. */
  readonly justPaused = new Set<string>();
  /** A run that an aside interrupted; it comes back when the aside is over. */
  held: FlowRun | null = null;
  /** A photo among several: kept without an answer, because another event waits behind it. */
  muted = false;
  private readonly facts: EngineInput['facts'];

  constructor(input: EngineInput, tools: EngineTools) {
    this.state = structuredClone(input.state);
    // Folding and matching trust one form of every letter.
    this.event = { ...input.event, text: clean(input.event.text) };
    this.me = input.me;
    this.facts = input.facts;
    this.now = input.now;
    this.flows = input.flows;
    // Several rules read the same message; what is known of it ends with the turn.
    this.tools = { ...tools, vi: tools.vi.sharing() };
    this.consentVersion = tools.consentTextVersion ?? input.flows.current('welcome')?.consent?.version ?? '';
  }

  /** Consent to the text in force; an older one is asked for again. */
  get consented(): boolean {
    return this.me.consented && this.me.consentVersion === this.consentVersion;
  }

  /** @throws {FactMissing} until the runtime has loaded it. */
  load<R extends FactRequest>(request: R): FactValues[R['name']] {
    const key = factKey(request);
    if (!Object.hasOwn(this.facts, key)) throw new FactMissing(request);
    return this.facts[key] as FactValues[R['name']];
  }

  note(code: string): Done {
    this.notes.push(code);
  }

  add(effect: Effect): void {
    this.effects.push(effect);
    if (effect.type === 'erase-me') this.forget();
    this.me = afterEffect(this.me, effect, (code) => this.teamOfCode(code), this.now.local.date);
  }

  /** Nothing that was open or put aside is left; what is said in this turn is the last. */
  private forget(): void {
    this.held = null;
    Object.assign(this.state, { mode: 'new', paused: [], misunderstood: 0 });
  }

  render(
    text: Text,
    flow: CompiledFlow | null,
    run: FlowRun | null,
    extra?: Record<string, unknown>,
  ): Spoken {
    const { text: template, audio } = variantOf(text, this.me.language);
    return { text: fill(template, scopeOf(this, flow, run, extra)), audio };
  }

  /** One of the texts that the menu flow keeps for all. */
  common(key: CommonText, extra?: Record<string, unknown>): Spoken {
    const text = this.flows.current('menu')?.texts?.[key];
    return text ? this.render(text, null, this.state.active, extra) : { text: '', audio: null };
  }

  say(spoken: Spoken): Done {
    this.send(spoken, [], null);
  }

  sayCommon(key: CommonText, extra?: Record<string, unknown>): Done {
    this.say(this.common(key, extra));
  }

  /** Sends a question; its choices are buttons while they fit on every platform, numbered lines otherwise. */
  ask(run: FlowRun, before: Spoken | null, question: Spoken, choices: readonly Choice[], list = false): void {
    const asLines =
      list ||
      choices.length > MAX_BUTTONS ||
      choices.some(({ title }) => title.length + 2 > MAX_BUTTON_TITLE_CHARS);
    const lines = asLines ? choices.map(({ title }, n) => `${n + 1}. ${title}`) : [];
    const text = [before?.text, question.text, ...lines].filter(Boolean).join('\n');
    const buttons = asLines
      ? []
      : choices.map(({ value, title }, n) => ({
          kind: 'reply' as const,
          title: `${n + 1} ${title}`,
          payload: writePayload({ flow: run.flow, step: run.step, question: run.question, value }),
        }));
    this.send({ text, audio: question.audio }, buttons, before?.audio ?? null);
  }

  private send(
    spoken: Spoken,
    buttons: { kind: 'reply'; title: string; payload: string }[],
    first: string | null,
  ): void {
    if (this.muted) return;
    const media = [first, spoken.audio]
      .map((id) => (id ? (this.tools.asset?.(id) ?? null) : null))
      .filter((asset) => asset !== null);
    if (spoken.text === '' && media.length === 0) return;
    this.add({
      type: 'send',
      message: {
        text: spoken.text,
        ...(buttons.length > 0 ? { buttons } : {}),
        ...(media.length > 0 ? { media } : {}),
      },
    });
  }

  get answered(): boolean {
    return this.effects.some(({ type }) => type === 'send');
  }

  /** Puts a form aside; the oldest beyond the limit is given up, and that is said. */
  pause(run: FlowRun): void {
    this.state.paused.push(run);
    this.justPaused.add(run.id);
    while (this.state.paused.length > MAX_PAUSED_RUNS) {
      const dropped = this.state.paused.shift() as FlowRun;
      this.add({ type: 'drop-draft', draftId: dropped.id });
      this.note('paused-run-dropped');
      this.sayCommon('too-many-aside', { title: this.titleOf(dropped) });
    }
  }

  titleOf(run: FlowRun): string {
    return (this.flows.version(run.hash) ?? this.flows.current(run.flow))?.title ?? '';
  }

  /** The newest form that was put aside, for texts. */
  unfinished(): { title: string; count: number } | undefined {
    const run = this.state.paused.at(-1);
    return run && { title: this.titleOf(run), count: this.state.paused.length };
  }

  private teamOfCode(teamId: string) {
    const codes = Object.values(this.facts).filter(
      (fact): fact is Extract<FactValues['join-code'], { status: 'ok' }> =>
        typeof fact === 'object' && fact !== null && 'status' in fact && fact.status === 'ok',
    );
    return codes.find((code) => code.teamId === teamId) ?? null;
  }
}

const NOBODY: Omit<MeFact, 'channel'> = {
  linked: false,
  consented: false,
  consentVersion: null,
  name: null,
  optedOut: false,
  language: null,
  memberships: [],
  waitingSeat: null,
  returnedCode: null,
};

type TeamOfCode = (teamId: string) => { teamCode: string; teamName: string; communeName: string } | null;

function afterEffect(me: MeFact, effect: Effect, teamOfCode: TeamOfCode, today: string): MeFact {
  switch (effect.type) {
    case 'give-consent':
      return { ...me, consented: true, consentVersion: effect.textVersion };
    case 'withdraw-consent':
      return { ...me, consented: false, consentVersion: null, linked: false };
    case 'link-chats':
      return { ...me, linked: true };
    case 'unlink-chats':
      return { ...me, linked: false };
    case 'set-language':
      return { ...me, language: effect.language };
    case 'erase-me':
      return { ...NOBODY, channel: me.channel, language: me.language };
    case 'set-name':
      return { ...me, name: effect.name };
    case 'set-opt-out':
      return { ...me, optedOut: effect.optedOut };
    case 'request-seat': {
      const { teamId, role } = effect;
      const teamName = teamOfCode(teamId)?.teamName ?? teamId;
      return { ...me, waitingSeat: { teamId, teamName, role, sinceOn: today } };
    }
    case 'take-seat': {
      const team = teamOfCode(effect.teamId);
      if (!team) return me;
      const others = me.memberships.filter(({ teamId }) => teamId !== effect.teamId);
      const { teamCode, teamName, communeName } = team;
      const seat = {
        teamId: effect.teamId,
        teamCode,
        teamName,
        communeName,
        villageNames: [],
        foundedOn: null,
      };
      return { ...me, name: effect.personName, memberships: [...others, { ...seat, role: effect.role }] };
    }
    default:
      return me;
  }
}
