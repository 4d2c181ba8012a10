import { SAMPLES } from '../media-shelf.ts';

const SAMPLE_PHOTOS = Object.entries(SAMPLES).filter(([, { contentType }]) =>
  contentType.startsWith('image/'),
);

/** What the script fills in: a phone, a tab and a line. */
export function Templates() {
  return (
    <>
      <template id="phone-template">
        <section class="phone">
          <header>
            <span class="badge" />
            <h2>Người thử</h2>
            <button type="button" class="restart" title="Bắt đầu lại từ đầu với một người mới">
              Người mới
            </button>
            <button type="button" class="remove" title="Cất điện thoại này đi" aria-label="Cất đi">
              ✕
            </button>
          </header>
          <ol class="lines" aria-live="polite" aria-label="Tin nhắn" />
          <div class="quick-replies" />
          <Menu />
          <form class="composer">
            <button type="button" class="more" aria-label="Gửi thứ khác" aria-expanded="false">
              +
            </button>
            <textarea rows={1} placeholder="Nhập tin nhắn" aria-label="Tin nhắn" maxLength={2000} />
            <button type="submit" class="send" aria-label="Gửi">
              ➤
            </button>
          </form>
        </section>
      </template>
      <template id="line-template">
        <li>
          <div class="bubble" />
          <div class="buttons" />
          <div class="under">
            <time />
            <button type="button" class="react" aria-label="Thả tim">
              ♡
            </button>
            <button type="button" class="edit">
              Sửa
            </button>
            <button type="button" class="unsend">
              Thu hồi
            </button>
          </div>
        </li>
      </template>
    </>
  );
}

function Menu() {
  return (
    <div class="menu" hidden>
      <div class="row samples">
        {SAMPLE_PHOTOS.map(([id, { file, title }]) => (
          <button type="button" key={id} data-photos={id} title={title}>
            <img src={`/simulator/assets/${file}`} alt={`Gửi ảnh mẫu: ${title}`} loading="lazy" />
          </button>
        ))}
      </div>
      <div class="row">
        <label class="button">
          Ảnh từ máy
          <input type="file" class="files" accept="image/jpeg,image/png,image/gif,image/webp" multiple />
        </label>
        <button type="button" data-photos="sample-1 sample-2 sample-3 sample-1 sample-2">
          5 ảnh một lúc
        </button>
        <button type="button" data-act="voice">
          Ghi âm
        </button>
        <button type="button" data-act="sticker">
          Nhãn dán
        </button>
        <button type="button" data-act="location">
          Vị trí
        </button>
      </div>
      <div class="row">
        <button type="button" data-act="start">
          Bấm “Bắt đầu”
        </button>
        <button type="button" data-act="follow" data-only="zalo">
          Quan tâm
        </button>
        <button type="button" data-act="unfollow" data-only="zalo">
          Bỏ quan tâm
        </button>
        <button
          type="button"
          class="officer"
          title="Như khi cán bộ tự tay trả lời trong hộp thư của OA hay Trang"
        >
          Cán bộ trả lời
        </button>
      </div>
    </div>
  );
}
