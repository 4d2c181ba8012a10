import type { Effect } from '../domain/effect.ts';
import { type FactRequest, factKey, type LoadedFacts } from '../domain/fact.ts';
import type { FlowState } from '../domain/flow-state.ts';
import type { Button, Message } from '../domain/message.ts';
import type { EngineEvent, FlowEngine, FlowLibrary } from './contract.ts';
import type { Talk, TheirLine, WorldSpec } from './talk-spec.ts';
import { TalkWorld } from './talk-world.ts';

const VIETNAM_OFFSET = '+07:00';
/** Between two lines of one talk, ms. */
const BREATH_MS = 20_000;
/** More rounds of loading facts than any turn needs. */
const MAX_FACT_ROUNDS = 12;
const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** What the bot did after one line of theirs. */
export interface BotTurn {
  effects: Effect[];
  notes: string[];
  /** Messages as people see them: the text, and the buttons in brackets. */
  says: string[];
}

export interface PlayOptions {
  engine: FlowEngine;
  flows: FlowLibrary;
  /** Local time at the beginning. */
  now: string;
  world: WorldSpec;
}

/** Talks with the engine line by line, in an invented world with its own clock. No I/O. */
export class TalkPlayer {
  readonly world: TalkWorld;
  state: FlowState;
  flows: FlowLibrary;
  /** May be another one, as after a restart of the server. */
  engine: FlowEngine;
  private nowMs: number;
  private events = 0;
  /** Every reply button seen so far, oldest first. */
  private readonly buttons: Extract<Button, { kind: 'reply' }>[] = [];

  constructor({ engine, flows, now, world }: PlayOptions) {
    this.engine = engine;
    this.flows = flows;
    this.nowMs = Date.parse(`${now}:00${VIETNAM_OFFSET}`);
    this.world = new TalkWorld(world, flows.current('welcome')?.consent?.version ?? '');
    const mode = world.me === 'stranger' ? 'new' : world.me === 'public' ? 'public' : 'member';
    this.state = { mode, active: null, paused: [], misunderstood: 0 };
  }

  wait(duration: string): void {
    this.nowMs += Number(duration.slice(0, -1)) * (UNIT_MS[duration.slice(-1)] ?? 0);
  }

  /** Buttons that can be tapped, newest last. */
  get tappable(): readonly { title: string; payload: string }[] {
    return this.buttons;
  }

  /** @throws {RangeError} when a button with this title was never shown. */
  say(line: TheirLine): BotTurn {
    const turn: BotTurn = { effects: [], notes: [], says: [] };
    for (const event of this.eventsOf(line)) {
      const { effects, notes } = this.run(event);
      turn.effects.push(...effects);
      turn.notes.push(...notes);
    }
    for (const effect of turn.effects) {
      if (effect.type === 'send') turn.says.push(shown(effect.message));
    }
    return turn;
  }

  private run(event: EngineEvent): { effects: Effect[]; notes: string[] } {
    this.nowMs += BREATH_MS;
    const now = this.world.now(this.nowMs);
    let facts: LoadedFacts = {};
    for (let round = 0; round < MAX_FACT_ROUNDS; round++) {
      const input = { state: this.state, event, me: this.world.me, facts, now, flows: this.flows };
      const output = this.engine.run(input);
      if (output.kind === 'needs') {
        const load = (request: FactRequest) => [factKey(request), this.world.load(request)] as const;
        facts = { ...facts, ...Object.fromEntries(output.facts.map(load)) };
        continue;
      }
      // Through JSON, as the store would keep it.
      this.state = JSON.parse(JSON.stringify(output.state)) as FlowState;
      for (const effect of output.effects) this.apply(effect);
      return output;
    }
    throw new RangeError('the flow asks for facts without end');
  }

  private apply(effect: Effect): void {
    this.world.apply(effect);
    if (effect.type !== 'send') return;
    for (const button of effect.message.buttons ?? []) if (button.kind === 'reply') this.buttons.push(button);
  }

