import { describe, expect, it } from 'vitest';
import { codes, filler, read, rowsOf, tables, textOf, texts, thai874, url } from './helpers.ts';

const quoted = (bytes: Uint8Array): string =>
  [...bytes]
    .map((byte) => (byte === 0x3d || byte > 0x7e ? `=${byte.toString(16).toUpperCase()}` : String.fromCharCode(byte)))
    .join('')
    .replace(/((?:=..|[^=\n]){1,70}?)(?=(?:=..|[^=\n]){1,70})/gu, '$1=\r\n');

const markup = (charset: string): string =>
  `<html><head><meta http-equiv="Content-Type" content="text/html; charset=${charset}"><title>แผนงาน</title></head><body><h1>แผนดำเนินงาน</h1>${filler}<table><tr><td>ที่<td>งบ</tr><tr><td>1<td>500</tr></table><a href="next.html">ต่อไป</a></body></html>`;

const saved = (type: string, content: Uint8Array): string =>
  [
    'From: <Saved by a browser>',
    'Snapshot-Content-Location: https://town.example.go.th/plan/index.html',
    'Subject: =?utf-8?Q?=E0=B9=81?=',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Part"',
    '',
    '',
    '------Part',
    `Content-Type: ${type}`,
    'Content-ID: <frame-1@mhtml>',
    'Content-Transfer-Encoding: quoted-printable',
    'Content-Location: https://town.example.go.th/plan/index.html',
    '',
    quoted(content),
    '------Part',
    'Content-Type: image/png',
    'Content-Transfer-Encoding: base64',
    'Content-Location: https://town.example.go.th/a.png',
    '',
    'iVBORw0KGgo=',
    '------Part--',
    '',
  ].join('\r\n');

describe('a page saved as one file', () => {
  it.each([
    ['UTF-8, named in the page only', 'text/html', Buffer.from(markup('utf-8'))],
    ['code page 874', 'text/html; charset=windows-874', thai874(markup('windows-874'))],
    ['code page 874 with a label that is wrong', 'text/html; charset="iso-8859-1"', thai874(markup('windows-1252'))],
    ['code page 874 with a label of its own', 'text/html;\r\n\tcharset=TIS620', thai874(markup('x-none'))],
  ])('in %s', async (_, type, content) => {
    const reading = await read(saved(type, content), { fileName: 'plan.mht' });
    expect(reading).toMatchObject({ reader: 'mhtml/1', title: 'แผนดำเนินงาน | แผนงาน', gaps: [] });
    expect(texts(reading)[0]).toBe('แผนดำเนินงาน');
    expect(rowsOf(tables(reading)[0])).toEqual([
      ['ที่', 'งบ'],
      ['1', '500'],
    ]);
    expect(reading.links.map((link) => link.url)).toEqual(['https://town.example.go.th/plan/next.html']);
  });
  it('without a page in it is damaged', async () => {
    const mail =
      'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n\r\nข้อความ\r\n--x--\r\n';
    expect((await read(mail)).gaps).toMatchObject([{ code: 'damaged', url }]);
  });
});

describe('a page saved from Word', () => {
  const entities = (text: string): string => [...text].map((char) => `&#${char.codePointAt(0)};`).join('');
  it('with numbers for letters and a Western label', async () => {
    const office = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta http-equiv=Content-Type content="text/html; charset=windows-1252"><meta name=Generator content="Microsoft Word 15"><title>x</title><!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]--><style>@font-face{font-family:"TH SarabunPSK"}</style></head><body lang=EN-US><div class=WordSection1><p class=MsoNormal><b><span lang=TH>${entities('ประกาศเทศบาล')}</span></b><o:p></o:p></p><p class=MsoListParagraph><![if !supportLists]><span>1.<span>&nbsp;&nbsp; </span></span><![endif]>${entities('ข้อหนึ่ง น้ำดื่ม')}</p>${filler
      .replace(/[\u0e00-\u0e7f]/gu, entities)
      .repeat(1)}</div></body></html>`;
    const reading = await read(Buffer.from(office, 'latin1'), { contentType: 'text/html; charset=windows-1252' });
    expect(reading).toMatchObject({ reader: 'html/4', gaps: [] });
    expect(texts(reading).slice(0, 2)).toEqual(['ประกาศเทศบาล', '1. ข้อหนึ่ง น้ำดื่ม']);
  });
});

describe('a drawing', () => {
  it('shows the text that is drawn', async () => {
    const reading = await read(
      `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
      <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><title>ไม่แสดง</title><style>text{fill:red}</style>
      <script>alert('x')</script><defs><text>นิยาม</text></defs>
      <text x="1" y="2">โครงสร้าง <tspan font-weight="bold">เทศบาล</tspan></text>
      <g><a xlink:href="office.html"><text><tspan x="0" y="0">สำนักปลัด</tspan><tspan x="0" dy="12">กองคลัง &amp; พัสดุ</tspan></text></a></g>
      <text display="none">ซ่อน</text></svg>`,
      { url: 'https://town.example.go.th/img/chart.svg' },
    );
    expect(reading).toMatchObject({ reader: 'svg/1', title: 'โครงสร้าง เทศบาล', gaps: [], pages: 1 });
    expect(reading.blocks.map(textOf)).toEqual(['โครงสร้าง เทศบาล', 'สำนักปลัด', 'กองคลัง & พัสดุ']);
    expect(reading.links.map(({ url: to, text }) => [to, text])).toEqual([
      ['https://town.example.go.th/img/office.html', 'สำนักปลัด'],
      ['https://town.example.go.th/img/office.html', 'กองคลัง & พัสดุ'],
    ]);
  });
  it('without text is a picture', async () => {
    expect(codes(await read('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'))).toEqual([
      'picture-only',
    ]);
  });
});
