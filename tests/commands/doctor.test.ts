import { chmod, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { doctorCommand, ensureBrowserCommand, ocrInstallLines } from '../../src/commands/doctor.ts';
import { exits, type Io } from '../../src/commands/io.ts';
import { ensureBrowser, findBrowser } from '../../src/gather/index.ts';
import { languages } from '../../src/model/text.ts';
import { findOcr } from '../../src/readers/ocr/find.ts';
import { messages } from '../../src/report/index.ts';

vi.mock('../../src/readers/ocr/find.ts', () => ({ findOcr: vi.fn() }));
vi.mock('../../src/gather/index.ts', () => ({ findBrowser: vi.fn(), ensureBrowser: vi.fn() }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return { ...real, statfs: vi.fn(real.statfs) };
});

const windows = 'winget install UB-Mannheim.TesseractOCR';
const macos = 'brew install tesseract tesseract-lang';
const debian = 'sudo apt-get install tesseract-ocr tesseract-ocr-tha';

let out: string;
let said: string;
const ioWith = (more: Partial<Io>): Io =>
  ({
    out: (text: string) => {
      said += text;
    },
    language: 'en',
    json: false,
    ...more,
  }) as Io;
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'oit-doctor-'));
});
type Found = Awaited<ReturnType<typeof findBrowser>>;
const foundBrowser = (more: Partial<Found>): Found => ({ how: 'none', version: '', browser: null, tried: [], ...more });
const running = { close: async () => {} } as Found['browser'];

beforeEach(() => {
  said = '';
  vi.mocked(findBrowser).mockResolvedValue(foundBrowser({}));
  vi.mocked(findOcr).mockResolvedValue({ engine: null, tried: [] });
});
afterAll(() => rm(out, { recursive: true, force: true }));

describe('without a recogniser', () => {
  beforeEach(() => {
    vi.mocked(findOcr).mockResolvedValue({ engine: null, tried: [{ how: 'tesseract', why: 'knows only eng' }] });
  });

  test('all is fine, but it says how to install one, and what was tried', async () => {
    expect(await doctorCommand({ out }, ioWith({}))).toBe(exits.fine);
    expect(said).toMatch(/^– Reading of scans \(OCR\) +none found/mu);
    for (const line of [windows, macos, debian]) expect(said).toContain(line);
    expect(said).toMatch(/^ {4}tried tesseract: knows only eng$/mu);
  });

  test('the same as JSON', async () => {
    expect(await doctorCommand({ out }, ioWith({ json: true }))).toBe(exits.fine);
    expect(JSON.parse(said)).toContainEqual(expect.objectContaining({ ok: false, install: expect.any(Array) }));
  });
});

test('with a recogniser it is named', async () => {
  const engine = { name: 'tesseract 5.3.0 tha+eng' } as NonNullable<Awaited<ReturnType<typeof findOcr>>['engine']>;
  vi.mocked(findOcr).mockResolvedValue({ engine, tried: [] });
  expect(await doctorCommand({ out }, ioWith({}))).toBe(exits.fine);
  expect(said).toMatch(/^✓ Reading of scans \(OCR\) +tesseract 5\.3\.0 tha\+eng$/mu);
  expect(said).not.toContain(debian);
});

