/** Somebody who talks with the bot, through the simulator or over signed webhooks. */
interface Talk {
  says(text: string): Promise<unknown>;
  taps(title: RegExp): Promise<unknown>;
  hears(words: RegExp): Promise<unknown>;
}

/** A stranger greets the bot and consents; the bot then asks who they are. */
export async function consents(phone: Talk): Promise<void> {
  await phone.says('xin chào');
  await phone.hears(/đồng ý không/);
  await phone.taps(/Tôi đồng ý/);
  await phone.hears(/thành viên tổ truyền thông hay là người dân/);
}

/** {@link consents}, and says that they are of a team; the bot then asks for its code. */
export async function isOfTeam(phone: Talk): Promise<void> {
  await consents(phone);
  await phone.taps(/Thành viên tổ/);
  await phone.hears(/gửi mã của tổ/);
}

/** Sends a team's code and takes the first seat of its list. */
export async function takesFirstSeat(phone: Talk, code: string): Promise<void> {
  await phone.says(code);
  await choosesFirstSeat(phone);
}

/** A stranger sends a team's code first of all. */
export async function joinsByCode(phone: Talk, code: string): Promise<void> {
  await phone.says(code);
  await phone.hears(/đồng ý không/);
  await phone.taps(/Tôi đồng ý/);
  await choosesFirstSeat(phone);
}

async function choosesFirstSeat(phone: Talk): Promise<void> {
  await phone.hears(/là ai trong danh sách/);
  await phone.says('1');
  await phone.hears(/Xong rồi/);
}

/** Reports a session in one sentence, up to the summary that is still to be sent. */
export async function tellsOfSession(phone: Talk): Promise<void> {
  await phone.says('hôm qua họp thôn, nói về tảo hôn, 50 người');
  await phone.hears(/Em hiểu thế này/);
  await phone.taps(/Đúng/);
  await phone.hears(/Ảnh: 0/);
}

/** Sends the summary that is shown; it is the first report that the server gets. */
export async function sendsFirstReport(phone: Talk): Promise<void> {
  await phone.taps(/^(1 )?Gửi$/);
  await phone.hears(/Em đã nhận báo cáo BC-0001/);
}
