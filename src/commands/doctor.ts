import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdir, statfs } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ensureBrowser, type FoundBrowser, findBrowser } from '../gather/index.ts';
import type { Language } from '../model/text.ts';
import { findOcr } from '../readers/ocr/find.ts';
import { installOcr } from '../report/messages/en.ts';
import { knownYears, loadRuleset } from '../ruleset/index.ts';
import { padEnd } from '../thai/text.ts';
import { type Exit, exits, type Io } from './io.ts';
import { commandWords } from './words.ts';

type Chosen = Pick<FoundBrowser, 'how' | 'origin' | 'version'>;

type Line = {
  name: string;
  ok: boolean;
  says: string;
  tried?: string[];
  /** How to install what is missing, for this system first. */
  install?: string[];
  /** Which browser it is, for programs that read this. */
  browser?: Chosen;
};

type Words = (typeof commandWords)[Language]['doctor'];

const configuredIn = (tried: FoundBrowser['tried']) => tried.find(({ origin }) => origin === 'configured');

/** Which browser starts and why that one; first of all that the configured one does not. */
const browserSays = (found: Chosen | null, tried: FoundBrowser['tried'], words: Words): string => {
  const origin = found?.origin ? `: ${words.origins[found.origin]}` : '';
  const says = found ? `${found.version} (${found.how}${origin})` : words.noBrowser;
  const broken = configuredIn(tried);
  if (!broken) return says;
  return `${words.configuredFails(broken.how, broken.why)} ${found ? `${words.insteadOfIt} ` : ''}${says}`;
};

const browserLine = async (io: Io): Promise<Line> => {
  const words = commandWords[io.language].doctor;
  const { browser, tried, ...chosen } = await findBrowser();
  await browser?.close();
  return {
    name: words.browser,
    ok: browser !== null && configuredIn(tried) === undefined,
    says: browserSays(browser && chosen, tried, words),
    tried: tried.map(({ how, why }) => `${words.tried} ${how}: ${why}`),
    ...(browser ? { browser: chosen } : {}),
  };
};

/** Whether a font for Thai is installed; null where the system cannot be asked. */
const hasThaiFonts = (): Promise<boolean | null> =>
  new Promise((done) => {
    if (process.platform !== 'linux') return done(null);
    execFile('fc-list', [':lang=th'], { timeout: 10_000 }, (error, found) => done(error ? null : found.trim() !== ''));
  });

/** Without a font for it, Chromium draws no Thai letter at all: a picture of a page would be blank. */
const fontLines = async (io: Io): Promise<Line[]> => {
  const words = commandWords[io.language].doctor;
  const there = await hasThaiFonts();
  if (there === null) return [];
  return [
    there
      ? { name: words.fonts, ok: true, says: words.hasFonts }
      : { name: words.fonts, ok: false, says: words.noFonts, install: [words.installFonts] },
  ];
};

type System = keyof typeof installOcr;
const systems: Partial<Record<NodeJS.Platform, System>> = { win32: 'windows', darwin: 'macos', linux: 'debian' };

/** How to install a recogniser, in one line for each system, this one first. */
export const ocrInstallLines = (platform: NodeJS.Platform, language: Language): string[] => {
  const sayings = commandWords[language].doctor.installOcr;
  const here = systems[platform] ?? 'debian';
  const others = (Object.keys(installOcr) as System[]).filter((system) => system !== here);
  return [here, ...others].map((system) => sayings[system](installOcr[system]));
};

/** A missing recogniser is no failure: what cannot be read for it is named as such. */
const ocrLine = async (io: Io): Promise<Line> => {
  const words = commandWords[io.language].doctor;
  const { engine, tried } = await findOcr();
  const line = {
    name: words.ocr,
    ok: engine !== null,
    says: engine?.name ?? words.noOcr,
    tried: tried.map(({ how, why }) => `${words.tried} ${how}: ${why}`),
  };
  return engine === null ? { ...line, install: ocrInstallLines(process.platform, io.language) } : line;
};

const outLine = async (out: string, io: Io): Promise<Line> => {
  const words = commandWords[io.language].doctor;
  const path = resolve(out);
  const problem = await mkdir(path, { recursive: true })
    .then(() => access(path, constants.W_OK))
    .then(
      () => null,
      (error: NodeJS.ErrnoException) => error.code ?? String(error),
    );
  return {
    name: words.out,
    ok: problem === null,
    says: problem === null ? `${path} (${words.writable})` : `${path}: ${problem}`,
  };
};

/** What one audit of a large site keeps, at most. */
const spaceNeeded = 1e9;

const spaceLines = async (out: string, io: Io): Promise<Line[]> => {
  const words = commandWords[io.language].doctor;
  const disk = await statfs(resolve(out)).catch(() => null);
  if (disk === null) return [];
  const free = disk.bavail * disk.bsize;
  const gigabytes = (Math.floor(free / 1e8) / 10).toFixed(1);
  const ok = free >= spaceNeeded;
  return [{ name: words.space, ok, says: ok ? words.free(gigabytes) : words.littleSpace(gigabytes) }];
};

const rulesLine = async (io: Io): Promise<Line> => {
  const words = commandWords[io.language].doctor;
  const years = await knownYears();
  for (const year of years) await loadRuleset(year);
  return { name: words.rules, ok: years.length > 0, says: years.join(', ') };
};

const oldestNode = [20, 19];

const nodeLine = (io: Io): Line => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  return {
    name: commandWords[io.language].doctor.node,
    ok: major > oldestMajor || (major === oldestMajor && minor >= oldestMinor),
    says: `${process.versions.node} (>= ${oldestNode.join('.')})`,
  };
};

const write = ({ name, ok, says, tried = [], install = [] }: Line, io: Io): void => {
  io.out(`${ok ? '✓' : '–'} ${padEnd(name, 26)} ${says}\n`);
  for (const line of [...install, ...tried]) io.out(`    ${line}\n`);
};

/**
 * `oit doctor`: what this machine offers, and what to do about what it lacks. A missing browser, recogniser or font is
 * no failure.
 */
export const doctorCommand = async (options: { out: string }, io: Io): Promise<Exit> => {
  const needed = [nodeLine(io), await rulesLine(io), await outLine(options.out, io)];
  const [node, rules, out] = needed as [Line, Line, Line];
  const lines = [
    node,
    rules,
    await browserLine(io),
    ...(await fontLines(io)),
    await ocrLine(io),
    out,
    ...(await spaceLines(options.out, io)),
  ];
  if (io.json) io.out(`${JSON.stringify(lines, null, 2)}\n`);
  else for (const line of lines) write(line, io);
  return needed.every(({ ok }) => ok) ? exits.fine : exits.usage;
};

/** `oit doctor --ensure-browser`: finds a browser or installs one. One clear sentence where neither works. */
export const ensureBrowserCommand = async (io: Io): Promise<Exit> => {
  const words = commandWords[io.language].doctor;
  const { how, tried, steps, ...chosen } = await ensureBrowser();
  if (how !== null) {
    io.err(`${words.browser}: ${browserSays({ how, ...chosen }, tried, words)}\n`);
    return exits.fine;
  }
  for (const step of steps) io.err(`${step}\n`);
  return exits.usage;
};
