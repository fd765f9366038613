import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { downloadAddress, isSharedFolder, looksLikeDocument, normaliseUrl } from '../../src/gather/url.ts';

const drive = (id: string, more = '') =>
  `https://drive.usercontent.google.com/download?id=${id}&export=download&confirm=t${more}`;
const folder = (id: string) => `https://drive.google.com/embeddedfolderview?id=${id}`;

describe('downloadAddress', () => {
  test.each([
    ['https://drive.google.com/file/d/1Ab-C_/view?usp=sharing', drive('1Ab-C_')],
    ['https://drive.google.com/file/d/1AbC/preview', drive('1AbC')],
    ['https://drive.google.com/file/d/1AbC/edit', drive('1AbC')],
    ['https://drive.google.com/file/d/1AbC', drive('1AbC')],
    ['https://drive.google.com/file/u/0/d/1AbC/view', drive('1AbC')],
    ['https://drive.google.com/a/baan.example/file/d/1AbC/view', drive('1AbC')],
    ['https://drive.google.com/file/d/1AbC/view?resourcekey=0-xY_z', drive('1AbC', '&resourcekey=0-xY_z')],
    ['https://drive.google.com/open?id=1AbC&usp=drive_fs', drive('1AbC')],
    ['https://drive.google.com/uc?export=download&id=1AbC', drive('1AbC')],
    ['https://docs.google.com/uc?id=1AbC', drive('1AbC')],
    ['https://drive.google.com/u/1/uc?id=1AbC&export=download', drive('1AbC')],
    ['https://drive.usercontent.google.com/download?id=1AbC&authuser=0', drive('1AbC')],
    ['https://drive.google.com/viewer?srcid=1AbC&pid=explorer', drive('1AbC')],
  ])('a file in Drive: %s', (url, expected) => expect(downloadAddress(url)).toBe(expected));

  test.each([
    ['https://drive.google.com/drive/folders/1AbC?usp=sharing', folder('1AbC')],
    ['https://drive.google.com/drive/u/0/folders/1AbC', folder('1AbC')],
    ['https://drive.google.com/drive/mobile/folders/1AbC', folder('1AbC')],
    ['https://drive.google.com/folderview?id=1AbC#list', folder('1AbC')],
    ['https://drive.google.com/embeddedfolderview?id=1AbC#grid', folder('1AbC')],
    ['https://drive.google.com/drive/folders/1AbC?resourcekey=0-x', `${folder('1AbC')}&resourcekey=0-x`],
  ])('a folder in Drive: %s', (url, expected) => expect(downloadAddress(url)).toBe(expected));

  const docs = 'https://docs.google.com';
  test.each([
    [`${docs}/document/d/1AbC/edit?usp=sharing`, `${docs}/document/d/1AbC/export?format=docx`],
    [`${docs}/document/d/1AbC`, `${docs}/document/d/1AbC/export?format=docx`],
    [`${docs}/document/u/0/d/1AbC/mobilebasic`, `${docs}/document/d/1AbC/export?format=docx`],
    [`${docs}/a/baan.example/document/d/1AbC/view`, `${docs}/document/d/1AbC/export?format=docx`],
    [`${docs}/spreadsheets/d/1AbC/edit#gid=0`, `${docs}/spreadsheets/d/1AbC/export?format=xlsx`],
    [
      `${docs}/spreadsheets/d/1AbC/htmlview?resourcekey=0-x`,
      `${docs}/spreadsheets/d/1AbC/export?format=xlsx&resourcekey=0-x`,
    ],
    [`${docs}/presentation/d/1AbC/present`, `${docs}/presentation/d/1AbC/export?format=pdf`],
    [`${docs}/forms/d/1AbC/edit`, `${docs}/forms/d/1AbC/viewform`],
  ])('a document in an editor: %s', (url, expected) => expect(downloadAddress(url)).toBe(expected));

  test.each([
    `${docs}/document/d/e/2PACX-1/pub`,
    `${docs}/document/d/1AbC/pub`,
    `${docs}/document/d/1AbC/export?format=pdf`,
    `${docs}/spreadsheets/d/e/2PACX-1/pubhtml?gid=0`,
    `${docs}/spreadsheets/d/1AbC/pubhtml`,
    `${docs}/spreadsheets/d/1AbC/gviz/tq?tqx=out:csv`,
    `${docs}/presentation/d/e/2PACX-1/embed`,
    `${docs}/forms/d/e/1FAI/viewform`,
    'https://drive.google.com/drive/my-drive',
    'https://drive.google.com/open?id=a/../b',
  ])('is published already, or no document: %s', (url) => expect(downloadAddress(url)).toBe(url));

  const file = 'https://www.baan.example/plan.pdf';
  const coded = encodeURIComponent(file);
  test.each([
    [`${docs}/viewer?url=${coded}&embedded=true`, file],
    [`${docs}/gview?url=${coded}`, file],
    [`${docs}/viewerng/viewer?url=${coded}`, file],
    [`https://view.officeapps.live.com/op/view.aspx?src=${coded}`, file],
    [`https://view.officeapps.live.com/op/embed.aspx?src=${coded}`, file],
    [`https://mozilla.github.io/pdf.js/web/viewer.html?file=${coded}`, file],
    [`https://www.baan.example/pdfjs/web/viewer.html?file=${coded}`, file],
    [
      'https://www.baan.example/pdfjs/web/viewer.html?file=/download.php?id%3D5',
      'https://www.baan.example/download.php?id=5',
    ],
    ['https://www.baan.example/pdfjs/web/viewer.html?file=../../files/a.pdf', 'https://www.baan.example/files/a.pdf'],
    [
      'https://www.baan.example/wp-content/pdfjs/web/viewer.php?file=/up/a.pdf&x=1',
      'https://www.baan.example/up/a.pdf',
    ],
    ['https://www.baan.example/flowpaper/?pdf=/up/a.pdf', 'https://www.baan.example/up/a.pdf'],
    ['https://www.baan.example/book/flipbook.html?pdf=a.pdf', 'https://www.baan.example/book/a.pdf'],
    ['https://www.baan.example/dflip/embed?source=//cdn.example/a.pdf', 'https://cdn.example/a.pdf'],
    ['https://www.baan.example/show.html?file=/up/a.docx', 'https://www.baan.example/up/a.docx'],
    [
      'https://www.baan.example/preview.php?url=http://files.example/%E0%B8%81.xlsx',
      'http://files.example/%E0%B8%81.xlsx',
    ],
  ])('a viewer: %s', (url, expected) => expect(downloadAddress(url)).toBe(expected));

  test.each([
    // The file itself, from a script that alone knows where it lies.
    'https://www.baan.example/download.php?file=plan.pdf',
    'https://www.baan.example/pdf/download.php?file=/up/plan.pdf',
    'https://www.baan.example/pdf-viewer/get_file.php?file=/up/plan.pdf',
    'https://www.baan.example/flipbook/download.html?file=plan.pdf',
    'https://www.baan.example/facebook/show.php?file=/up/plan.pdf',
    'https://www.baan.example/preview.php?file=plan.pdf',
    'https://www.baan.example/view.php?file=plan.pdf',
    'https://www.baan.example/index.php?pdf=/up/plan.pdf',
    // No document behind it.
    'https://www.baan.example/viewer.php?url=https://other.example/page',
    'https://www.baan.example/viewer.html?file=javascript:alert(1).pdf',
    'https://www.baan.example/viewer.html?file=file:///etc/plan.pdf',
    'https://www.baan.example/viewer.html?page=plan.pdf',
    `${docs}/viewer?url=ftp%3A%2F%2Fa.example%2Fa.pdf`,
    'http://a.example/file/d/1/view',
    'not an address',
    '',
  ])('stays: %s', (url) => expect(downloadAddress(url)).toBe(url));

  test.each([
    [
      'https://baan-my.sharepoint.com/:b:/g/personal/it_baan/EaRR-g?e=PKOC2E',
      'https://baan-my.sharepoint.com/:b:/g/personal/it_baan/EaRR-g?e=PKOC2E&download=1',
    ],
    ['https://baan.sharepoint.com/:f:/s/it/EaRR-g?e=PKOC2E', 'https://baan.sharepoint.com/:f:/s/it/EaRR-g?e=PKOC2E'],
    [
      'https://www.dropbox.com/scl/fi/abc/plan.pdf?rlkey=k&dl=0',
      'https://www.dropbox.com/scl/fi/abc/plan.pdf?rlkey=k&dl=1',
    ],
    ['https://www.dropbox.com/s/abc/plan.pdf', 'https://www.dropbox.com/s/abc/plan.pdf?dl=1'],
    ['https://www.dropbox.com/s/abc/plan.pdf?raw=1', 'https://www.dropbox.com/s/abc/plan.pdf?raw=1'],
    ['https://1drv.ms/b/s!AkCh', 'https://1drv.ms/b/s!AkCh'],
  ])('a shared file: %s', (url, expected) => expect(downloadAddress(url)).toBe(expected));

  test('viewers in viewers are followed, and no more than three deep', () => {
    const inViewer = (url: string) => `${docs}/viewer?url=${encodeURIComponent(url)}`;
    expect(downloadAddress(inViewer('https://drive.google.com/file/d/1AbC/view'))).toBe(drive('1AbC'));
    expect(downloadAddress(inViewer(inViewer(inViewer(file))))).toBe(file);
    const four = inViewer(inViewer(inViewer(inViewer(file))));
    expect(downloadAddress(four)).toBe(normaliseUrl(inViewer(file)));
  });

  test('always leads to http or https, and to the same place when asked again', () => {
    const host = fc.constantFrom(
      'drive.google.com',
      'docs.google.com',
      'a-my.sharepoint.com',
      'www.dropbox.com',
      'a.example',
    );
    const path = fc.constantFrom(
      '/file/d/1/view',
      '/open',
      '/uc',
      '/s/1/a.pdf',
      '/:w:/g/x',
      '/document/d/1/edit',
      '/drive/folders/1',
      '/pdfjs/web/viewer.html',
      '/preview.php',
    );
    const value = fc.oneof(
      fc.webUrl(),
      fc.string(),
      fc.constantFrom('1', 'a.pdf', '/a.pdf', 'data:x,.pdf', '//b/a.pdf'),
    );
    fc.assert(
      fc.property(host, path, fc.constantFrom('id', 'url', 'file', 'pdf'), value, (h, p, name, v) => {
        const once = downloadAddress(`https://${h}${p}?${name}=${encodeURIComponent(v)}`);
        expect(once).toMatch(/^https?:\/\//);
        expect(downloadAddress(once)).toBe(once);
      }),
    );
  });
});

test.each([
  ['http://a.example/x.PDF', true],
  ['http://a.example/%E0%B8%81.xlsx', true],
  ['http://a.example/get.php?file=plan.docx', true],
  ['http://a.example/pdfjs/web/viewer.html?file=/a.pdf', true],
  ['https://drive.google.com/file/d/1AbC/view', true],
  ['https://drive.google.com/open?id=1AbC', true],
  ['https://drive.usercontent.google.com/download?id=1AbC', true],
  ['https://docs.google.com/spreadsheets/d/e/2PACX/pubhtml', true],
  ['https://a-my.sharepoint.com/:x:/g/personal/b/E1', true],
  ['https://www.dropbox.com/scl/fi/abc/file?dl=0', true],
  ['https://drive.google.com/drive/folders/1AbC', false],
  ['https://drive.google.com/embeddedfolderview?id=1AbC', false],
  ['https://drive.google.com/', false],
  ['https://www.dropbox.com/login', false],
  ['http://a.example/x.php', false],
  ['nothing', false],
])('looksLikeDocument(%s)', (url, expected) => {
  expect(looksLikeDocument(url)).toBe(expected);
});

test.each([
  ['https://drive.google.com/drive/u/0/folders/1AbC?usp=sharing', true],
  ['https://drive.google.com/embeddedfolderview?id=1AbC', true],
  ['https://drive.google.com/file/d/1AbC/view', false],
  ['http://a.example/drive/folders/1AbC', false],
  ['nothing', false],
])('isSharedFolder(%s)', (url, expected) => {
  expect(isSharedFolder(url)).toBe(expected);
});
