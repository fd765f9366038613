// What needs the browser: PDFs and pictures.
import { chromium } from 'playwright';

/** Opens Chromium; `CHROMIUM` names another one than /usr/bin/chromium. */
export async function openPrinter() {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });
  const page = await browser.newPage();
  return {
    /** A4 document with a text layer; `landscape` for wide tables. */
    async pdf({ title, body, landscape = false, made }) {
      await page.setContent(documentHtml(title, body));
      const bytes = await page.pdf({ format: 'A4', landscape, tagged: false, outline: false, printBackground: true });
      return dated(bytes, made);
    },
    /** Draws SVG as PNG. */
    async png(svg, width, height) {
      await page.setViewportSize({ width, height });
      await page.setContent(`<body style="margin:0">${svg}</body>`);
      return page.screenshot({ clip: { x: 0, y: 0, width, height } });
    },
    close: () => browser.close(),
  };
}

/** The printer stamps the moment of printing; the date of the document replaces it, so that printing again changes nothing. */
function dated(bytes, made) {
  const text = bytes.toString('latin1');
  return Buffer.from(text.replace(/\(D:\d{14}(?=[+-])/gu, `(D:${made}090000`), 'latin1');
}

function documentHtml(title, body) {
  return `<!DOCTYPE html>
<html lang="th"><head><meta charset="utf-8"><title>${title}</title>
<style>
@page { margin: 18mm 16mm }
body { font-family: Laksaman, Norasi, sans-serif; font-size: 15pt; line-height: 1.25 }
h1 { font-size: 19pt; text-align: center; margin: 0 0 8pt }
h2 { font-size: 16pt; margin: 12pt 0 4pt; break-after: avoid }
h3 { font-size: 15pt; margin: 8pt 0 2pt; break-after: avoid }
p, ul, ol { margin: 3pt 0 }
table { border-collapse: collapse; width: 100%; font-size: 13pt; margin: 6pt 0 }
th, td { border: 1px solid #444; padding: 2pt 8pt; vertical-align: top }
th { background: #e4ecd8; white-space: nowrap; font-size: 12pt }
tr { break-inside: avoid }
.cover { text-align: center; margin: 60mm 0 0; break-after: page }
.sign { text-align: center; margin: 14pt 0 0 45% }
</style></head><body>
${body}
</body></html>`;
}
