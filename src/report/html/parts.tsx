import type { ComponentChildren, JSX } from 'preact';
import type { EvidenceRef } from '../../model/evidence.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Bilingual } from '../../model/text.ts';
import { linkTo, linkToQuote, readable } from '../address.ts';
import type { Messages } from '../messages/index.ts';
import { sayPlace } from '../say.ts';

const strokes: Record<Outcome, string> = {
  passed: 'M3.5 8.5l3 3 6-7',
  failed: 'M4 4l8 8M12 4l-8 8',
  cantTell: 'M5.6 6a2.4 2.4 0 1 1 3.5 2.1c-.8.4-1.1.9-1.1 1.7M8 12.6v.1',
  untested: 'M8 3v6M8 12.4v.1',
  inapplicable: 'M4 8h8',
};

/** A sign that tells outcomes apart without colour. */
export const Sign = ({ outcome }: { outcome: Outcome }): JSX.Element => (
  <svg class="sign" viewBox="0 0 16 16" aria-hidden="true">
    <path d={strokes[outcome]} />
  </svg>
);

export const Badge = ({ outcome, m }: { outcome: Outcome; m: Messages }): JSX.Element => (
  <span class={`badge ${outcome}`}>
    <Sign outcome={outcome} />
    {m.outcomes[outcome].label}
  </span>
);

/** Text that is Thai in every language of the report: names, questions and remedies of the rules. */
export const Thai = ({ children }: { children: ComponentChildren }): JSX.Element => <span lang="th">{children}</span>;

export const Title = ({ title, m, id }: { title: Bilingual | null; m: Messages; id: string }): JSX.Element => (
  <>{title?.[m.language] ?? id}</>
);

/** An address: a link when it is http or https, plain text otherwise. */
export const Address = ({ url, children }: { url: string; children?: ComponentChildren }): JSX.Element => {
  const href = linkTo(url);
  const text = children ?? readable(url);
  return href === null ? (
    <span class="address">{text}</span>
  ) : (
    <a class="address" href={href} rel="noopener noreferrer">
      {text}
    </a>
  );
};

type QuoteProps = { evidence: EvidenceRef; m: Messages; picture?: string | null };

/** A quote and where a person finds it again, with a picture of the place where there is one. */
export const Quote = ({ evidence, m, picture = null }: QuoteProps): JSX.Element => {
  const href = linkToQuote(evidence);
  return (
    <figure class="quote">
      {evidence.quote.trim() && (
        <blockquote cite={href ?? undefined} lang="th">
          {evidence.quote}
        </blockquote>
      )}
      {picture !== null && (
        <a class="picture" href={picture}>
          <img src={picture} loading="lazy" alt={m.items.picture(sayPlace(evidence.at, m))} />
        </a>
      )}
      <figcaption>
        {sayPlace(evidence.at, m)}
        {' · '}
        {href === null ? (
          <span class="address">{evidence.url}</span>
        ) : (
          <a class="address" href={href} rel="noopener noreferrer">
            {readable(evidence.url)}
          </a>
        )}
      </figcaption>
    </figure>
  );
};
