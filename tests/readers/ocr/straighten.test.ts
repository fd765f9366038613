import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inkIn, type Picture, turned } from '../../../src/readers/ocr/picture.ts';
import { isSideways, skewOf, turn } from '../../../src/readers/ocr/straighten.ts';
import { ink, paper, writing } from './draw.ts';

/** A page of lines as wide as a page's, some shorter. */
const written = (): Picture => {
  const page = paper(1200, 1600);
  for (let line = 0; line < 24; line++) writing(page, 120, line % 5 === 4 ? 600 : 1080, 160 + line * 56);
  return page;
};

describe('the skew of a page', () => {
  const page = written();
  it('is found to a sixth of a degree', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -70, max: 70 }), async (tenths) => {
        const found = skewOf(await turned(page, tenths / 10));
        // Angles that do no harm are none.
        expect(Math.abs(found + tenths / 10)).toBeLessThanOrEqual(0.15);
      }),
      { numRuns: 25 },
    );
  });
  it('is 0 on paper that is white or has a few specks', () => {
    expect(skewOf(paper(600, 800))).toBe(0);
    expect(skewOf(ink(paper(600, 800), [100, 100, 110, 110]))).toBe(0);
  });
});

describe('a page on its side', () => {
  it('is told from one that lies as it is read', async () => {
    const page = written();
    expect(isSideways(page)).toBe(false);
    expect(isSideways(await turned(page, 180))).toBe(false);
    expect(isSideways(await turned(page, 90))).toBe(true);
    expect(isSideways(await turned(page, 270))).toBe(true);
  });
  it('is not one whose rules stand upright', () => {
    const page = written();
    for (let x = 100; x < 1100; x += 50) ink(page, [x, 100, x + 3, 1500]);
    expect(isSideways(page)).toBe(false);
  });
  it('is not an empty one', () => expect(isSideways(paper(300, 300))).toBe(false));
});

describe('a picture that was turned', () => {
  it('tells where its points were', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 20, max: 380 }),
        fc.integer({ min: 20, max: 280 }),
        fc.constantFrom(0, 90, 180, 270, 5, -5),
        async (x, y, degrees) => {
          const marked = ink(paper(400, 300), [x - 3, y - 3, x + 3, y + 3]);
          const { picture, back } = await turn(marked, degrees);
          expect(inkIn(picture, [0, 0, picture.width, picture.height])).toBeGreaterThan(15);
          const dark = picture.data.indexOf(picture.data.reduce((least, level) => Math.min(least, level), 255));
          const [foundX, foundY] = back(dark % picture.width, Math.floor(dark / picture.width));
          expect(Math.hypot(foundX - x, foundY - y)).toBeLessThan(6);
        },
      ),
      { numRuns: 30 },
    );
  });
});
