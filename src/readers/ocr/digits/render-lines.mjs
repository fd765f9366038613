// Renders lines of training-text.mjs as scanned-looking crops, for training or for evaluation.
// usage (in a folder whose node_modules has sharp and the font packages):
//   node render-lines.mjs easy  OUTDIR PAGES SEED   the same with numbers only, lightly degraded, to start the training with
//   node render-lines.mjs train OUTDIR PAGES SEED   pages of LINES_PER_PAGE crops: N.png and N.box (WordStr boxes)
//   node render-lines.mjs test  OUTDIR LINES SEED   single crops in training fonts and in held-out fonts, and truth.json
// The crops look like what the first OCR pass gives: the ink of one line and a few pixels around it.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { collapse, lineMaker, rng } from './training-text.mjs';

const require = createRequire(path.join(process.cwd(), 'index.js'));
const sharp = require('sharp');
sharp.concurrency(1);

const LINES_PER_PAGE = 40;
/** Tesseract widens a training box by this much on each side. */
const BOX_PADDING = 4;

/** [Pango font, weight of chance, npm package that holds the file, end of the file's name]. */
const TRAIN_FONTS = [
  ['Laksaman', 14],
  ['Laksaman Bold', 7],
  ['Laksaman Italic', 2],
  ['Sarabun', 12, 'sarabun', 'Sarabun_400Regular.ttf'],
  ['Sarabun Bold', 6, 'sarabun', 'Sarabun_700Bold.ttf'],
  ['Norasi', 6],
  ['Norasi Bold', 3],
  ['Garuda', 4],
  ['Garuda Bold', 2],
  ['Umpush', 3],
  ['Umpush Bold', 2],
  ['Waree', 2],
  ['Sawasdee', 2],
  ['Tlwg Typist', 2],
  ['Tlwg Typo', 1],
  ['Noto Sans Thai', 3],
  ['Noto Sans Thai Bold', 2],
  ['Noto Looped Thai', 3],
  ['Noto Looped Thai Bold', 2],
  ['Noto Serif Thai', 3],
  ['Noto Serif Thai Bold', 2],
  ['Taviraj', 2, 'taviraj', 'Taviraj_400Regular.ttf'],
  ['Trirong', 2, 'trirong', 'Trirong_400Regular.ttf'],
  ['Maitree', 2, 'maitree', 'Maitree_400Regular.ttf'],
  ['Pridi', 1, 'pridi', 'Pridi_400Regular.ttf'],
  ['Prompt', 2, 'prompt', 'Prompt_400Regular.ttf'],
  ['Kanit', 2, 'kanit', 'Kanit_400Regular.ttf'],
  ['Mitr', 1, 'mitr', 'Mitr_400Regular.ttf'],
  ['K2D', 1, 'k2d', 'K2D_400Regular.ttf'],
  ['IBM Plex Sans Thai', 2, 'ibm-plex-sans-thai', 'IBMPlexSansThai_400Regular.ttf'],
];
/** Never trained on: one looped like TH Sarabun, one serif, one sans. */
const HELD_OUT_FONTS = [
  ['Niramit', 1, 'niramit', 'Niramit_400Regular.ttf'],
  ['Kinnari', 1],
  ['Loma', 1],
];

function fontFile(packageName, fileName) {
  const root = path.dirname(require.resolve(`@expo-google-fonts/${packageName}/package.json`));
  const found = fs.readdirSync(root, { recursive: true }).find((name) => path.basename(name) === fileName);
  if (!found) throw new Error(`${fileName} is not in ${root}`);
  return path.join(root, found);
}

/** Draws fonts by their weight. */
function fontPicker(fonts, r) {
  const bag = fonts.flatMap(([name, weight, pkg, file]) => {
    const font = { name, file: pkg ? fontFile(pkg, file) : undefined };
    return Array.from({ length: weight }, () => font);
  });
  return () => bag[Math.floor(r() * bag.length)];
}

const escapeMarkup = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** One byte a pixel, whatever number of channels sharp gives. */
async function greyPixels(pipeline) {
  const { data, info } = await pipeline.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels === 1) return { data, width, height };
  const grey = Buffer.alloc(width * height);
  for (let i = 0; i < grey.length; i++) grey[i] = data[i * channels];
  return { data: grey, width, height };
}

