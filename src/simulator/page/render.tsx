import { render } from 'preact-render-to-string';
import type { DemoTeam } from '../../services/roster/demo-codes.ts';
import type { SimulatorState } from '../api/state.ts';
import { Controls } from './controls.tsx';
import { Templates } from './templates.tsx';

export interface PageData {
  state: SimulatorState;
  teams: readonly DemoTeam[];
}

/** The whole page; its script draws people and lines from the templates in it. */
export function renderPage(data: PageData): string {
  return `<!doctype html>${render(<Page {...data} />)}`;
}

function Page({ state, teams }: PageData) {
  return (
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
        />
        <title>Thử Loa Thôn</title>
        <link rel="icon" href="/simulator/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/simulator/assets/simulator.css" />
        <script type="module" src="/simulator/assets/main.js"></script>
      </head>
      <body data-channels={state.channels.join(' ')}>
        <header class="top">
          <h1>
            Loa Thôn <small>trang thử</small>
          </h1>
          <p class="now" id="now" aria-live="polite">
            {state.clock.date}
          </p>
          <button type="button" class="open-controls" id="open-controls" aria-controls="controls">
            Điều khiển
          </button>
        </header>
        <p class="broken" id="broken" role="status" hidden>
          Mất kết nối với máy chủ. Trang sẽ tự nối lại.
        </p>
        <nav class="tabs" id="tabs" aria-label="Người đang thử" />
        <main class="phones" id="phones">
          <noscript>Trang thử cần JavaScript.</noscript>
        </main>
        <Controls state={state} teams={teams} />
        <Templates />
      </body>
    </html>
  );
}
