import { beforeAll, describe, expect, it } from 'vitest';
import type { Reading } from '../../../src/model/evidence.ts';
import type { Picture } from '../../../src/readers/ocr/picture.ts';
import { readHere } from '../../../src/readers/read.ts';
import type { ReadOptions, ReadProgress } from '../../../src/readers/reading.ts';
import { skeleton } from '../../../src/thai/fold.ts';
import { codes, fixture, texts, url } from '../helpers.ts';
import { paper } from './draw.ts';
import { textIn } from './measure.ts';
import { seeded } from './random.ts';
import { shortPage } from './samples.ts';
import { drawn, engine, jpegOf, printed, qualities, type Scan, scanned, scanPdf } from './scan.ts';

/** What becomes of pages without a text layer, or with one that says something else than the picture. */

const { office } = qualities;
const blank = (): Picture => paper(1654, 2339, 250);

/** A picture of nothing: soft shapes and grain. */
const scenery = (): Picture => {
  const random = seeded(7);
  const picture = paper(1200, 900);
  const hills = Array.from({ length: 6 }, () => [random() * 0.02, random() * 6, 60 + random() * 80] as const);
  for (let y = 0; y < 900; y++) {
    for (let x = 0; x < 1200; x++) {
      const swell = hills.reduce(
        (sum, [pace, start, height]) => sum + height * Math.sin(x * pace + y * 0.006 + start),
        0,
      );
      picture.data[y * 1200 + x] = Math.max(0, Math.min(255, 128 + swell / 3 + (random() - 0.5) * 70));
    }
  }
  return picture;
};

const readWatched = async (
  bytes: Uint8Array,
  options: ReadOptions = {},
): Promise<{ reading: Reading; ocr: number[] }> => {
  const ocr: number[] = [];
  const onProgress = ({ page, what }: ReadProgress): void => {
    if (what === 'ocr') ocr.push(page);
  };
  return { reading: await readHere(bytes, { url }, { ...options, onProgress }), ocr };
};

let page: Picture;
let scan: Scan;
let printedPage: Buffer;
beforeAll(async () => {
  [printedPage] = (await printed([shortPage.html])) as [Buffer];
  [page] = (await drawn(printedPage, office.dpi)) as [Picture];
  scan = await scanned(page, office);
});

describe.skipIf(!engine)('a page that is a picture', () => {
  it('and empty is no gap', async () => {
    const empty = await scanned(blank(), { ...office, noise: 3 });
    const { reading, ocr } = await readWatched(scanPdf([empty, scan]));
    expect(ocr).toEqual([1, 2]);
    expect(reading.gaps).toEqual([]);
    expect(reading.pageNotes).toMatchObject([
      { page: 1, method: 'ocr', quality: 1 },
      { page: 2, method: 'ocr' },
    ]);
    expect(reading.blocks.every(({ at }) => at.in === 'page' && at.page === 2)).toBe(true);
  }, 200_000);
  it('of something else than writing is named', async () => {
    const photo: Scan = { jpeg: await jpegOf(scenery(), 80), width: 1200, height: 900, dpi: 100 };
    const { reading } = await readWatched(scanPdf([photo]));
    expect(reading).toMatchObject({ blocks: [], gaps: [{ code: 'picture-only', pages: [1] }] });
    const picture = await readWatched(photo.jpeg);
    expect(picture.reading).toMatchObject({ blocks: [], gaps: [{ code: 'picture-only' }] });
  }, 200_000);
  it('is read although a recogniser of English has put nonsense into its text layer', async () => {
    const nonsense = Array.from({ length: 20 }, (_, line) => `Lnumnmjinua~ ss: nunms ${line} fiomumunsn Ao mMInuAU`);
    const { reading, ocr } = await readWatched(scanPdf([scan], [nonsense]));
    expect(ocr).toEqual([1]);
    expect(reading.pageNotes).toMatchObject([{ page: 1, method: 'ocr', damage: ['foreign-letters'] }]);
    expect(shortPage.phrases.filter((phrase) => !skeleton(textIn(reading)).includes(skeleton(phrase)))).toEqual([]);
    expect(textIn(reading)).not.toContain('Lnumnmjinua');
  }, 200_000);
  it('is the only one of the asked pages that is read', async () => {
    const { reading, ocr } = await readWatched(scanPdf([scan, scan, scan]), { pages: [2] });
    expect([ocr, reading.pages, reading.pageNotes.map((note) => note.page)]).toEqual([[2], 3, [2]]);
  }, 200_000);
});

describe('a page whose text layer is whole', () => {
  it('is never sent to the recogniser', async () => {
    const { reading, ocr } = await readWatched(fixture('plan.pdf'));
    expect(ocr).toEqual([]);
    expect(reading.pageNotes.map(({ method }) => method)).toEqual(['text-layer', 'text-layer']);
  });
});

describe('without a recogniser', () => {
  const off: ReadOptions = { ocr: 'off' };
  it('the pages of a scan are a gap that names them', async () => {
    const { reading, ocr } = await readWatched(scanPdf([scan, scan]), off);
    expect(ocr).toEqual([]);
    expect(reading).toMatchObject({ pages: 2, blocks: [], gaps: [{ code: 'no-ocr', url, pages: [1, 2] }] });
    expect(reading.pageNotes).toMatchObject([1, 2].map((number) => ({ page: number, method: 'none', quality: 0 })));
  });
  it('so is a picture', async () => expect(codes((await readWatched(scan.jpeg, off)).reading)).toEqual(['no-ocr']));
  it('printed pages are read as ever', async () => {
    const { reading } = await readWatched(printedPage, off);
    expect(reading.gaps).toEqual([]);
    expect(texts(reading)[0]).toBe('แผนการดำเนินงาน ประจำปี ๒๕๖๗');
  });
});
