import type { JSX } from 'preact';
import type { EvidenceRef } from '../../model/evidence.ts';
import type { ElementResult } from '../../model/run.ts';
import { evidenceOf } from '../facts.ts';
import { sayManual, sayTodo, sayWhy } from '../say.ts';
import { Address, Badge, Quote, Thai } from './parts.tsx';
import type { View } from './view.ts';

type Props = Pick<View, 'm' | 'pictureOf'> & { element: ElementResult };

const Marks = ({ element, m }: Props): JSX.Element => {
  const { label, meaning } = m.certainties[element.certainty];
  return (
    <span class="marks">
      <span class={element.certainty} title={meaning}>
        {label}
        {element.confidence === 'low' && ` (${m.lowConfidence})`}
      </span>
      {!element.counts && <span title={m.items.notCountedMeaning}>{m.items.notCounted}</span>}
    </span>
  );
};

const Todo = ({ element, m }: Props): JSX.Element | null => {
  const todo = sayTodo(element, m);
  if (todo === null) return null;
  return (
    <p class="todo">
      <strong>{element.outcome === 'cantTell' ? m.items.look : m.items.todo}</strong>{' '}
      {element.outcome === 'untested' ? todo : <Thai>{todo}</Thai>}
    </p>
  );
};

/** What a person found, beside what the program says. */
export const Manual = ({ element: { manual }, m }: Pick<Props, 'element' | 'm'>): JSX.Element | null =>
  manual ? (
    <p class={`manual ${manual.state}`} data-manual={manual.verdict} data-state={manual.state}>
      {sayManual(manual, m)}
    </p>
  ) : null;

/** The pictures of what a person is asked to look at, one for each quote; quotes of one place share its first. */
export const picturesOf = (element: ElementResult, pictureOf: View['pictureOf']): (string | null)[] => {
  const paths = evidenceOf(element).map((ref: EvidenceRef) =>
    element.outcome === 'cantTell' ? (pictureOf?.(ref) ?? null) : null,
  );
  return paths.map((path, index) => (paths.indexOf(path) === index ? path : null));
};

/** One element of an item: its outcome, why, what to do, and the quotes that show it. */
export const Element = ({ element, m, pictureOf }: Props): JSX.Element => {
  const pictures = picturesOf(element, pictureOf);
  return (
    <li class={`element ${element.outcome}`} data-element={element.id} data-outcome={element.outcome}>
      <div class="element-head">
        <Badge outcome={element.outcome} m={m} />
        <p>
          <span class="id">{element.id}</span> {element.title[m.language]}
        </p>
        <Marks element={element} m={m} />
      </div>
      {element.outcome !== 'passed' && <p class="why">{sayWhy(element, m)}</p>}
      {element.outcome === 'untested' && (
        <p class="small">
          <Address url={element.fault.url} />
          {element.fault.detail && ` · ${element.fault.detail}`}
        </p>
      )}
      <Manual element={element} m={m} />
      <Todo element={element} m={m} />
      {evidenceOf(element).map((evidence, index) => (
        <Quote key={index} evidence={evidence} m={m} picture={pictures[index] ?? null} />
      ))}
    </li>
  );
};
