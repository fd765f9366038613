import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ensureBrowser, findBrowser } from '../gather/index.ts';
import type { Language } from '../model/text.ts';
import { findOcr } from '../readers/ocr/find.ts';
import { installOcr } from '../report/messages/en.ts';
import { knownYears, loadRuleset } from '../ruleset/index.ts';
import { padEnd } from '../thai/text.ts';
import { type Exit, exits, type Io } from './io.ts';
import { commandWords } from './words.ts';

type Line = {
  name: string;
  ok: boolean;
  says: string;
  tried?: string[];
  /** How to install what is missing, for this system first. */
  install?: string[];
};

const browserLine = async (io: Io): Promise<Line> => {
  const words = commandWords[io.language].doctor;
  const found = await findBrowser();
  await found.browser?.close();
  const tried = found.tried.map(({ how, why }) => `${words.tried} ${how}: ${why}`);
  return {
    name: words.browser,
    ok: found.browser !== null,
    says: found.browser ? `${found.version} (${found.how})` : words.noBrowser,
    tried,
  };
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

const rulesLine = async (io: Io): Promise<Line> => {
  const words = commandWords[io.language].doctor;
  const years = await knownYears();
  for (const year of years) await loadRuleset(year);
  return { name: words.rules, ok: years.length > 0, says: years.join(', ') };
};

const oldestNode = [20, 19];

/**
 * `oit doctor`: what this machine offers, and what to do about what it lacks. A missing browser or recogniser is no
 * failure.
 */
export const doctorCommand = async (options: { out: string }, io: Io): Promise<Exit> => {
  const words = commandWords[io.language].doctor;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const lines: Line[] = [
    {
      name: words.node,
      ok: major > (oldestNode[0] ?? 0) || (major === oldestNode[0] && minor >= (oldestNode[1] ?? 0)),
      says: `${process.versions.node} (>= ${oldestNode.join('.')})`,
    },
    await rulesLine(io),
    await browserLine(io),
    await ocrLine(io),
    await outLine(options.out, io),
  ];
  if (io.json) io.out(`${JSON.stringify(lines, null, 2)}\n`);
  else {
    for (const { name, ok, says, tried = [], install = [] } of lines) {
      io.out(`${ok ? '✓' : '–'} ${padEnd(name, 26)} ${says}\n`);
      for (const line of [...install, ...tried]) io.out(`    ${line}\n`);
    }
  }
  const [node, rules, , , out] = lines;
  return node?.ok && rules?.ok && out?.ok ? exits.fine : exits.usage;
};

/** `oit doctor --ensure-browser`: finds a browser or installs one. One clear sentence where neither works. */
export const ensureBrowserCommand = async (io: Io): Promise<Exit> => {
  const { how, version, steps } = await ensureBrowser();
  if (how !== null) {
    io.err(`${commandWords[io.language].doctor.browser}: ${version} (${how})\n`);
    return exits.fine;
  }
  for (const step of steps) io.err(`${step}\n`);
  return exits.usage;
};
