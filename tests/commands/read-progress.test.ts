import { describe, expect, test } from 'vitest';
import type { Io } from '../../src/commands/io.ts';
import { showReading } from '../../src/commands/read-progress.ts';

const shown = (more: Partial<Io>, act: (progress: ReturnType<typeof showReading>) => void): string => {
  let said = '';
  const io = { err: (text: string) => (said += text), language: 'th', quiet: false, live: false, columns: 80, ...more };
  act(showReading(io as unknown as Io));
  return said;
};

describe('a long reading', () => {
  test('is one live line on a terminal, gone at the end', () => {
    const said = shown({ live: true }, (progress) => {
      progress.start('กำลังอ่าน a.pdf');
      progress.page({ page: 12, of: 132, what: 'ocr' });
      progress.end();
    });
    expect(said.split('\r\u001b[2K')).toEqual(['', 'กำลังอ่าน a.pdf', 'กำลังอ่าน a.pdf: หน้า 12/132 (OCR)', '']);
  });

  test('is a plain line now and then elsewhere', () => {
    const said = shown({ language: 'en' }, (progress) => {
      progress.start('Reading a.pdf');
      for (let page = 1; page <= 120; page++) progress.page({ page, of: 132, what: 'text' });
      for (let page = 1; page <= 10; page++) progress.page({ page, of: 12, what: 'ocr' });
      progress.end();
    });
    expect(said.split('\n')).toEqual([
      'Reading a.pdf: page 50/132',
      'Reading a.pdf: page 100/132',
      'Reading a.pdf: page 5/12 (OCR)',
      'Reading a.pdf: page 10/12 (OCR)',
      '',
    ]);
  });

  test('is silent where it is short, or where nobody wants to hear', () => {
    const read = (progress: ReturnType<typeof showReading>) => {
      progress.start('a');
      for (let page = 1; page <= 19; page++) progress.page({ page, of: 19, what: 'text' });
      progress.end();
    };
    expect(shown({}, read)).toBe('');
    expect(shown({ quiet: true, live: true }, read)).toBe('');
  });
});
