import { channelsIn } from '../channels.ts';
import { type Check, failed, passed } from '../context.ts';

/** A working way to reach or use the agency online: a link to it, or a form on the page. */
export const channelLink: Check<'channel-link'> = ({ channels }, { matters, words }) => {
  const found = channelsIn(matters, channels, words);
  if (found.length > 0) return passed(found);
  return failed({ code: 'channel-missing', channels: channels.map((name) => words.channel(name).title.th) });
};