describe('the browser', () => {
  test.each<[Partial<Found>, RegExp]>([
    [{ how: 'OIT_BROWSER=/b', origin: 'configured' }, /^✓ Browser +150\.1 \(OIT_BROWSER=\/b: set by OIT_BROWSER\)$/mu],
    [
      { how: 'channel chrome', origin: 'installed' },
      /^✓ Browser +150\.1 \(channel chrome: the first installed .*\)$/mu,
    ],
    [
      { how: '/usr/bin/chromium', origin: 'distribution' },
      /^✓ Browser +150\.1 \(\/usr\/bin\/chromium: Chromium of the system/mu,
    ],
    [{ how: 'playwright', origin: 'own' }, /^✓ Browser +150\.1 \(playwright: the one of Playwright/mu],
  ])('%j is named, with why it was taken', async (found, expected) => {
    vi.mocked(findBrowser).mockResolvedValue(foundBrowser({ version: '150.1', browser: running, ...found }));
    expect(await doctorCommand({ out }, ioWith({}))).toBe(exits.fine);
    expect(said).toMatch(expected);
  });

  const broken = { how: 'OIT_BROWSER=/nowhere', why: 'it does not exist', origin: 'configured' } as const;
  const absent = { how: 'channel chrome', why: 'is not found', origin: 'installed' } as const;

  test('a configured one that does not start is said before the one that does', async () => {
    const chromium = { how: '/usr/bin/chromium', origin: 'distribution', version: '150.1', browser: running } as const;
    vi.mocked(findBrowser).mockResolvedValue(foundBrowser({ ...chromium, tried: [broken, absent] }));
    expect(await doctorCommand({ out }, ioWith({}))).toBe(exits.fine);
    expect(said).toMatch(
      /^– Browser +OIT_BROWSER=\/nowhere does not start \(it does not exist\).*until then: 150\.1 \(\/usr\/bin\/chromium/mu,
    );
    expect(said).toMatch(/^ {4}tried channel chrome: is not found$/mu);
  });

  test('none at all is no failure of the program', async () => {
    vi.mocked(findBrowser).mockResolvedValue(foundBrowser({ tried: [broken, absent] }));
    expect(await doctorCommand({ out }, ioWith({}))).toBe(exits.fine);
    expect(said).toMatch(/^– Browser +OIT_BROWSER=\/nowhere does not start .*none found/mu);
  });

  test('the same as JSON', async () => {
    const chrome = { how: 'channel chrome', origin: 'installed', version: '150.1', browser: running } as const;
    vi.mocked(findBrowser).mockResolvedValue(foundBrowser(chrome));
    await doctorCommand({ out }, ioWith({ json: true }));
    const { browser: _, tried: __, ...told } = foundBrowser(chrome);
    expect(JSON.parse(said)).toContainEqual(expect.objectContaining({ name: 'Browser', ok: true, browser: told }));
  });
});

describe('a browser that must be there', () => {
  const io = ioWith({
    err: (text: string) => {
      said += text;
    },
  });

  test('is named, with why it was taken and what was not', async () => {
    const tried = [{ how: 'OIT_BROWSER=/nowhere', why: 'it does not exist', origin: 'configured' as const }];
    vi.mocked(ensureBrowser).mockResolvedValue({
      how: 'playwright',
      origin: 'own',
      version: '150.1',
      tried,
      steps: [],
    });
    expect(await ensureBrowserCommand(io)).toBe(exits.fine);
    expect(said).toMatch(
      /^Browser: OIT_BROWSER=\/nowhere does not start .*150\.1 \(playwright: the one of Playwright.*\n$/u,
    );
  });

  test('or what was done to get one', async () => {
    vi.mocked(ensureBrowser).mockResolvedValue({ how: null, version: '', tried: [], steps: ['first', 'then'] });
    expect(await ensureBrowserCommand(io)).toBe(exits.usage);
    expect(said).toBe('first\nthen\n');
  });
});

describe.skipIf(process.platform !== 'linux')('Thai fonts', () => {
  const path = process.env.PATH;
  let programs: string;
  beforeEach(async () => {
    programs = await mkdtemp(join(tmpdir(), 'oit-fonts-'));
    process.env.PATH = programs;
  });
  afterEach(async () => {
    process.env.PATH = path;
    await rm(programs, { recursive: true });
  });
  /** A font list that knows these fonts for Thai, and others for other languages. */
  const install = async (fonts: string) => {
    const program = join(programs, 'fc-list');
    await writeFile(program, `#!/bin/sh\n[ "$1" = ":lang=th" ] && printf '%s' '${fonts}' || echo other\n`);
    await chmod(program, 0o755);
  };

  test('are there', async () => {
    await install('/usr/share/fonts/Garuda.ttf: Garuda');
    await doctorCommand({ out }, ioWith({}));
    expect(said).toMatch(/^✓ Thai fonts +there$/mu);
  });

  test('are missing: pictures would show nothing', async () => {
    await install('');
    expect(await doctorCommand({ out }, ioWith({}))).toBe(exits.fine);
    expect(said).toMatch(/^– Thai fonts +none found.*\n {4}.*fonts-thai-tlwg$/mu);
  });

  test('nothing is said where nobody can tell', async () => {
    await doctorCommand({ out }, ioWith({}));
    expect(said).not.toContain('Thai fonts');
  });
});

describe('the space that is left', () => {
  const disk = (bytes: number) =>
    vi
      .mocked(statfs)
      .mockResolvedValueOnce({ bavail: bytes / 4096, bsize: 4096 } as Awaited<ReturnType<typeof statfs>>);

  test.each([
    [0.99e9, /^– Free space +only 0\.9 GB left/mu],
    [0.2e9, /^– Free space +only 0\.2 GB left.*--out$/mu],
    [1e9, /^✓ Free space +1\.0 GB$/mu],
    [74.5e9, /^✓ Free space +74\.5 GB$/mu],
  ])('%d bytes', async (bytes, expected) => {
    disk(bytes);
    expect(await doctorCommand({ out }, ioWith({}))).toBe(exits.fine);
    expect(said).toMatch(expected);
  });

  test('is that of the report folder, where it can be told', async () => {
    await doctorCommand({ out }, ioWith({}));
    expect(statfs).toHaveBeenLastCalledWith(out);
    expect(said).toContain('Free space');
    said = '';
    vi.mocked(statfs).mockRejectedValueOnce(new Error('ENOSYS'));
    expect(await doctorCommand({ out }, ioWith({}))).toBe(exits.fine);
    expect(said).not.toContain('Free space');
  });
});

describe.each(languages)('%s', (language) => {
  test.each<[NodeJS.Platform, string]>([
    ['win32', windows],
    ['darwin', macos],
    ['linux', debian],
    ['freebsd', debian],
  ])('%s comes first, the others after it', (platform, command) => {
    const lines = ocrInstallLines(platform, language);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain(command);
    expect(lines.join('\n')).toContain('TESSDATA_PREFIX');
  });

  test('the report says the same in short', () => {
    const { todo } = messages[language].gaps['no-ocr'];
    for (const part of ['oit doctor', windows, macos, debian]) expect(todo).toContain(part);
  });
});