/** The ink of a line as grey levels on white, cut to the ink's box. */
async function inkOf(text, font, look) {
  const markup = `<span letter_spacing="${Math.round(look.spacing)}">${escapeMarkup(text)}</span>`;
  const options = { text: markup, font: `${font.name} ${look.points}`, dpi: look.dpi, fontfile: font.file };
  return greyPixels(sharp({ text: options }).negate());
}

/** How one crop is to look: values drawn once for each line. */
function randomLook(r, isNumber) {
  const between = (a, b) => a + (b - a) * r();
  const looseness = isNumber && r() < 0.5 ? 0.8 : r() < 0.4 ? 0.55 : 0.2;
  return {
    dpi: Math.round(between(130, 310)),
    points: Math.round(between(12, 19)),
    spacing: r() < 0.3 ? between(-600, 2500) : 0,
    stretch: r() < 0.4 ? between(0.85, 1.15) : 1,
    top: between(0, looseness),
    bottom: between(0, looseness),
    side: between(0.05, 0.5),
    angle: r() < 0.5 ? between(-0.8, 0.8) : 0,
    blur: r() < 0.6 ? between(0.35, 1.3) : 0,
    exposure: between(0.45, 2),
    paper: between(225, 255),
    ink: r() < 0.7 ? between(0, 60) : between(40, 120),
    noise: r() < 0.7 ? between(0, 22) : 0,
    jpeg: r() < 0.6 ? Math.round(between(25, 90)) : 0,
    sliver: r() < 0.35,
    rule: r() < 0.15,
    bar: r() < 0.15,
  };
}

const EASY_LOOK = {
  top: 0.1,
  bottom: 0.1,
  angle: 0,
  blur: 0,
  noise: 3,
  jpeg: 0,
  sliver: false,
  rule: false,
  bar: false,
};

/** Sets rows of a neighbouring line, or ruled lines, at the edges of the canvas. */
function addSurroundings(canvas, ink, box, look, r) {
  const { data, width, height } = canvas;
  const darken = (x, y, value) => {
    if (x >= 0 && x < width && y >= 0 && y < height) data[y * width + x] = Math.min(data[y * width + x], value);
  };
  if (look.sliver) {
    const depth = Math.floor(Math.max(0, box.top - 2) * r());
    for (let y = 0; y < depth; y++)
      for (let x = 0; x < ink.width; x++) darken(x, y, ink.data[(ink.height - depth + y) * ink.width + x] ?? 255);
    const below = Math.floor(Math.max(0, height - box.bottom - 2) * r());
    for (let y = 0; y < below; y++)
      for (let x = 0; x < ink.width; x++) darken(x, height - below + y, ink.data[y * ink.width + x] ?? 255);
  }
  if (look.rule) {
    const y = r() < 0.5 ? Math.floor(box.top * r()) : height - 1 - Math.floor((height - box.bottom) * r());
    for (let t = 0; t < 1 + Math.floor(r() * 3); t++) for (let x = 0; x < width; x++) darken(x, y + t, 0);
  }
  if (look.bar) {
    const x = r() < 0.5 ? Math.floor(box.left * 0.5 * r()) : width - 1 - Math.floor(box.left * 0.5 * r());
    for (let t = 0; t < 1 + Math.floor(r() * 3); t++) for (let y = 0; y < height; y++) darken(x + t, y, 0);
  }
}

/** Ink, paper and sensor noise. A high exposure makes strokes thin, a low one thick. */
function develop(data, look, r) {
  const out = Buffer.alloc(data.length);
  for (let i = 0; i < data.length; i++) {
    const cover = (1 - data[i] / 255) ** look.exposure;
    const grain = look.noise ? (r() + r() + r() - 1.5) * 2 * look.noise : 0;
    out[i] = Math.max(0, Math.min(255, look.paper + (look.ink - look.paper) * cover + grain));
  }
  return out;
}

