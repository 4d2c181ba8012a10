import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import { localTime } from '../domain/calendar.ts';
import { createFlowEngine } from '../flows/engine.ts';
import { flowLibrary } from '../flows/library.ts';
import { loadFlows } from '../flows/load.ts';
import { writeTalk } from '../flows/load-talk.ts';
import { TalkPlayer } from '../flows/talk.ts';
import type { TalkLine, TheirLine, WorldSpec } from '../flows/talk-spec.ts';
import { worldSchema } from '../flows/talk-spec.ts';
import { systemClock } from '../lib/clock.ts';
import { readProjectContent } from './project-content.ts';

const HELP = `Viết như người dùng. Lệnh:
  /tap <chữ trên nút>   bấm nút        /photo [n]   gửi ảnh      /voice   gửi ghi âm
  /wait 30m|7h|2d       thời gian trôi  /sticker     gửi nhãn dán /follow  quan tâm
  /save <tên>           lưu thành talk  /quit        thôi`;

export function playCommand(): Command {
  return new Command('play')
    .description('talk with the flows in the terminal, and save the talk')
    .argument('<flow>', 'whose folder a saved talk goes to, e.g. report-session')
    .option('--as <who>', 'stranger, public, member, reporter, two-teams or other-team', 'reporter')
    .action(play);
}

async function play(flow: string, { as }: { as: string }): Promise<void> {
  const content = readProjectContent();
  const flows = flowLibrary(loadFlows(content.files.flows));
  if (!flows.current(flow)) {
    console.error(`there is no flow ${flow}`);
    process.exitCode = 1;
    return;
  }
  const me = worldSchema.shape.me.safeParse(as);
  if (!me.success) {
    console.error(`nobody is called ${as}; see loa play --help`);
    process.exitCode = 1;
    return;
  }
  const { date, time } = localTime(systemClock().businessNow(), 'Asia/Ho_Chi_Minh');
  const now = `${date}T${time}`;
  const world: WorldSpec = worldSchema.parse({ me: me.data });
  const engine = createFlowEngine(content);
  const player = new TalkPlayer({ engine, flows, now, world });
  const lines: TalkLine[] = [];
  console.log(HELP);
  const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
  terminal.prompt();
  for await (const typed of terminal) {
    const [command = '', ...rest] = typed.trim().split(/\s+/);
    const argument = rest.join(' ');
    if (command === '/quit') break;
    if (command === '/save') {
      const path = join(content.root, 'flows', flow, `${argument || 'talk'}.talk.yaml`);
      await writeFile(path, writeTalk({ talk: argument || 'talk', now, world: { me: me.data }, lines }));
      console.log(`đã lưu ${path}`);
    } else if (typed.trim() !== '') {
      for (const line of step(player, command, argument, typed)) lines.push(line);
    }
    terminal.prompt();
  }
  terminal.close();
}

/** Plays one line, prints what comes back, and returns both as lines of a talk. */
function step(player: TalkPlayer, command: string, argument: string, typed: string): TalkLine[] {
  if (command === '/wait') {
    player.wait(argument);
    return [{ wait: argument }];
  }
  try {
    const line = theirLineOf(command, argument, typed);
    const turn = player.say(line);
    for (const said of turn.says) console.log(`  ${said.replaceAll('\n', '\n  ')}`);
    const effects = turn.effects.filter(({ type }) => type !== 'send');
    for (const { type } of effects) console.log(`  (${type})`);
    return [line, ...turn.says.map((bot): TalkLine => ({ bot }))];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    console.log(`  ${error.message}`);
    return [];
  }
}

function theirLineOf(command: string, argument: string, typed: string): TheirLine {
  switch (command) {
    case '/tap':
      return { tap: argument };
    case '/photo':
      return { photos: Number(argument) || 1 };
    case '/voice':
      return { voice: 1 };
    case '/sticker':
      return { sticker: 1 };
    case '/follow':
      return { follow: true };
    default:
      return { them: typed };
  }
}
