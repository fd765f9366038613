import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterEach, describe, expect, test } from 'vitest';
import { type Crops, createCrops } from '../../src/readers/crops.ts';
import { openCrops } from '../../src/readers/index.ts';
import { fixture } from './helpers.ts';
import { pdfOf } from './ocr/scan.ts';

const misbehaving = fileURLToPath(new URL('misbehaving.mjs', import.meta.url));
const opened: Crops[] = [];
const kept = (crops: Crops): Crops => {
  opened.push(crops);
  return crops;
};
afterEach(() => {
  for (const crops of opened.splice(0)) crops.close();
});

/** A4 at 110 dots an inch. */
const page = { width: 909, height: 1286 };
const sizeOf = async (picture: Uint8Array | null) => {
  const { format, width, height } = await sharp(picture ?? Buffer.alloc(0)).metadata();
  return { format, width, height };
};
const pixels = (points: number): number => (points / 72) * 110;
const close = (a: number, b: number): boolean => Math.abs(a - b) <= 2;

describe('the picture of a place in a PDF', () => {
  test.each<[what: string, box: [number, number, number, number], height: number]>([
    ['in the middle of the page has 140 points above and below it', [80, 300, 300, 320], pixels(300)],
    ['at the top has what there is above it', [80, 20, 300, 40], pixels(180)],
    ['at the bottom has what there is below it', [80, 800, 300, 830], page.height - pixels(660)],
    ['that fills the page shows the page', [0, 0, 595, 842], page.height],
    ['beyond the page shows the page', [80, 2000, 300, 2020], page.height],
    ['that is no box shows the page', [300, 320, 80, 300], page.height],
  ])('%s', async (_, box, height) => {
    const size = await sizeOf(await kept(openCrops()).of(fixture('plan.pdf'), { page: 1, box }));
    expect(size).toMatchObject({ format: 'jpeg' });
    expect(close(size.width, page.width)).toBe(true);
    expect([size.height, close(size.height, height)]).toEqual([size.height, true]);
  });

  test('has a frame around the place and nowhere else; without a box it shows the whole page in grey', async () => {
    const crops = kept(openCrops());
    const framed = await crops.of(fixture('plan.pdf'), { page: 1, box: [80, 300, 300, 320] });
    const { data, info } = await sharp(framed ?? undefined)
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const coloured: { x: number; y: number }[] = [];
    for (let at = 0; at < data.length; at += info.channels)
      if ((data[at] ?? 0) - (data[at + 2] ?? 0) > 80)
        coloured.push({ x: (at / info.channels) % info.width, y: Math.floor(at / info.channels / info.width) });
    const [xs, ys] = [coloured.map(({ x }) => x), coloured.map(({ y }) => y)];
    const edges = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    const expected = [pixels(80) - 5, pixels(140) - 5, pixels(300) + 5, pixels(160) + 5];
    edges.forEach((edge, index) => {
      expect(Math.abs(edge - (expected[index] ?? 0))).toBeLessThan(4);
    });

    const whole = await crops.of(fixture('scan.pdf'), { page: 2 });
    expect(await sizeOf(whole)).toMatchObject({ format: 'jpeg' });
    expect((await sharp(whole ?? undefined).metadata()).channels).toBe(1);
  });

  test('is the same each time', async () => {
    const crops = kept(openCrops());
    const place = { page: 1, box: [80, 300, 300, 320] as [number, number, number, number] };
    const [first, second] = [await crops.of(fixture('plan.pdf'), place), await crops.of(fixture('plan.pdf'), place)];
    expect(first?.byteLength).toBeGreaterThan(1_000);
    expect(Buffer.from(first ?? []).equals(second ?? Buffer.alloc(0))).toBe(true);
  });

  test('of a page that is larger than any paper is no larger than a screen', async () => {
    const huge = pdfOf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Count 1/Kids[3 0 R]>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 14000 9000]>>',
    ]);
    const { width, height } = await sizeOf(await kept(openCrops()).of(huge, { page: 1 }));
    expect([width <= 1600, height <= 2400]).toEqual([true, true]);
  });

  test('is null for a damaged file, a page that is not there and what is no PDF; the next one is drawn', async () => {
    const crops = kept(openCrops());
    const plan = fixture('plan.pdf');
    const damaged = Buffer.concat([plan.subarray(0, 200), Buffer.alloc(300, 7)]);
    expect(await crops.of(damaged, { page: 1 })).toBeNull();
    for (const number of [3, 99, 2 ** 32 + 1]) expect(await crops.of(plan, { page: number })).toBeNull();
    expect(await crops.of(fixture('notice.png'), { page: 1 })).toBeNull();
    expect(await crops.of(Buffer.alloc(0), { page: 1 })).toBeNull();
    expect(await sizeOf(await crops.of(plan, { page: 2 }))).toMatchObject({ format: 'jpeg' });
  });
});

describe('the process that draws', () => {
  const draw = (crops: Crops, what: string) => crops.of(Buffer.from(what), { page: 1 });

  test.each(['hangs', 'aborts', 'exits', 'throws', 'is killed', 'draws what is no JPEG', 'draws too much'])(
    'that %s makes no picture, and the next one is drawn',
    async (what) => {
      const crops = kept(createCrops({ entry: misbehaving, patience: 1_500 }));
      const all = await Promise.all(['draws', what, 'draws'].map((one) => draw(crops, one)));
      expect(all.map((picture) => picture?.byteLength ?? null)).toEqual([4, null, 4]);
    },
  );

  test('that dies while it is idle is replaced', async () => {
    const crops = kept(createCrops({ entry: misbehaving }));
    expect(await draw(crops, 'draws and dies')).not.toBeNull();
    await new Promise((done) => setTimeout(done, 300));
    expect(await draw(crops, 'draws')).not.toBeNull();
  });

  test('is one for all pictures, and ends when it is closed; what it was drawing is null then', async () => {
    const crops = kept(createCrops({ entry: misbehaving }));
    const pids = [await draw(crops, 'draws its number'), await draw(crops, 'draws its number')].map((picture) =>
      Buffer.from(picture ?? []).readUInt32BE(2),
    );
    expect(pids[0]).toBe(pids[1]);
    const waiting = Promise.all([draw(crops, 'hangs'), draw(crops, 'draws')]);
    setTimeout(() => crops.close(), 200);
    expect(await waiting).toEqual([null, null]);
    const isAlive = (): boolean => {
      try {
        return process.kill(pids[0] ?? 0, 0);
      } catch {
        return false;
      }
    };
    await expect.poll(isAlive, { timeout: 5_000 }).toBe(false);
    expect(await draw(crops, 'draws')).toBeNull();
  });

  test('that cannot start makes no picture', async () => {
    const crops = kept(createCrops({ entry: `${misbehaving}.lost` }));
    expect(await draw(crops, 'draws')).toBeNull();
  });
});
