import type { ChannelId } from '../../domain/ids.ts';
import type { SimulatorState } from '../api/state.ts';
import { FAILURE_TEXTS } from '../failure-texts.ts';
import { FAILURES } from '../platforms/platform.ts';
import type { PageData } from './render.tsx';

const CHANNEL_NAMES: Readonly<Record<ChannelId, string>> = { zalo: 'Zalo', messenger: 'Messenger' };

/** Beside the phones: people, time, teams and failures. */
export function Controls({ state, teams }: PageData) {
  return (
    <aside class="controls" id="controls" aria-label="Điều khiển">
      <button type="button" class="close-controls" id="close-controls">
        Đóng
      </button>
      <People channels={state.channels} />
      <Teams teams={teams} />
      <Time />
      {state.channels.length > 0 && <Failures channels={state.channels} />}
      <p class="small">
        Mọi thứ ở đây là giả để thử: người, tổ và tài khoản đều không có thật. Tin đi qua đúng đường của hệ
        thống thật.
      </p>
    </aside>
  );
}

function People({ channels }: { channels: readonly ChannelId[] }) {
  return (
    <section>
      <h2>Người thử</h2>
      {channels.length === 0 && <p>Các kênh đều dùng tài khoản thật, nên ở đây không có gì để thử.</p>}
      <div class="row">
        {channels.map((channel) => (
          <button type="button" key={channel} data-add={channel} class={channel}>
            + {CHANNEL_NAMES[channel]}
          </button>
        ))}
      </div>
    </section>
  );
}

function Time() {
  return (
    <section>
      <h2>Thời gian</h2>
      <p>
        Ở đây đang là <strong id="now-long" />, <span id="period" />.
      </p>
      <div class="row">
        <button type="button" data-jump="hour">
          +1 giờ
        </button>
        <button type="button" data-jump="day">
          +1 ngày
        </button>
        <button type="button" data-jump="week">
          +1 tuần
        </button>
        <button type="button" data-jump="due-day">
          Tới ngày 20 tháng cuối quý
        </button>
        <button type="button" data-jump="present">
          Về hiện tại
        </button>
      </div>
    </section>
  );
}

function Teams({ teams }: Pick<PageData, 'teams'>) {
  return (
    <section>
      <h2>Mã vào tổ</h2>
      {teams.length === 0 ? (
        <p>Chưa có tổ mẫu nào.</p>
      ) : (
        <>
          <p>Bấm một mã để người đang chọn gửi mã đó.</p>
          <input type="search" id="find-team" placeholder="Tìm tổ, ví dụ 12" aria-label="Tìm tổ" />
          <ul class="teams" id="teams">
            {teams.map(({ id, name, communeName, reporterCode, memberCode }) => (
              <li key={id} data-find={`${id} ${name} ${communeName}`.toLowerCase()}>
                <strong>{name.replace('Tổ truyền thông ', '')}</strong> <small>{communeName}</small>
                <span class="codes">
                  <Code label="Báo cáo viên" code={reporterCode} />
                  <Code label="Thành viên" code={memberCode} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Code({ label, code }: { label: string; code: string | null }) {
  if (code === null) return null;
  return (
    <button type="button" data-code={code}>
      <small>{label}</small> {code}
    </button>
  );
}

function Failures({ channels }: Pick<SimulatorState, 'channels'>) {
  return (
    <section>
      <h2>Giả lập sự cố</h2>
      <p>Nền tảng làm thế này với tin của bot:</p>
      {channels.map((channel) => (
        <fieldset key={channel}>
          <legend>{CHANNEL_NAMES[channel]}</legend>
          <select data-failure={channel} aria-label={`Sự cố của ${CHANNEL_NAMES[channel]}`}>
            <option value="">Chạy bình thường</option>
            {FAILURES.map((failure) => (
              <option value={failure} key={failure}>
                {FAILURE_TEXTS[failure].title}
              </option>
            ))}
          </select>
          <label>
            <input type="checkbox" data-once={channel} checked /> Chỉ một lần
          </label>
        </fieldset>
      ))}
    </section>
  );
}
