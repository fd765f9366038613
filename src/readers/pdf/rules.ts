import type { Rule, Rules } from '../grid.ts';
import { apply, boxOf, type Matrix, multiply } from './matrix.ts';
import type { Handle } from './pdfium.ts';

/** Ends of lines of one page that are looked at: maps drawn as paths have hundreds of thousands. */
const mostSegments = 40_000;
/** Lengths in points: the shortest rule, the thickest bar that stands for one, and how far one may slope. */
const shortestRule = 6;
const thickestRule = 3;
const slope = 0.7;
/** fpdf_edit.h: FPDF_SEGMENT_LINETO, FPDF_SEGMENT_MOVETO. */
const pathSegment = { lineTo: 0, moveTo: 2 } as const;

const ruleBetween = (at: number, a: number, b: number): Rule => ({
  at,
  from: Math.min(a, b),
  to: Math.max(a, b),
  thickness: 1,
});

/**
 * Takes down the straight lines of a page's paths: strokes, and bars so thin that a reader sees a stroke. Call `add` for
 * each path, with the way from its space to the page as it is shown.
 */
export const ruleCollector = ({ pdfium, scratch, float, bounds, matrix }: Handle) => {
  const rules: Rules = { horizontal: [], vertical: [] };
  let segments = 0;

  const addRule = ([x1, y1]: [number, number], [x2, y2]: [number, number]): void => {
    const [across, down] = [Math.abs(x2 - x1), Math.abs(y2 - y1)];
    if (down <= slope && across >= shortestRule) rules.horizontal.push(ruleBetween((y1 + y2) / 2, x1, x2));
    else if (across <= slope && down >= shortestRule) rules.vertical.push(ruleBetween((x1 + x2) / 2, y1, y2));
  };

  const add = (object: number, toView: Matrix): void => {
    const count = pdfium._FPDFPath_CountSegments(object);
    segments += count;
    if (segments > mostSegments) return;
    const stroked = pdfium._FPDFPath_GetDrawMode(object, scratch, scratch + 4)
      ? pdfium.HEAP32[(scratch >> 2) + 1] !== 0
      : false;
    if (!stroked) {
      const box = bounds(object);
      if (!box) return;
      const [left, top, right, bottom] = boxOf(toView, box);
      if (bottom - top <= thickestRule) addRule([left, (top + bottom) / 2], [right, (top + bottom) / 2]);
      else if (right - left <= thickestRule) addRule([(left + right) / 2, top], [(left + right) / 2, bottom]);
      return;
    }
    const drawn = multiply(matrix(object), toView);
    let start: [number, number] = [0, 0];
    let from: [number, number] = [0, 0];
    for (let i = 0; i < count; i++) {
      const segment = pdfium._FPDFPath_GetPathSegment(object, i);
      if (!pdfium._FPDFPathSegment_GetPoint(segment, scratch, scratch + 4)) continue;
      const to = apply(drawn, float(0), float(1));
      const kind = pdfium._FPDFPathSegment_GetType(segment);
      if (kind === pathSegment.moveTo) start = to;
      else if (kind === pathSegment.lineTo) addRule(from, to);
      if (pdfium._FPDFPathSegment_GetClose(segment)) addRule(to, start);
      from = to;
    }
  };

  return { rules, add };
};