/** Text to a degraded grey crop {data, width, height}. */
async function renderLine(text, font, r, easy = false) {
  const look = { ...randomLook(r, !/[ก-๎a-z]/i.test(text)), ...(easy ? EASY_LOOK : {}) };
  const ink = await inkOf(text, font, look);
  const room = Math.max(ink.height, (look.points * look.dpi) / 160); // a lone dash is a few pixels high
  const box = {
    left: Math.round(room * look.side) + 2,
    top: Math.round(Math.max(room * look.top, (room - ink.height) * 0.6)),
  };
  box.bottom = box.top + ink.height;
  const width = ink.width + 2 * box.left;
  const height = box.bottom + Math.round(Math.max(room * look.bottom, (room - ink.height) * 0.4));
  const canvas = { data: Buffer.alloc(width * height, 255), width, height };
  for (let y = 0; y < ink.height; y++)
    ink.data.copy(canvas.data, (y + box.top) * width + box.left, y * ink.width, (y + 1) * ink.width);
  addSurroundings(canvas, ink, box, look, r);
  let step = canvas;
  const pipeline = () => sharp(step.data, { raw: { width: step.width, height: step.height, channels: 1 } });
  if (look.stretch !== 1)
    step = await greyPixels(pipeline().resize(Math.round(width * look.stretch), height, { fit: 'fill' }));
  if (look.angle && width < height * 25) step = await greyPixels(pipeline().rotate(look.angle, { background: '#fff' }));
  if (look.blur) step = await greyPixels(pipeline().blur(look.blur));
  step.data = develop(step.data, look, r);
  if (look.jpeg) step = await greyPixels(sharp(await pipeline().jpeg({ quality: look.jpeg }).toBuffer()));
  return step;
}

/** Crops one below the other; a box is a little smaller than its crop since Tesseract widens it again. */
async function writePage(base, crops) {
  const gap = 2 * BOX_PADDING;
  const width = Math.max(...crops.map((c) => c.width)) + 2 * gap;
  const height = crops.reduce((sum, c) => sum + c.height + gap, gap);
  const page = Buffer.alloc(width * height, 255);
  const boxes = [];
  let top = gap;
  for (const crop of crops) {
    for (let y = 0; y < crop.height; y++)
      crop.data.copy(page, (top + y) * width + gap, y * crop.width, (y + 1) * crop.width);
    const left = gap + BOX_PADDING;
    const right = gap + crop.width - BOX_PADDING;
    const low = height - (top + crop.height - BOX_PADDING); // box files count from the bottom
    const high = height - (top + BOX_PADDING);
    boxes.push(`WordStr ${left} ${low} ${right} ${high} 0 #${crop.label}`, `\t ${right} ${low} ${right + 1} ${high} 0`);
    top += crop.height + gap;
  }
  fs.writeFileSync(`${base}.box`, `${boxes.join('\n')}\n`);
  await sharp(page, { raw: { width, height, channels: 1 } })
    .png({ compressionLevel: 1 })
    .toFile(`${base}.png`);
}

async function makeTraining(out, pages, seed, easy = false) {
  const r = rng(seed + 1000);
  const nextLine = lineMaker(seed, easy);
  const nextFont = fontPicker(TRAIN_FONTS, r);
  for (let p = 0; p < pages; p++) {
    const crops = [];
    while (crops.length < LINES_PER_PAGE) {
      const text = nextLine();
      const label = collapse(text);
      if (!label) continue;
      crops.push({ ...(await renderLine(text, nextFont(), r, easy)), label });
    }
    await writePage(path.join(out, `${seed}-${p}`), crops);
  }
}

async function makeTest(out, lines, seed) {
  const truth = [];
  for (const [set, fonts] of [
    ['training-fonts', TRAIN_FONTS],
    ['held-out-fonts', HELD_OUT_FONTS],
  ]) {
    const r = rng(seed + 1000);
    const nextLine = lineMaker(seed);
    const nextFont = fontPicker(fonts, r);
    for (let i = 0; i < lines; i++) {
      const text = nextLine();
      const font = nextFont();
      const crop = await renderLine(text, font, r);
      const image = path.join(out, `${set}-${i}.png`);
      await sharp(crop.data, { raw: { width: crop.width, height: crop.height, channels: 1 } })
        .png()
        .toFile(image);
      truth.push({ set, font: font.name, image, text, label: collapse(text) });
    }
  }
  fs.writeFileSync(path.join(out, 'truth.json'), JSON.stringify(truth, null, 1));
}

const [mode, out, amount, seed] = process.argv.slice(2);
fs.mkdirSync(out, { recursive: true });
const make = { easy: (...args) => makeTraining(...args, true), train: makeTraining, test: makeTest }[mode];
await make(path.resolve(out), Number(amount), Number(seed));
