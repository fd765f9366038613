import type { Messages } from './messages/messages.ts';

const BANGKOK = 7 * 60 * 60 * 1000;
const two = (n: number) => String(n).padStart(2, '0');

/** An ISO time as people in Thailand say it: their clock (UTC+7, without summer time) and, in Thai, the Buddhist year. */
export const bangkokTime = (iso: string, messages: Messages): string => {
  const instant = Date.parse(iso);
  if (Number.isNaN(instant)) return iso;
  const there = new Date(instant + BANGKOK);
  if (Number.isNaN(there.getTime())) return iso;
  return messages.dateTime({
    day: there.getUTCDate(),
    month: messages.months[there.getUTCMonth()] ?? '',
    year: there.getUTCFullYear(),
    hours: two(there.getUTCHours()),
    minutes: two(there.getUTCMinutes()),
  });
};
