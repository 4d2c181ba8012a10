/** The people of this browser. Their ids are kept, so that their conversations go on after a reload or a restart. */

const KEY = 'loa-simulator-people';
export const CHANNEL_NAMES = { zalo: 'Zalo', messenger: 'Messenger' };
const ID_DIGITS = { zalo: 19, messenger: 17 };

export const keyOf = ({ channel, id }) => `${channel}:${id}`;

export function storedPeople(channels) {
  try {
    const people = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return people.filter(({ channel }) => channels.includes(channel));
  } catch {
    return [];
  }
}

export function storePeople(people) {
  localStorage.setItem(KEY, JSON.stringify(people));
}

/** Someone who has never written before. */
export function newPerson(channel, people) {
  const numbers = people.filter((other) => other.channel === channel).map(({ number }) => number);
  const number = Math.max(0, ...numbers) + 1;
  return { channel, id: newId(ID_DIGITS[channel]), number, name: `Người thử ${number}` };
}

/** Digits as the platform gives them; the leading 9 tells that the person is invented. */
function newId(digits) {
  const random = crypto.getRandomValues(new Uint8Array(digits - 1));
  return `9${Array.from(random, (byte) => byte % 10).join('')}`;
}
