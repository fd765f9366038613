import { channelsIn } from '../channels.ts';
import { type Check, cantTell, doubtfulIn, failed, passed } from '../context.ts';
import { inPictures } from '../pictures.ts';

/** A working way to reach or use the agency online: a link to it, or a form on the page. */
export const channelLink: Check<'channel-link'> = ({ channels }, { matters, words }) => {
  const { sure, doubtful } = channelsIn(matters, channels, words);
  if (sure.length > 0) return passed(sure);
  if (doubtful.length > 0) return cantTell({ code: 'ask-person' }, doubtful);
  return (
    doubtfulIn(inPictures(matters)) ??
    failed({ code: 'channel-missing', channels: channels.map((name) => words.channel(name).title.th) })
  );
};
