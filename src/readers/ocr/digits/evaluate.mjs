// Measures thaidigits.traineddata on rendered lines and, where given, on scanned PDFs with known text.
// usage (in the work folder of train.sh): node evaluate.mjs WORKDIR [SCANFOLDER ...]
//   WORKDIR     holds thaidigits.traineddata and node_modules with sharp and @hyzyla/pdfium; figures go to WORKDIR/figures.json
//   SCANFOLDER  holds PDFs of page images named text-*.pdf and table-*.pdf, and truth.json: { pages: [text], table: text }
// settings: PSM=7,13  DPI=200  LINES=600 (rendered test lines)
//   CROP=band (whole line between heights told by its baseline), part (pieces of it between words), line (its box)
//   ABOVE=0.7 BELOW=0.45 (room above letters and below the baseline in letter heights)  MARGIN=0.12 (for CROP=line)
//   ONLY=text (scans whose name starts so)
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { collapse } from './training-text.mjs';

const work = path.resolve(process.argv[2]);
const scanFolders = process.argv.slice(3).map((folder) => path.resolve(folder));
const require = createRequire(path.join(work, 'index.js'));
const sharp = require('sharp');
const here = path.dirname(new URL(import.meta.url).pathname);
const PSMS = (process.env.PSM ?? '7,13').split(',');
const MARGIN = Number(process.env.MARGIN ?? 0.12);
const CROP = process.env.CROP ?? 'band';
const ABOVE = Number(process.env.ABOVE ?? 0.7);
const BELOW = Number(process.env.BELOW ?? 0.45);
const DPI = Number(process.env.DPI ?? 200);
const LINES = process.env.LINES ?? '600';
const ENV = { ...process.env, OMP_THREAD_LIMIT: '1' };

const isDigit = (c) => c !== undefined && /[0-9๐-๙]/.test(c);
const countLetters = (text) => (text.match(/[ก-ฮะา-ำเ-ๆฯa-z]/gi) ?? []).length;
/** For the stock reader: the letters themselves, without spaces and with ำ as the stock model writes it. */
const bare = (text) => text.normalize('NFC').replace(/ำ/g, 'ํา').replace(/\s+/g, '');