  private eventsOf(line: TheirLine): EngineEvent[] {
    if ('them' in line) return [this.event({ text: line.them })];
    if ('tap' in line) return [this.tap(line.tap, this.buttons.toReversed())];
    if ('tap-old' in line) return [this.tap(line['tap-old'], this.buttons)];
    if ('payload' in line) return [this.event({ kind: 'tap', payload: line.payload })];
    if ('photos' in line) return this.media('image', line.photos, line.caption);
    if ('voice' in line) return this.media('audio', line.voice);
    if ('video' in line) return this.media('video', line.video);
    if ('sticker' in line) return this.media('sticker', line.sticker);
    if ('location' in line) return this.media('location', line.location);
    if ('edit' in line) return [this.event({ kind: 'edit', text: line.edit })];
    // The newest message is the one that is taken back.
    if ('unsend' in line) return [this.event({ kind: 'unsend', messageId: `m:${this.events}` })];
    if ('follow' in line) return [this.event({ kind: 'follow' })];
    return [this.event({ kind: 'start', ref: line.start || null })];
  }

  private media(
    kind: EngineEvent['attachments'][number]['kind'],
    count: number,
    caption = '',
  ): EngineEvent[] {
    return Array.from({ length: count }, (_, n) => {
      const url = kind === 'location' ? null : `https://media.example/${this.events + 1}`;
      return this.event({
        attachments: [{ kind, url }],
        more: n < count - 1,
        text: n === count - 1 ? caption : '',
      });
    });
  }

  private tap(title: string, buttons: readonly { title: string; payload: string }[]): EngineEvent {
    const button = buttons.find((one) => one.title.replace(/^\d+ /, '') === title);
    if (!button) throw new RangeError(`no button "${title}" was shown`);
    return this.event({ kind: 'tap', text: button.title, payload: button.payload });
  }

  private event(parts: Partial<EngineEvent>): EngineEvent {
    this.events++;
    return {
      key: `talk:${this.events}`,
      messageId: `m:${this.events}`,
      kind: 'message',
      text: '',
      payload: null,
      ref: null,
      attachments: [],
      more: false,
      ...parts,
    };
  }
}

/** A line of a talk that went otherwise. */
export interface TalkFault {
  /** Index in `lines`. */
  line: number;
  message: string;
}

/** Plays a talk and compares: after each line of theirs the bot must say all that is written, and nothing else. */
export function playTalk(talk: Talk, options: Pick<PlayOptions, 'engine' | 'flows'>): TalkFault[] {
  const player = new TalkPlayer({ ...options, now: talk.now, world: talk.world });
  const faults: TalkFault[] = [];
  let turn: BotTurn = { effects: [], notes: [], says: [] };
  let heard = 0;
  const expectSilence = (line: number) => {
    for (const said of turn.says.slice(heard)) faults.push({ line, message: `the bot also says: ${said}` });
  };
  for (const [n, line] of talk.lines.entries()) {
    if ('bot' in line) {
      const said = turn.says[heard++];
      if (said === undefined) faults.push({ line: n, message: 'the bot says nothing here' });
      else if (!matches(said, line.bot)) faults.push({ line: n, message: `the bot says: ${said}` });
    } else if ('effect' in line) {
      const found = turn.effects.some((effect) => includes(effect, line.effect));
      if (!found) faults.push({ line: n, message: `no such effect; there are: ${effectsOf(turn)}` });
    } else if ('wait' in line) player.wait(line.wait);
    else {
      expectSilence(n - 1);
      try {
        turn = player.say(line);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        // Nobody can say this line, so what was to follow says nothing either.
        faults.push({ line: n, message: error.message });
        return faults;
      }
      heard = 0;
    }
  }
  expectSilence(talk.lines.length - 1);
  return faults;
}

function shown({ text, buttons = [] }: Message): string {
  const titles = buttons.map(({ title }) => `[${title}]`).join(' ');
  return [text, titles].filter(Boolean).join('\n');
}

function matches(said: string, expected: string): boolean {
  let rest = flat(said);
  const pieces = flat(expected)
    .split('…')
    .map((piece) => piece.trim());
  if (pieces.length === 1) return rest === pieces[0];
  for (const piece of pieces) {
    const at = rest.indexOf(piece);
    if (at < 0) return false;
    rest = rest.slice(at + piece.length);
  }
  return true;
}

function flat(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

function includes(actual: unknown, expected: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return actual === expected;
  if (typeof actual !== 'object' || actual === null) return false;
  if (Array.isArray(expected) && (actual as unknown[]).length !== expected.length) return false;
  return Object.entries(expected).every(([key, value]) =>
    includes((actual as Record<string, unknown>)[key], value),
  );
}

function effectsOf({ effects }: BotTurn): string {
  const others = effects.filter(({ type }) => type !== 'send').map((effect) => JSON.stringify(effect));
  return others.join(' ') || 'none';
}
