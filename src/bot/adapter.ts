import {
  type Activity,
  BotAdapter,
  type ConversationReference,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder-core';
import type { Message } from '../domain/message.ts';
import { type LoadedTurn, loadedTurn, putLoadedTurn } from './loaded-turn.ts';

/** Kind of an outbound activity: an ordinary reply, or the safety card in its own lane. */
export type Purpose = 'reply' | 'card';

/**
 * Bot Framework's adapter without a network: sending appends an effect to the turn and returns its id, so that nothing
 * leaves before the turn is committed.
 */
export class TurnAdapter extends BotAdapter {
  /** Runs middleware and `logic` over one loaded turn. */
  async runTurn(turn: LoadedTurn, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    const { activity } = turn.event;
    const context = new TurnContext(this, { ...activity } as Partial<Activity>);
    putLoadedTurn(context, turn);
    await this.runMiddleware(context, logic);
  }

  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const turn = loadedTurn(context);
    return activities.map((activity) => {
      const { message, purpose } = activity.channelData as { message: Message; purpose: Purpose };
      turn.effects.push({ type: 'send', message, purpose });
      return { id: `${turn.event.key}#${turn.effects.length - 1}` };
    });
  }

  override updateActivity(): Promise<never> {
    throw new Error('sent messages are not changed: neither platform can');
  }

  override deleteActivity(): Promise<never> {
    throw new Error('sent messages are not taken back: neither platform can');
  }

  override continueConversation(_reference: Partial<ConversationReference>): Promise<never> {
    throw new Error('the system speaks first through the outbox, not through the adapter');
  }
}

/** Says something in this turn. */
export async function say(context: TurnContext, message: Message, purpose: Purpose = 'reply'): Promise<void> {
  await context.sendActivity({ type: 'message', text: message.text, channelData: { message, purpose } });
}