function tesseract(args) {
  return execFileSync('tesseract', args, {
    env: ENV,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** Reads many crops in one process: the input is a text file of image paths, pages come back divided by form feeds. */
function readCrops(images, psm, language, dataFolder) {
  const list = path.join(work, 'crops.txt');
  fs.writeFileSync(list, `${images.join('\n')}\n`);
  const data = dataFolder ? ['--tessdata-dir', dataFolder] : [];
  const started = Date.now();
  const text = tesseract([list, 'stdout', ...data, '-l', language, '--psm', psm, '-c', 'preserve_interword_spaces=1']);
  const lines = text.split('\f').map((page) => page.replace(/\s+/g, ' ').trim());
  return { lines: lines.slice(0, images.length), perLine: (Date.now() - started) / images.length };
}

/** Least-cost alignment: pairs [truth sign, read sign], one of them undefined for a gap. */
function align(truth, read) {
  const a = [...truth];
  const b = [...read];
  const width = b.length + 1;
  const cost = new Float32Array((a.length + 1) * width);
  const swap = (x, y) => (x === y ? 0 : isDigit(x) === isDigit(y) ? 1 : 1.4);
  for (let i = 0; i <= a.length; i++)
    for (let j = 0; j <= b.length; j++) {
      const at = i * width + j;
      if (i === 0 || j === 0) cost[at] = i + j;
      else cost[at] = Math.min(cost[at - width] + 1, cost[at - 1] + 1, cost[at - width - 1] + swap(a[i - 1], b[j - 1]));
    }
  const pairs = [];
  let i = a.length;
  let j = b.length;
  while (i > 0 || j > 0) {
    const at = i * width + j;
    const here = cost[at];
    if (i > 0 && j > 0 && Math.abs(here - cost[at - width - 1] - swap(a[i - 1], b[j - 1])) < 1e-3)
      pairs.push([a[--i], b[--j]]);
    else if (i > 0 && Math.abs(here - cost[at - width] - 1) < 1e-3) pairs.push([a[--i], undefined]);
    else pairs.push([undefined, b[--j]]);
  }
  return pairs.reverse();
}

const newTally = () => ({
  digits: 0,
  wrong: 0,
  letters: 0,
  falseDigits: 0,
  years: 0,
  yearsRight: 0,
  yearsGiven: 0,
  yearsGivenWrong: 0,
  numbers: 0,
  numbersRight: 0,
  confusion: {},
});

/** Whether the aligned signs from..to say the same on both sides, and no digit touches them. */
function same(pairs, from, to) {
  for (let k = from; k <= to; k++) if (pairs[k][0] !== pairs[k][1]) return false;
  return (
    !isDigit(pairs[from - 1]?.[1]) &&
    !isDigit(pairs[to + 1]?.[1]) &&
    !isDigit(pairs[from - 1]?.[0]) &&
    !isDigit(pairs[to + 1]?.[0])
  );
}

/** Runs of digits on one side (0 truth, 1 read) as [first pair, last pair, text]; gaps on that side do not divide them. */
function digitRuns(pairs, side) {
  const runs = [];
  let run;
  pairs.forEach((pair, k) => {
    if (pair[side] === undefined) return;
    if (!isDigit(pair[side])) run = undefined;
    else if (run) {
      run[1] = k;
      run[2] += pair[side];
    } else {
      run = [k, k, pair[side]];
      runs.push(run);
    }
  });
  return runs;
}
const isYear = (text) => /^(2[45]|๒[๔๕])..$/u.test(text);

function addTo(tally, truth, read, letters) {
  tally.letters += letters;
  const pairs = align(truth, read);
  for (const [t, o] of pairs) {
    if (isDigit(t)) {
      tally.digits++;
      if (t !== o) tally.wrong++;
      tally.confusion[t] ??= {};
      tally.confusion[t][o ?? '∅'] = (tally.confusion[t][o ?? '∅'] ?? 0) + 1;
    } else if (isDigit(o)) tally.falseDigits++;
  }
  for (const [from, to, text] of digitRuns(pairs, 0)) {
    const right = same(pairs, from, to);
    tally.numbers++;
    if (right) tally.numbersRight++;
    if (isYear(text)) {
      tally.years++;
      if (right) tally.yearsRight++;
    }
  }
  for (const [from, to, text] of digitRuns(pairs, 1)) {
    if (!isYear(text)) continue;
    tally.yearsGiven++;
    if (!same(pairs, from, to)) tally.yearsGivenWrong++;
  }
}

const percent = (part, whole) => (whole ? Number(((100 * part) / whole).toFixed(2)) : null);
const summary = (t) => ({
  digits: t.digits,
  digitErrorPercent: percent(t.wrong, t.digits),
  numbers: t.numbers,
  numbersRightPercent: percent(t.numbersRight, t.numbers),
  years: t.years,
  yearsRightPercent: percent(t.yearsRight, t.years),
  yearsGivenWrong: `${t.yearsGivenWrong}/${t.yearsGiven}`,
  falseDigitsPer1000Letters: t.letters ? Number(((1000 * t.falseDigits) / t.letters).toFixed(2)) : null,
});

function evaluateLines(folder) {
  const truth = JSON.parse(fs.readFileSync(path.join(folder, 'truth.json'), 'utf8'));
  const figures = [];
  for (const set of new Set(truth.map((t) => t.set))) {
    const items = truth.filter((t) => t.set === set);
    for (const psm of PSMS) {
      const { lines, perLine } = readCrops(
        items.map((t) => t.image),
        psm,
        'thaidigits',
        work,
      );
      const tally = newTally();
      const fonts = {};
      items.forEach((item, k) => {
        const given = [collapse(item.text), lines[k] ?? '', countLetters(item.text)];
        addTo(tally, ...given);
        fonts[item.font] ??= newTally();
        addTo(fonts[item.font], ...given);
      });
      const byFont = Object.fromEntries(Object.entries(fonts).map(([f, t]) => [f, `${t.wrong}/${t.digits}`]));
      figures.push({
        set,
        psm,
        ...summary(tally),
        millisecondsPerLine: Math.round(perLine),
        byFont,
        confusion: errorsOf(tally),
      });
    }
  }
  return figures;
}

/** The confusions without the right readings. */
function errorsOf(tally) {
  const errors = {};
  for (const [t, outs] of Object.entries(tally.confusion))
    for (const [o, n] of Object.entries(outs)) if (o !== t) errors[`${t}>${o}`] = n;
  return errors;
}

async function pdfPages(file, folder) {
  const { PDFiumLibrary } = require('@hyzyla/pdfium');
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(fs.readFileSync(file));
  const images = [];
  for (const page of document.pages()) {
    const render = (o) =>
      sharp(o.data, { raw: { width: o.width, height: o.height, channels: 4 } })
        .removeAlpha()
        .greyscale()
        .png()
        .toBuffer();
    const image = path.join(folder, `${path.basename(file, '.pdf')}-${DPI}-${images.length}.png`);
    fs.writeFileSync(image, (await page.render({ scale: DPI / 72, render })).data);
    images.push(image);
  }
  document.destroy();
  library.destroy();
  return images;
}

/** First pass of the audit: line boxes and stock text of a page. */
function stockLines(image) {
  const kept = `${image}.hocr`; // the first pass does not depend on the model: kept from one evaluation to the next
  if (!fs.existsSync(kept))
    fs.writeFileSync(
      kept,
      tesseract([
        image,
        'stdout',
        '-l',
        'tha+eng',
        '--psm',
        '3',
        '--dpi',
        String(DPI),
        '-c',
        'preserve_interword_spaces=1',
        '-c',
        'tessedit_create_hocr=1',
        '-c',
        'hocr_char_boxes=1',
      ]),
    );
  const hocr = fs.readFileSync(kept, 'utf8');
  return hocr
    .split(/<span class='ocr_(?:line|textfloat|header|caption)'/)
    .slice(1)
    .map((part) => {
      const [left, top, right, bottom] = /bbox (\d+) (\d+) (\d+) (\d+)/.exec(part).slice(1).map(Number);
      const words = part
        .split("<span class='ocrx_word'")
        .slice(1)
        .map((word) =>
          [...word.matchAll(/<span class='ocrx_cinfo'[^>]*>([^<]*)<\/span>/g)]
            .map((m) => m[1].replace(/&(amp|lt|gt|quot|#39);/g, 'x'))
            .join(''),
        );
      return { left, top, right, bottom, words, ...baselineOf(part) };
    });
}

/** The baseline (as slope and offset from the box's lower left corner) and the boxes of letters and digits. */
function baselineOf(part) {
  const [slope, offset] = (/baseline (-?[\d.]+) (-?[\d.]+)/.exec(part) ?? [0, 0, 0]).slice(1).map(Number);
  const letters = [...part.matchAll(/x_bboxes (\d+) (\d+) (\d+) (\d+)[^>]*>[ก-ฮ๐-๙0-9]/gu)];
  return { slope, offset, letters: letters.map((m) => m.slice(1).map(Number)) };
}

const quantile = (values, part) => [...values].sort((x, y) => x - y)[Math.floor(values.length * part)];

/** The boxes that a line is cut out by. A box is often twice as high as its line, where marks touch the line above. */
function boxesOf(line, letterHeight) {
  if (CROP === 'line') {
    const margin = Math.max(2, Math.round((line.bottom - line.top) * MARGIN));
    return [[line.left - 2 * margin, line.top - margin, line.right + 2 * margin, line.bottom + margin]];
  }
  const boxes = [];
  const parts = CROP === 'part' ? partsOf(line, letterHeight) : [[line.left, line.right]];
  for (const [left, right] of parts) {
    const baseline = line.bottom + line.offset + line.slope * ((left + right) / 2 - line.left);
    const slant = (Math.abs(line.slope) * (right - left)) / 2;
    const side = Math.round(letterHeight * 0.4);
    const top = Math.round(baseline - letterHeight * (1 + ABOVE) - slant);
    boxes.push([left - side, top, right + side, Math.round(baseline + letterHeight * BELOW + slant)]);
  }
  return boxes;
}

/** Parts of at most about 20 letter heights, divided at the gaps between words. */
function partsOf(line, letterHeight) {
  const boxes = [...line.letters].sort((x, y) => x[0] - y[0]);
  const parts = [];
  let [left, right] = [line.left, line.left];
  for (const [l, , r] of boxes) {
    if (l - right > letterHeight * 0.35 && r - left > letterHeight * 20 && right > left) {
      parts.push([left, right]);
      left = l;
    }
    right = Math.max(right, r);
  }
  parts.push([left, line.right]);
  return parts;
}

async function cropLines(image, lines, folder) {
  const { width, height } = await sharp(image).metadata();
  const crops = [];
  const lowest = lines.filter((line) => line.letters.length > 5);
  const heights = lowest.map((line) =>
    quantile(
      line.letters.map((box) => box[3] - box[1]),
      0.3,
    ),
  );
  const letterHeight = quantile(heights, 0.5) ?? DPI * 0.14;
  for (const line of lines)
    for (const box of boxesOf(line, letterHeight)) {
      const [left, top] = [Math.max(0, box[0]), Math.max(0, box[1])];
      const size = { width: Math.min(width, box[2]) - left, height: Math.min(height, box[3]) - top };
      if (size.width < 4 || size.height < 8) continue;
      const crop = path.join(folder, `${path.basename(image, '.png')}-crop-${crops.length}.png`);
      await sharp(image)
        .extract({ left, top, ...size })
        .toFile(crop);
      crops.push(crop);
    }
  return crops;
}

async function evaluateScan(folder, name) {
  const truth = JSON.parse(fs.readFileSync(path.join(folder, 'truth.json'), 'utf8'));
  const temporary = path.join(work, 'scan-pages', path.basename(folder));
  fs.mkdirSync(temporary, { recursive: true });
  const images = await pdfPages(path.join(folder, `${name}.pdf`), temporary);
  const truths = name.startsWith('table') ? [truth.table] : truth.pages;
  const tallies = Object.fromEntries([...PSMS.map((psm) => [`psm ${psm}`, newTally()]), ['stock', newTally()]]);
  let perLine = 0;
  // a text may run over several pages, so it is compared as a whole
  const letters = countLetters(truths.join(' '));
  const whole = truths.map((t) => collapse(t)).join(' ');
  const read = Object.fromEntries(Object.keys(tallies).map((key) => [key, []]));
  for (const image of images) {
    const lines = stockLines(image);
    const crops = await cropLines(image, lines, temporary);
    read.stock.push(...lines.map((line) => line.words.join('')));
    for (const psm of PSMS) {
      const result = readCrops(crops, psm, 'thaidigits', work);
      read[`psm ${psm}`].push(...result.lines);
      perLine = result.perLine;
    }
  }
  return Object.entries(tallies).map(([reader, tally]) => {
    if (reader === 'stock') addTo(tally, bare(truths.join(' ')), bare(read.stock.join(' ')), letters);
    else addTo(tally, whole, read[reader].join(' '), letters);
    const extra =
      reader === 'stock'
        ? { confusion: tally.confusion }
        : { millisecondsPerLine: Math.round(perLine), confusion: errorsOf(tally) };
    return { set: `${path.basename(folder)} ${name}`, crop: CROP, reader, ...summary(tally), ...extra };
  });
}

const test = path.join(work, 'test');
if (!fs.existsSync(path.join(test, 'truth.json')))
  execFileSync('node', [path.join(here, 'render-lines.mjs'), 'test', test, LINES, '9001'], { cwd: work, env: ENV });
const figures = evaluateLines(test);
for (const folder of scanFolders)
  for (const pdf of fs
    .readdirSync(folder)
    .filter((f) => f.endsWith('.pdf') && !/-100-/.test(f) && f.startsWith(process.env.ONLY ?? ''))
    .sort())
    figures.push(...(await evaluateScan(folder, path.basename(pdf, '.pdf'))));
for (const figure of figures) console.log(JSON.stringify(figure));
fs.writeFileSync(path.join(work, 'figures.json'), JSON.stringify(figures, null, 1));
