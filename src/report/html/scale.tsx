import type { JSX } from 'preact';
import type { Range } from '../../model/run.ts';
import type { Messages } from '../messages/index.ts';
import { score } from '../numbers.ts';

const at = (points: number) => `${Math.min(100, Math.max(0, points))}%`;

type Scale = {
  range: Range;
  m: Messages;
  /** Points at which the scale is marked. */
  marks?: readonly number[];
  small?: boolean;
};

/** Where a score lies between 0 and 100: a band from the lowest to the highest, and the expected value on it. */
export const ScoreScale = ({ range, m, marks = [], small = false }: Scale): JSX.Element => {
  const expected = range.expected === null ? m.summary.unknown : score(range.expected);
  return (
    <div
      class={small ? 'scale small' : 'scale'}
      role="img"
      aria-label={m.summary.scaleLabel(score(range.low), expected, score(range.high))}
    >
      <div class="track">
        {range.expected !== null && <span class="sure" style={{ width: at(range.low) }} />}
        <span class="band" style={{ left: at(range.low), width: at(range.high - range.low) }} />
        {marks.map((mark) => (
          <span key={mark} class="mark" style={{ left: at(mark) }} />
        ))}
        {range.expected !== null && <span class="expected" style={{ left: at(range.expected) }} />}
      </div>
      {marks.length > 0 && (
        <div class="numbers">
          {marks.map((mark) => (
            <span key={mark} style={{ left: at(mark), transform: `translateX(-${at(mark)})` }}>
              {mark}
            </span>
          ))}
        </div>
      )}
    </div>
  );
};
