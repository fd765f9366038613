import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { doctorCommand, ocrInstallLines } from '../../src/commands/doctor.ts';
import { exits, type Io } from '../../src/commands/io.ts';
import { languages } from '../../src/model/text.ts';
import { findOcr } from '../../src/readers/ocr/find.ts';
import { messages } from '../../src/report/index.ts';

vi.mock('../../src/readers/ocr/find.ts', () => ({ findOcr: vi.fn() }));
vi.mock('../../src/gather/index.ts', () => ({ findBrowser: async () => ({ browser: null, tried: [] }) }));

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
beforeEach(() => {
  said = '';
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
